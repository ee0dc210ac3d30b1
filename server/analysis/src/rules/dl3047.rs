use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3047",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Keep the progress bar of `wget` out of the log.",
        fr: "Écarter du journal la barre de progression de `wget`.",
    },
    why: Text {
        en: "Without a terminal, `wget` writes line after line while it downloads: with a large \
             file, thousands of them, among which an error is lost. `-nv` leaves the result and \
             the errors, `-q` nothing at all.",
        fr: "Sans terminal, `wget` écrit ligne sur ligne pendant le téléchargement\u{a0}: pour un \
             gros fichier, des milliers, parmi lesquelles une erreur se perd. `-nv` laisse le \
             résultat et les erreurs, `-q` rien du tout.",
    },
    example: Example {
        bad: "RUN wget https://example.com/app.tar.gz",
        good: "RUN wget -nv https://example.com/app.tar.gz",
    },
    check: Check::Elsewhere,
};
