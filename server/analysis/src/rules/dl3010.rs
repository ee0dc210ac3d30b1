use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3010",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Let `ADD` unpack a local archive.",
        fr: "Laisser `ADD` extraire une archive locale.",
    },
    why: Text {
        en: "`COPY` keeps the whole archive in its layer, and deleting it in a later `RUN` frees \
             nothing. `ADD` unpacks a local `tar` archive, compressed or not, and leaves no \
             archive behind. This does not hold for a single compressed file such as `data.gz`: \
             there, the rule is wrong.",
        fr: "`COPY` garde l'archive entière dans sa couche, et la supprimer dans un `RUN` \
             ultérieur ne libère rien. `ADD` extrait une archive `tar` locale, compressée ou non, \
             sans laisser d'archive. Cela ne vaut pas pour un simple fichier compressé comme \
             `data.gz`\u{a0}: là, la règle a tort.",
    },
    example: Example {
        bad: "
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt
",
        good: "ADD app.tar.gz /opt/",
    },
    check: Check::Elsewhere,
};
