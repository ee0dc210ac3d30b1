use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3021",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "End the destination of several sources with `/`.",
        fr: "Terminer par `/` la destination de plusieurs sources.",
    },
    why: Text {
        en: "Several sources need a folder, and only the slash says that the destination is one: \
             without it, files can end up under a single name, each overwriting the one before. \
             `.` is a folder in any case, yet the rule asks for `./`.",
        fr: "Plusieurs sources demandent un dossier, et seule la barre oblique dit que la \
             destination en est un\u{a0}: sans elle, des fichiers peuvent finir sous un seul nom, \
             chacun écrasant le précédent. `.` est de toute façon un dossier, mais la règle \
             demande `./`.",
    },
    example: Example {
        bad: "COPY package.json package-lock.json /app",
        good: "COPY package.json package-lock.json /app/",
    },
    check: Check::Elsewhere,
};
