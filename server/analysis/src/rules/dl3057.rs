use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3057",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Hint,
    shown: Shown::WhenAsked,
    tag: None,
    title: Text {
        en: "Give the image a `HEALTHCHECK`.",
        fr: "Donner à l'image un `HEALTHCHECK`.",
    },
    why: Text {
        en: "A process can run and yet be stuck: with `HEALTHCHECK`, Docker asks the program \
             itself from time to time. This rule is off by default, and for a reason: Kubernetes \
             ignores the instruction, and a stage that only compiles needs none.",
        fr: "Un processus peut tourner et pourtant être bloqué\u{a0}: avec `HEALTHCHECK`, Docker \
             interroge de temps en temps le programme lui-même. Cette règle est inactive par \
             défaut, et non sans raison\u{a0}: Kubernetes ignore l'instruction, et une étape qui \
             ne fait que compiler n'en a pas besoin.",
    },
    example: Example {
        bad: r#"CMD ["node", "server.js"]"#,
        good: r#"
HEALTHCHECK CMD ["node", "health.js"]
CMD ["node", "server.js"]
"#,
    },
    check: Check::Elsewhere,
};
