use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3040",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `dnf` in the same `RUN`.",
        fr: "Vider le cache de `dnf` dans le même `RUN`.",
    },
    why: Text {
        en: "The lists that `dnf` downloads weigh tens of megabytes and stay in the layer. Add \
             `dnf clean all` to the `RUN` that installs or upgrades: later, it frees nothing.",
        fr: "Les listes que `dnf` télécharge pèsent des dizaines de mégaoctets et restent dans la \
             couche. Ajoutez `dnf clean all` au `RUN` qui installe ou met à jour\u{a0}: plus tard, \
             il ne libère rien.",
    },
    example: Example {
        bad: "RUN dnf install -y httpd",
        good: "RUN dnf install -y httpd && dnf clean all",
    },
    check: Check::Elsewhere,
};
