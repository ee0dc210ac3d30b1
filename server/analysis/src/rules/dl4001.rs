use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL4001",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Use either `curl` or `wget`, not both.",
        fr: "Utiliser soit `curl`, soit `wget`, mais pas les deux.",
    },
    why: Text {
        en: "Both do the same: two of them mean two packages to install and to keep up to date. If \
             the base image has both already, little is gained, and it is a matter of taste.",
        fr: "Les deux font la même chose\u{a0}: en prendre deux, c'est installer et tenir à jour \
             deux paquets. Si l'image de base les a déjà, on y gagne peu, et c'est une affaire de \
             goût.",
    },
    example: Example {
        bad: r"
RUN curl -fsSLO https://example.com/a.tar.gz \
 && wget -nv https://example.com/b.tar.gz
",
        good: r"
RUN curl -fsSLO https://example.com/a.tar.gz \
 && curl -fsSLO https://example.com/b.tar.gz
",
    },
    check: Check::Elsewhere,
};
