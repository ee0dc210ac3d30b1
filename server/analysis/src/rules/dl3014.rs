use super::{Example, Rule, Severity, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3014",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    title: Text {
        en: "Give `apt-get install` the option `-y`.",
        fr: "Donner à `apt-get install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can answer: `apt-get` asks whether to go on, gets no answer \
             and stops, and the build fails.",
        fr: "Pendant une construction, personne ne peut répondre\u{a0}: `apt-get` demande s'il \
             faut continuer, n'obtient pas de réponse et s'arrête, et la construction échoue.",
    },
    example: Example {
        bad: "RUN apt-get install curl",
        good: "RUN apt-get install -y curl",
    },
};
