use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3061",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Begin with `FROM`, or with `ARG` before it.",
        fr: "Commencer par `FROM`, ou par un `ARG` placé avant.",
    },
    why: Text {
        en: "All other instructions work on an image, and before the first `FROM` there is none \
             yet: the build fails. Move the instruction below `FROM`.",
        fr: "Toutes les autres instructions travaillent sur une image, et avant le premier `FROM` \
             il n'y en a pas encore\u{a0}: la construction échoue. Déplacez l'instruction sous \
             `FROM`.",
    },
    example: Example {
        bad: "
WORKDIR /app
FROM debian:12
",
        good: "
FROM debian:12
WORKDIR /app
",
    },
    check: Check::Elsewhere,
};
