use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL1000",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Correct what cannot be read as a Dockerfile.",
        fr: "Corriger ce qui ne se lit pas comme un Dockerfile.",
    },
    why: Text {
        en: "hadolint stops at the first line that it cannot parse, and checks nothing else in the \
             file. Its parser is not the one of BuildKit and refuses some files that build well: \
             the errors of the build itself count for more.",
        fr: "hadolint s'arrête à la première ligne qu'il ne sait pas analyser, et ne vérifie rien \
             d'autre dans le fichier. Son analyseur n'est pas celui de BuildKit et refuse certains \
             fichiers qui se construisent bien\u{a0}: les erreurs de la construction elle-même \
             comptent davantage.",
    },
    example: Example {
        bad: "FROM debian:12 base",
        good: "FROM debian:12 AS base",
    },
    check: Check::Elsewhere,
};
