use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "UndefinedVar",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Define a variable before it is used.",
        fr: "Définir une variable avant de l'utiliser.",
    },
    why: Text {
        en: "A variable that neither `ARG` nor `ENV` has defined is replaced by an empty text, \
             without an error: `COPY . /srv/$NAME` then fills `/srv/` itself. Correct the name or \
             declare it; an `ARG` from before the first `FROM` has to be repeated inside the \
             stage. In `RUN` it is the shell that expands variables, so the rule does not look \
             there.",
        fr: "Une variable que ni `ARG` ni `ENV` n'a définie est remplacée par un texte vide, sans \
             erreur\u{a0}: `COPY . /srv/$NAME` remplit alors `/srv/` lui-même. Corrigez le nom ou \
             déclarez-le\u{a0}; un `ARG` placé avant le premier `FROM` est à répéter dans l'étape. \
             Dans `RUN`, c'est le shell qui développe les variables\u{a0}: la règle n'y regarde \
             donc pas.",
    },
    example: Example {
        bad: "
ENV APP_NAME=shop
WORKDIR /srv/$APPNAME
",
        good: "
ENV APP_NAME=shop
WORKDIR /srv/$APP_NAME
",
    },
    check: Check::Elsewhere,
};
