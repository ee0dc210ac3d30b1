use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DuplicateStageName",
    also: &["DL3024"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give each stage a name of its own.",
        fr: "Donner à chaque étape un nom qui lui soit propre.",
    },
    why: Text {
        en: "When two stages bear one name, `COPY --from` and `--target` only reach the last of \
             them, and the build says no more than a warning. Rename one of the two.",
        fr: "Quand deux étapes portent le même nom, `COPY --from` et `--target` n'atteignent que \
             la dernière, et la construction s'en tient à un avertissement. Renommez l'une des \
             deux.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
FROM node:22 AS build
",
        good: "
FROM golang:1.25 AS build
FROM node:22 AS assets
",
    },
    check: Check::Elsewhere,
};
