use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3058",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write a valid email address in a label that expects one.",
        fr: "Écrire une adresse électronique valide dans un label qui en attend une.",
    },
    why: Text {
        en: "A message to a malformed address reaches nobody. `label-schema` in `.hadolint.yaml` \
             says which labels hold an address, and such a label holds nothing besides, not even a \
             name.",
        fr: "Un message envoyé à une adresse mal formée n'arrive à personne. `label-schema` dans \
             `.hadolint.yaml` dit quels labels contiennent une adresse, et un tel label ne \
             contient rien d'autre, pas même un nom.",
    },
    example: Example {
        bad: r#"LABEL com.example.contact="camille at example.com""#,
        good: r#"LABEL com.example.contact="camille@example.com""#,
    },
    check: Check::Elsewhere,
};
