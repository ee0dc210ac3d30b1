use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL4006",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Set `pipefail` before a `RUN` with a pipe.",
        fr: "Activer `pipefail` avant un `RUN` qui contient un tube.",
    },
    why: Text {
        en: "The shell only looks at the last command of a pipe: if `curl` fails and `sort` gets \
             nothing, the build goes on with an empty file. `SHELL` with `-o pipefail` makes it \
             fail, with `bash`, or with `ash` on Alpine. A command that stops reading early, such \
             as `head`, can then make a sound pipe fail too.",
        fr: "Le shell ne regarde que la dernière commande d'un tube\u{a0}: si `curl` échoue et que \
             `sort` ne reçoit rien, la construction continue avec un fichier vide. `SHELL` avec \
             `-o pipefail` la fait échouer, avec `bash`, ou avec `ash` sur Alpine. Une commande \
             qui cesse tôt de lire, comme `head`, peut alors faire échouer aussi un tube sain.",
    },
    example: Example {
        bad: "RUN curl -fsSL https://example.com/list.txt | sort > /list.txt",
        good: r#"
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/list.txt | sort > /list.txt
"#,
    },
    check: Check::Elsewhere,
};
