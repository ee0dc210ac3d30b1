use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "ExposeProtoCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the protocol of `EXPOSE` in lower case.",
        fr: "Écrire le protocole d'`EXPOSE` en minuscules.",
    },
    why: Text {
        en: "BuildKit puts it into lower case anyway: `53/UDP` declares `53/udp`. Nothing breaks, \
             but the file and `docker inspect` no longer say the same.",
        fr: "BuildKit le met de toute façon en minuscules\u{a0}: `53/UDP` déclare `53/udp`. Rien \
             ne casse, mais le fichier et `docker inspect` ne disent plus la même chose.",
    },
    example: Example {
        bad: "EXPOSE 53/UDP",
        good: "EXPOSE 53/udp",
    },
    check: Check::Elsewhere,
};
