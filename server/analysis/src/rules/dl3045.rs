use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3045",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy to an absolute path, or after `WORKDIR`.",
        fr: "Copier vers un chemin absolu, ou après un `WORKDIR`.",
    },
    why: Text {
        en: "A relative destination counts from the working directory, and without `WORKDIR` that \
             is the one of the base image, often `/`: files land where nobody expects them. The \
             rule does not look into the base image: it reports the copy even if that one sets a \
             `WORKDIR`.",
        fr: "Une destination relative part du répertoire de travail, et sans `WORKDIR` c'est celui \
             de l'image de base, souvent `/`\u{a0}: les fichiers arrivent là où on ne les attend \
             pas. La règle ne regarde pas dans l'image de base\u{a0}: elle signale la copie même \
             si celle-ci fixe un `WORKDIR`.",
    },
    example: Example {
        bad: "COPY main.py .",
        good: "
WORKDIR /app
COPY main.py .
",
    },
    check: Check::Elsewhere,
};
