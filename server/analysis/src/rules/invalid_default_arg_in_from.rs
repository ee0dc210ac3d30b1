use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "InvalidDefaultArgInFrom",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Give the arguments of `FROM` defaults that form a valid image name.",
        fr: "Donner aux arguments de `FROM` des valeurs par défaut qui forment un nom d'image \
             valide.",
    },
    why: Text {
        en: "Without `--build-arg`, the name of the base image is empty or malformed, and the \
             build fails. With a default, a plain `docker build .` is enough; where no default \
             makes sense, the rule can be ignored.",
        fr: "Sans `--build-arg`, le nom de l'image de base est vide ou mal formé, et la \
             construction échoue. Avec une valeur par défaut, un simple `docker build .` \
             suffit\u{a0}; si aucune n'a de sens, la règle peut être ignorée.",
    },
    example: Example {
        bad: "
ARG VERSION
FROM debian:${VERSION}
",
        good: "
ARG VERSION=12
FROM debian:${VERSION}
",
    },
    check: Check::Elsewhere,
};
