use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "FromAsCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write `AS` in the same case as `FROM`.",
        fr: "Écrire `AS` dans la même casse que `FROM`.",
    },
    why: Text {
        en: "The image is the same either way: this is only about reading, as keywords of one case \
             are found at a glance. Write both in capitals, as most Dockerfiles do.",
        fr: "L'image est la même dans les deux cas\u{a0}: il ne s'agit que de lisibilité, car des \
             mots-clés de même casse se repèrent d'un coup d'œil. Écrivez les deux en majuscules, \
             comme dans la plupart des Dockerfile.",
    },
    example: Example {
        bad: "FROM golang:1.25 as build",
        good: "FROM golang:1.25 AS build",
    },
    check: Check::Elsewhere,
};
