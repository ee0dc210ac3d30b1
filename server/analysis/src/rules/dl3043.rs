use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3043",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Put no `ONBUILD`, `FROM` or `MAINTAINER` after `ONBUILD`.",
        fr: "Ne mettre ni `ONBUILD`, ni `FROM`, ni `MAINTAINER` après `ONBUILD`.",
    },
    why: Text {
        en: "What follows `ONBUILD` runs inside a stage of another Dockerfile, where these three \
             have no place: BuildKit refuses them, and the build fails. Write the instruction that \
             is to run there.",
        fr: "Ce qui suit `ONBUILD` s'exécute dans une étape d'un autre Dockerfile, où ces trois-là \
             n'ont pas leur place\u{a0}: BuildKit les refuse, et la construction échoue. Écrivez \
             l'instruction qui doit s'exécuter là-bas.",
    },
    example: Example {
        bad: "ONBUILD ONBUILD RUN make",
        good: "ONBUILD RUN make",
    },
    check: Check::Elsewhere,
};
