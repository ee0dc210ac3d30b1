use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3051",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give a value to the labels that the configuration lists.",
        fr: "Donner une valeur aux labels que la configuration liste.",
    },
    why: Text {
        en: "An empty label passes for present and tells nothing. Only the labels of \
             `label-schema` in `.hadolint.yaml` are looked at.",
        fr: "Un label vide passe pour présent et ne dit rien. Seuls les labels de `label-schema` \
             dans `.hadolint.yaml` sont examinés.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.title="""#,
        good: r#"LABEL org.opencontainers.image.title="app""#,
    },
    check: Check::Elsewhere,
};
