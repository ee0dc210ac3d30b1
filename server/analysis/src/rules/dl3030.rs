use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3030",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `yum install` the option `-y`.",
        fr: "Donner à `yum install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can answer: `yum` asks whether to install, takes the silence \
             for a no, and the build fails.",
        fr: "Pendant une construction, personne ne peut répondre\u{a0}: `yum` demande s'il faut \
             installer, prend le silence pour un refus, et la construction échoue.",
    },
    example: Example {
        bad: "RUN yum install httpd",
        good: "RUN yum install -y httpd",
    },
    check: Check::Elsewhere,
};
