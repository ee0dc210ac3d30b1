use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3034",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Let `zypper` work without questions.",
        fr: "Laisser `zypper` travailler sans poser de question.",
    },
    why: Text {
        en: "During a build, nobody can answer, and the instruction fails. `-y` after the \
             subcommand, or `--non-interactive` before it, makes `zypper` take the default answer.",
        fr: "Pendant une construction, personne ne peut répondre, et l'instruction échoue. Avec \
             `-y` après la sous-commande, ou `--non-interactive` avant elle, `zypper` prend la \
             réponse par défaut.",
    },
    example: Example {
        bad: "RUN zypper install curl",
        good: "RUN zypper install -y curl",
    },
    check: Check::Elsewhere,
};
