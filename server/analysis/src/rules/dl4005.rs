use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL4005",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Change the shell with `SHELL`.",
        fr: "Changer de shell avec `SHELL`.",
    },
    why: Text {
        en: "With `ln`, every script of the image that starts with `#!/bin/sh` gets another shell, \
             which it was not written for. `SHELL` changes it only for the shell form of `RUN`, \
             `CMD` and `ENTRYPOINT`.",
        fr: "Avec `ln`, chaque script de l'image qui commence par `#!/bin/sh` reçoit un autre \
             shell, pour lequel il n'a pas été écrit. `SHELL` n'en change que pour la forme shell \
             de `RUN`, `CMD` et `ENTRYPOINT`.",
    },
    example: Example {
        bad: "RUN ln -sf /bin/bash /bin/sh",
        good: r#"SHELL ["/bin/bash", "-c"]"#,
    },
    check: Check::Elsewhere,
};
