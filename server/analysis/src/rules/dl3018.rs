use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3018",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `apk`.",
        fr: "Fixer la version des paquets installés avec `apk`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what Alpine offers that day. But a release \
             of Alpine keeps only the newest build of each package, and an exact version breaks \
             the Dockerfile at the next correction. `curl~8.14` lets corrections through; many \
             ignore the rule and pin only the base image.",
        fr: "Sans version, chaque reconstruction installe ce que propose Alpine ce jour-là. Mais \
             une version d'Alpine ne garde que la dernière révision de chaque paquet, et une \
             version exacte casse le Dockerfile à la correction suivante. `curl~8.14` laisse \
             passer les corrections\u{a0}; beaucoup ignorent la règle et ne fixent que l'image de \
             base.",
    },
    example: Example {
        bad: "RUN apk add --no-cache curl",
        good: "RUN apk add --no-cache curl~8.14",
    },
    check: Check::Elsewhere,
};
