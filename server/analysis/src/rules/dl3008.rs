use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3008",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `apt-get`.",
        fr: "Fixer la version des paquets installés avec `apt-get`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what the distribution offers that day, and a \
             problem is hard to reproduce. But Debian and Ubuntu remove a version once there is a \
             corrected one, and an exact pin then breaks the build. A pattern such as \
             `curl=7.88.*` leaves room for corrections; many ignore the rule and pin only the base \
             image.",
        fr: "Sans version, chaque reconstruction installe ce que la distribution propose ce \
             jour-là, et un problème est difficile à reproduire. Mais Debian et Ubuntu retirent \
             une version dès qu'il en existe une corrigée, et une version exacte casse alors la \
             construction. Un motif comme `curl=7.88.*` laisse passer les corrections\u{a0}; \
             beaucoup ignorent la règle et ne fixent que l'image de base.",
    },
    example: Example {
        bad: "RUN apt-get install -y curl",
        good: "RUN apt-get install -y curl=7.88.*",
    },
    check: Check::Elsewhere,
};
