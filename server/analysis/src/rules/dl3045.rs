use super::hadolint_image::HadolintImage;
use super::quotes::{has_drive, is_plain_path, without_quotes};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords};
use std::collections::HashMap;

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
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Workdir]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` counts from the working directory of the base image, as no `WORKDIR` sets one. Set \
         one, or write an absolute path.",
    fr: "`{0}` part du répertoire de travail de l'image de base, car aucun `WORKDIR` n'en fixe. \
         Fixez-en un, ou écrivez un chemin absolu.",
};

const FIX_WORKDIR: Text = Text {
    en: "Set `WORKDIR /app` first",
    fr: "Fixer d'abord `WORKDIR /app`",
};

const FIX_PATH: Text = Text {
    en: "Copy to `{0}`",
    fr: "Copier vers `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    // hadolint tells stages apart by their names, or by those of their images.
    let mut has_workdir: HashMap<&str, bool> = HashMap::new();
    for (index, stage) in file.stages.iter().enumerate() {
        let image = stage.from().and_then(|from| from.image.as_ref());
        let base = image.map_or("", |image| HadolintImage::of_from(&image.word.text).name);
        let name = stage.name().map_or(base, |name| &name.text);
        let mut is_set = has_workdir.get(base).copied().unwrap_or_default() && index > 0;
        for located in file.instructions_of(index) {
            let instruction = located.instruction;
            let destination = match (&instruction.body, instruction.keyword) {
                (Body::Directory(_), Keyword::Workdir) => {
                    is_set = true;
                    continue;
                }
                (Body::Transfer(transfer), Keyword::Copy) if !is_set => &transfer.destination,
                _ => continue,
            };
            let Some(destination) = destination else {
                continue;
            };
            let path = without_quotes(&destination.text);
            if path.starts_with(['/', '$']) || has_drive(path) {
                continue;
            }
            let place = located.at(destination.span);
            let workdir = TextEdit::insert(located.start, "WORKDIR /app\n");
            let finding = findings.add(place.clone(), Message::new(MESSAGE).with(path));
            finding.fix(Fix::suggested(FIX_WORKDIR, vec![workdir]));
            if path.len() == destination.text.len() && is_plain_path(path) {
                let absolute =
                    format!("/{}", path.trim_start_matches("./").trim_start_matches('.'));
                let title = Message::new(FIX_PATH).with(&absolute);
                let edit = TextEdit::replace(place, absolute);
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
        has_workdir.insert(name, is_set);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn copies_go_where_the_file_says() {
        fires(
            &RULE,
            "FROM a AS b\nCOPY c ⟦.⟧\nFROM b\nCOPY [\"c\", ⟦\"d/\"⟧]\n",
        );
        silent(
            &RULE,
            "FROM a AS b\nWORKDIR /c\nCOPY d .\nFROM b\nCOPY d e\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY b /c\nCOPY b \"$D\"\nCOPY b c:/d\nADD b c\n",
        );
        fixes(
            &RULE,
            "FROM a\nCOPY main.py .\n",
            "FROM a\nWORKDIR /app\nCOPY main.py .\n",
        );
    }
}
