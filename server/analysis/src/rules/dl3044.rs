use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3044",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Use a variable only after the `ENV` that sets it.",
        fr: "N'utiliser une variable qu'après l'`ENV` qui la définit.",
    },
    why: Text {
        en: "All values of an `ENV` are read before any of them is set: `$APP_HOME` still has its \
             old value there, usually empty. Split the instruction in two; it adds no layer.",
        fr: "Toutes les valeurs d'un `ENV` sont lues avant qu'aucune ne soit définie\u{a0}: \
             `$APP_HOME` y a encore son ancienne valeur, en général vide. Coupez l'instruction en \
             deux\u{a0}; elle n'ajoute pas de couche.",
    },
    example: Example {
        bad: "ENV APP_HOME=/app APP_BIN=$APP_HOME/bin",
        good: "
ENV APP_HOME=/app
ENV APP_BIN=$APP_HOME/bin
",
    },
    check: Check::Elsewhere,
};
