use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3049",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Add the labels that the configuration requires.",
        fr: "Ajouter les labels que la configuration exige.",
    },
    why: Text {
        en: "A team can list labels in `label-schema` of `.hadolint.yaml`, so that every image \
             says, for example, where its source is. The rule reports a stage that lacks one of \
             them; without such a list, it reports nothing.",
        fr: "Une équipe peut lister des labels dans `label-schema` de `.hadolint.yaml`, pour que \
             chaque image dise par exemple où est sa source. La règle signale une étape à laquelle \
             il en manque un\u{a0}; sans cette liste, elle ne signale rien.",
    },
    example: Example {
        bad: "FROM debian:12",
        good: r#"
FROM debian:12
LABEL org.opencontainers.image.source="https://example.com/app.git"
"#,
    },
    check: Check::Elsewhere,
};
