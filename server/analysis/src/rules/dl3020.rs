use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3020",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Use `COPY` for files and folders.",
        fr: "Utiliser `COPY` pour les fichiers et les dossiers.",
    },
    why: Text {
        en: "`ADD` does more than copy: it unpacks archives and downloads from addresses, and \
             whoever reads the file has to rule that out each time. For plain files, `COPY` does \
             the same and says so; keep `ADD` for archives, URLs and Git repositories.",
        fr: "`ADD` fait plus que copier\u{a0}: il extrait des archives et télécharge depuis des \
             adresses, et qui lit le fichier doit chaque fois l'exclure. Pour de simples fichiers, \
             `COPY` fait la même chose et le dit\u{a0}; gardez `ADD` pour les archives, les URL et \
             les dépôts Git.",
    },
    example: Example {
        bad: "ADD src/ /app/src/",
        good: "COPY src/ /app/src/",
    },
    check: Check::Elsewhere,
};
