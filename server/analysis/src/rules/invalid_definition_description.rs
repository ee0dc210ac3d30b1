use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "InvalidDefinitionDescription",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Hint,
    shown: Shown::WhenAsked,
    tag: None,
    title: Text {
        en: "Start the comment above a stage or an argument with its name.",
        fr: "Commencer par son nom le commentaire placé au-dessus d'une étape ou d'un argument.",
    },
    why: Text {
        en: "Such a comment is the description that `docker build --call=outline` and \
             `--call=targets` show, provided that its first word is the name. Below a comment that \
             describes nothing, leave a blank line. The check is experimental and off unless `# \
             check=experimental=InvalidDefinitionDescription` turns it on.",
        fr: "Un tel commentaire est la description qu'affichent `docker build --call=outline` et \
             `--call=targets`, pourvu que son premier mot soit le nom. Sous un commentaire qui ne \
             décrit rien, laissez une ligne vide. Cette vérification est expérimentale et \
             inactive, sauf si `# check=experimental=InvalidDefinitionDescription` l'active.",
    },
    example: Example {
        bad: "
# Compiles the program
FROM golang:1.25 AS build
",
        good: "
# build compiles the program
FROM golang:1.25 AS build
",
    },
    check: Check::Elsewhere,
};
