use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3054",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the licence in a label as an SPDX identifier.",
        fr: "Écrire la licence d'un label sous forme d'identifiant SPDX.",
    },
    why: Text {
        en: "Programs that check licences recognise `Apache-2.0`, not its name in prose. \
             `label-schema` in `.hadolint.yaml` says which labels hold a licence. An expression \
             such as `MIT OR Apache-2.0` is valid SPDX too, but the rule refuses it.",
        fr: "Les programmes qui vérifient les licences reconnaissent `Apache-2.0`, pas son nom en \
             toutes lettres. `label-schema` dans `.hadolint.yaml` dit quels labels contiennent une \
             licence. Une expression comme `MIT OR Apache-2.0` est aussi du SPDX valide, mais la \
             règle la refuse.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.licenses="Apache License 2.0""#,
        good: r#"LABEL org.opencontainers.image.licenses="Apache-2.0""#,
    },
    check: Check::Elsewhere,
};
