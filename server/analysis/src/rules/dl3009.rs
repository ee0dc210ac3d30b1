use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3009",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Delete the package lists after `apt-get update`.",
        fr: "Supprimer les listes de paquets après `apt-get update`.",
    },
    why: Text {
        en: "The lists in `/var/lib/apt/lists` weigh tens of megabytes and are soon out of date. \
             Delete them in the same `RUN`: after a later deletion, they still weigh in their \
             layer. With a cache mount on that folder, they never enter the image.",
        fr: "Les listes de `/var/lib/apt/lists` pèsent des dizaines de mégaoctets et sont vite \
             périmées. Supprimez-les dans le même `RUN`\u{a0}: après une suppression plus tardive, \
             elles pèsent toujours dans leur couche. Avec un montage de cache sur ce dossier, \
             elles n'entrent jamais dans l'image.",
    },
    example: Example {
        bad: r"
RUN apt-get update \
 && apt-get install -y curl
",
        good: r"
RUN apt-get update \
 && apt-get install -y curl \
 && rm -rf /var/lib/apt/lists/*
",
    },
    check: Check::Elsewhere,
};
