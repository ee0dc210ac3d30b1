use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3038",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `dnf install` the option `-y`.",
        fr: "Donner à `dnf install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can confirm: `dnf` gives up without an answer, and the build \
             fails. The rule covers `microdnf` too.",
        fr: "Pendant une construction, personne ne peut confirmer\u{a0}: `dnf` abandonne faute de \
             réponse, et la construction échoue. La règle vaut aussi pour `microdnf`.",
    },
    example: Example {
        bad: "RUN dnf install httpd",
        good: "RUN dnf install -y httpd",
    },
    check: Check::Elsewhere,
};
