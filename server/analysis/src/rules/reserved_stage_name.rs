use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "ReservedStageName",
    also: &["DL3063"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Name no stage `scratch` or `context`.",
        fr: "N'appeler aucune étape `scratch` ou `context`.",
    },
    why: Text {
        en: "Both words already mean something: `scratch` is the empty base and `context` the \
             build context. After a stage named `scratch`, `FROM scratch` starts from that stage \
             and no longer from nothing: choose another name.",
        fr: "Ces deux mots ont déjà un sens\u{a0}: `scratch` est la base vide et `context` le \
             contexte de construction. Après une étape nommée `scratch`, `FROM scratch` part de \
             cette étape et non plus de rien\u{a0}: choisissez un autre nom.",
    },
    example: Example {
        bad: "FROM debian:12 AS scratch",
        good: "FROM debian:12 AS base",
    },
    check: Check::Elsewhere,
};
