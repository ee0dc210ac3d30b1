use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "WorkdirRelativePath",
    also: &["DL3000"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `WORKDIR` an absolute path.",
        fr: "Donner à `WORKDIR` un chemin absolu.",
    },
    why: Text {
        en: "A relative path continues the working directory of the base image: the folder moves \
             as soon as that image changes its own. BuildKit looks only at the first `WORKDIR` of \
             a stage; after an absolute one, `WORKDIR src` is clear, even though hadolint reports \
             it too.",
        fr: "Un chemin relatif prolonge le répertoire de travail de l'image de base\u{a0}: le \
             dossier se déplace dès que celle-ci change le sien. BuildKit ne regarde que le \
             premier `WORKDIR` d'une étape\u{a0}; après un chemin absolu, `WORKDIR src` est clair, \
             même si hadolint le signale aussi.",
    },
    example: Example {
        bad: "WORKDIR app",
        good: "WORKDIR /app",
    },
    check: Check::Elsewhere,
};
