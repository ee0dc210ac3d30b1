use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "LegacyKeyValueFormat",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Put an equals sign between name and value in `ENV` and `LABEL`.",
        fr: "Mettre un signe égal entre le nom et la valeur dans `ENV` et `LABEL`.",
    },
    why: Text {
        en: "With a space, all that follows is one single value: `ENV A 1 B 2` sets `A` to `1 B \
             2`. The form still works but is deprecated; with `=`, several pairs fit into one \
             instruction, and a value with spaces stands in quotes.",
        fr: "Avec un espace, tout ce qui suit forme une seule valeur\u{a0}: `ENV A 1 B 2` donne à \
             `A` la valeur `1 B 2`. Cette forme marche encore, mais elle est obsolète\u{a0}; avec \
             `=`, plusieurs paires tiennent dans une instruction, et une valeur avec des espaces \
             s'écrit entre guillemets.",
    },
    example: Example {
        bad: "ENV PORT 8080",
        good: "ENV PORT=8080",
    },
    check: Check::Elsewhere,
};
