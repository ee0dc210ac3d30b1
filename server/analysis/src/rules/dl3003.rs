use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3003",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Change folder with `WORKDIR`.",
        fr: "Changer de dossier avec `WORKDIR`.",
    },
    why: Text {
        en: "The effect of `cd` ends with its `RUN`: the next instruction starts from the working \
             directory again. `WORKDIR` stays in force for all that follows. Within one `RUN`, `cd \
             src && make` is correct, so this is partly a matter of taste.",
        fr: "L'effet de `cd` s'arrête avec son `RUN`\u{a0}: l'instruction suivante repart du \
             répertoire de travail. `WORKDIR` reste en vigueur pour toute la suite. À l'intérieur \
             d'un `RUN`, `cd src && make` est correct\u{a0}: c'est donc en partie une affaire de \
             goût.",
    },
    example: Example {
        bad: "RUN cd /src && make",
        good: "
WORKDIR /src
RUN make
",
    },
    check: Check::Elsewhere,
};
