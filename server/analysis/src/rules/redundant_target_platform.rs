use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "RedundantTargetPlatform",
    also: &["DL3065"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Leave `--platform=$TARGETPLATFORM` out of `FROM`.",
        fr: "Retirer `--platform=$TARGETPLATFORM` de `FROM`.",
    },
    why: Text {
        en: "`FROM` takes the target platform anyway: the option only makes the line longer. It is \
             of use for a stage that should run on the builder's own platform, with \
             `--platform=$BUILDPLATFORM`.",
        fr: "`FROM` prend de toute façon la plateforme visée\u{a0}: l'option ne fait qu'allonger \
             la ligne. Elle est utile pour une étape qui doit tourner sur la plateforme du \
             constructeur lui-même, avec `--platform=$BUILDPLATFORM`.",
    },
    example: Example {
        bad: "FROM --platform=$TARGETPLATFORM debian:12",
        good: "FROM debian:12",
    },
    check: Check::Elsewhere,
};
