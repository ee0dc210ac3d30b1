use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3007",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Choose a version instead of `latest`.",
        fr: "Choisir une version plutôt que `latest`.",
    },
    why: Text {
        en: "`latest` is a name that its owner moves from version to version: one day the build \
             takes a version that breaks the program, and nothing says which one it took before. \
             Write the version that was tested.",
        fr: "`latest` est un nom que son propriétaire déplace de version en version\u{a0}: un \
             jour, la construction prend une version qui casse le programme, et rien ne dit \
             laquelle elle prenait avant. Écrivez la version qui a été essayée.",
    },
    example: Example {
        bad: "FROM debian:latest",
        good: "FROM debian:12",
    },
    check: Check::Elsewhere,
};
