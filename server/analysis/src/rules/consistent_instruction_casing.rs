use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "ConsistentInstructionCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write all keywords in the same case.",
        fr: "Écrire tous les mots-clés dans la même casse.",
    },
    why: Text {
        en: "BuildKit reads `RUN`, `run` and `Run` alike, so this is only about reading: an odd \
             keyword looks like something else. Take the case that most keywords of the file have, \
             usually capitals.",
        fr: "BuildKit lit `RUN`, `run` et `Run` de la même façon\u{a0}: il ne s'agit que de \
             lisibilité, car un mot-clé qui détonne semble être autre chose. Prenez la casse de la \
             plupart des mots-clés du fichier, en général les majuscules.",
    },
    example: Example {
        bad: "
FROM debian:12
WORKDIR /app
copy . .
",
        good: "
FROM debian:12
WORKDIR /app
COPY . .
",
    },
    check: Check::Elsewhere,
};
