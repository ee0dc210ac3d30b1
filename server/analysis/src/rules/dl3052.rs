use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3052",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write a whole URL in a label that expects one.",
        fr: "Écrire une URL complète dans un label qui en attend une.",
    },
    why: Text {
        en: "Tools make a link of such a label, and cannot do so without the scheme, `https://`. \
             `label-schema` in `.hadolint.yaml` says which labels expect a URL.",
        fr: "Des outils font un lien d'un tel label, et n'y parviennent pas sans le schéma, \
             `https://`. `label-schema` dans `.hadolint.yaml` dit quels labels attendent une URL.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.url="example.com/app""#,
        good: r#"LABEL org.opencontainers.image.url="https://example.com/app""#,
    },
    check: Check::Elsewhere,
};
