use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3055",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the revision in a label as a Git commit hash.",
        fr: "Écrire la révision d'un label sous forme d'empreinte de commit Git.",
    },
    why: Text {
        en: "A branch moves on, and then nobody knows which source the image was made of; a hash \
             always names the same one. The rule accepts 7 or 40 hexadecimal digits, although \
             other short forms name a commit just as well; `label-schema` in `.hadolint.yaml` says \
             which labels hold one.",
        fr: "Une branche avance, et plus personne ne sait de quelle source l'image est \
             faite\u{a0}; une empreinte désigne toujours la même. La règle accepte 7 ou 40 \
             chiffres hexadécimaux, bien que d'autres formes courtes désignent tout autant un \
             commit\u{a0}; `label-schema` dans `.hadolint.yaml` dit quels labels en contiennent \
             une.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.revision="main""#,
        good: r#"LABEL org.opencontainers.image.revision="4f2a9c1""#,
    },
    check: Check::Elsewhere,
};
