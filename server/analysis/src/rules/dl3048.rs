use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3048",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Follow the naming rules for label keys.",
        fr: "Respecter les règles de nommage des clés de label.",
    },
    why: Text {
        en: "A key is made of lower-case letters, digits and `.`, `-`, `_` or `/`, starts with a \
             letter and ends with a letter or a digit; `..`, `--` and the prefixes `com.docker.`, \
             `io.docker.` and `org.dockerproject.` are excluded. Docker accepts any key: this is a \
             convention, so that nobody has to guess the case and two authors do not collide.",
        fr: "Une clé se compose de minuscules, de chiffres et de `.`, `-`, `_` ou `/`, commence \
             par une lettre et finit par une lettre ou un chiffre\u{a0}; `..`, `--` et les \
             préfixes `com.docker.`, `io.docker.` et `org.dockerproject.` sont exclus. Docker \
             accepte toute clé\u{a0}: c'est une convention, pour que personne n'ait à deviner la \
             casse et que deux auteurs ne se gênent pas.",
    },
    example: Example {
        bad: r#"LABEL com.example.Team="web""#,
        good: r#"LABEL com.example.team="web""#,
    },
    check: Check::Elsewhere,
};
