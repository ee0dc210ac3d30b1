use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3050",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write no label that the configuration does not list.",
        fr: "N'écrire aucun label que la configuration ne liste pas.",
    },
    why: Text {
        en: "With `strict-labels`, `.hadolint.yaml` allows only the labels of its `label-schema`: \
             another key is often a misspelt one. Correct it, or add it to the list.",
        fr: "Avec `strict-labels`, `.hadolint.yaml` n'admet que les labels de son \
             `label-schema`\u{a0}: une autre clé est souvent une clé mal écrite. Corrigez-la, ou \
             ajoutez-la à la liste.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.sources="https://example.com/app.git""#,
        good: r#"LABEL org.opencontainers.image.source="https://example.com/app.git""#,
    },
    check: Check::Elsewhere,
};
