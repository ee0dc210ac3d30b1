use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "UndefinedArgInFrom",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Declare the variables of `FROM` with `ARG`, before the first stage.",
        fr: "Déclarer avec `ARG`, avant la première étape, les variables de `FROM`.",
    },
    why: Text {
        en: "A variable that no `ARG` declares before the first `FROM` is replaced by an empty \
             text: another image may be taken, and `--build-arg` cannot fill it. Often the name is \
             just misspelt; only the platform variables of BuildKit, such as `BUILDPLATFORM`, need \
             no declaration.",
        fr: "Une variable qu'aucun `ARG` ne déclare avant le premier `FROM` est remplacée par un \
             texte vide\u{a0}: une autre image peut être prise, et `--build-arg` ne peut pas lui \
             donner de valeur. Souvent, le nom est simplement mal écrit\u{a0}; seules les \
             variables de plateforme de BuildKit, comme `BUILDPLATFORM`, se passent de \
             déclaration.",
    },
    example: Example {
        bad: "FROM debian:12${VARIANT}",
        good: "
ARG VARIANT=-slim
FROM debian:12${VARIANT}
",
    },
    check: Check::Elsewhere,
};
