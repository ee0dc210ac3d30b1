use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "StageNameCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the names of stages in lower case.",
        fr: "Écrire les noms d'étape en minuscules.",
    },
    why: Text {
        en: "BuildKit keeps stage names in lower case: after `AS Build`, `FROM Build` finds no \
             such stage and looks for an image, whose name may not hold capitals either. In lower \
             case, a name also stands out from the keywords around it.",
        fr: "BuildKit garde les noms d'étape en minuscules\u{a0}: après `AS Build`, `FROM Build` \
             ne trouve pas l'étape et cherche une image, dont le nom n'admet pas non plus de \
             majuscules. En minuscules, un nom se distingue aussi des mots-clés qui l'entourent.",
    },
    example: Example {
        bad: "FROM golang:1.25 AS Build",
        good: "FROM golang:1.25 AS build",
    },
    check: Check::Elsewhere,
};
