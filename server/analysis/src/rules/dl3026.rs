use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3026",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Take images from trusted registries only.",
        fr: "Ne prendre d'images que dans des registres de confiance.",
    },
    why: Text {
        en: "An image from an unknown registry can contain anything, and the build executes it. \
             The rule compares `FROM`, `COPY --from` and the mounts of `RUN` with \
             `trustedRegistries` in `.hadolint.yaml`; without such a list, it reports nothing.",
        fr: "Une image d'un registre inconnu peut contenir n'importe quoi, et la construction \
             l'exécute. La règle compare `FROM`, `COPY --from` et les montages de `RUN` à \
             `trustedRegistries` dans `.hadolint.yaml`\u{a0}; sans cette liste, elle ne signale \
             rien.",
    },
    example: Example {
        bad: "FROM registry.example.net/base:1.2",
        good: "FROM registry.example.com/base:1.2",
    },
    check: Check::Elsewhere,
};
