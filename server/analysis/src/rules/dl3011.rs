use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3011",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `EXPOSE` a port of at most `65535`.",
        fr: "Donner à `EXPOSE` un port d'au plus `65535`.",
    },
    why: Text {
        en: "A port is a number of 16 bits: there is none beyond `65535`, and the build fails. \
             Most often there is a digit too many.",
        fr: "Un port est un nombre de 16\u{a0}bits\u{a0}: il n'y en a pas au-delà de `65535`, et \
             la construction échoue. Le plus souvent, il y a un chiffre de trop.",
    },
    example: Example {
        bad: "EXPOSE 80800",
        good: "EXPOSE 8080",
    },
    check: Check::Elsewhere,
};
