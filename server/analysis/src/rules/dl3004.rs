use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3004",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Do without `sudo` in `RUN`.",
        fr: "Se passer de `sudo` dans `RUN`.",
    },
    why: Text {
        en: "`RUN` is root already unless `USER` says otherwise, and most base images have no \
             `sudo`; once installed, it offers the container a way back to root. Put `USER root` \
             before what needs it; a start script that gives up root can use `gosu`.",
        fr: "`RUN` est déjà root, sauf si `USER` en décide autrement, et la plupart des images de \
             base n'ont pas `sudo`\u{a0}; une fois installé, il offre au conteneur un chemin de \
             retour vers root. Placez `USER root` avant ce qui l'exige\u{a0}; un script de \
             démarrage qui renonce à root peut utiliser `gosu`.",
    },
    example: Example {
        bad: "RUN sudo make install",
        good: "RUN make install",
    },
    check: Check::Elsewhere,
};
