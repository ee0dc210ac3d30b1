use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3001",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Leave out commands that make no sense during a build.",
        fr: "Écarter les commandes qui n'ont pas de sens pendant une construction.",
    },
    why: Text {
        en: "Nothing that `RUN` starts outlives it: a program launched by `service` stops with the \
             instruction, and nobody is there to use `vim` or `top`. Start the program of the \
             container with `CMD`. A few uses are legitimate, such as `kill` after a test.",
        fr: "Rien de ce que `RUN` démarre ne lui survit\u{a0}: un programme lancé par `service` \
             s'arrête avec l'instruction, et personne n'est là pour utiliser `vim` ou `top`. \
             Lancez le programme du conteneur avec `CMD`. Quelques usages restent légitimes, comme \
             `kill` après un test.",
    },
    example: Example {
        bad: "RUN service nginx start",
        good: r#"CMD ["nginx", "-g", "daemon off;"]"#,
    },
    check: Check::Elsewhere,
};
