use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3056",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write versions in labels as semantic versioning asks.",
        fr: "Écrire les versions des labels selon la gestion sémantique de version.",
    },
    why: Text {
        en: "Programs that compare versions expect three numbers, `1.4.0`; neither `1.4` nor \
             `v1.4.0` qualifies. `label-schema` in `.hadolint.yaml` says which labels hold such a \
             version.",
        fr: "Les programmes qui comparent des versions attendent trois nombres, `1.4.0`\u{a0}; ni \
             `1.4` ni `v1.4.0` ne convient. `label-schema` dans `.hadolint.yaml` dit quels labels \
             contiennent une telle version.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.version="1.4""#,
        good: r#"LABEL org.opencontainers.image.version="1.4.0""#,
    },
    check: Check::Elsewhere,
};
