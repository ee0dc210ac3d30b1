//! What is wrong with an ignore file.

use std::path::{Path, PathBuf};
use strates_analysis::context;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

/// Why an ignore file does not say what its author means.
#[derive(Clone, PartialEq, Debug)]
pub struct Complaint {
    pub(super) path: PathBuf,
    pub(super) fault: Fault,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Fault {
    Unreadable(String),
    TooLarge,
    Pattern {
        line: usize,
        pattern: String,
        fault: context::Fault,
    },
}

impl Complaint {
    pub fn too_large(path: &Path) -> Complaint {
        Complaint {
            path: path.to_owned(),
            fault: Fault::TooLarge,
        }
    }

    pub fn message(&self, lang: Lang) -> String {
        let name = self.path.display();
        match &self.fault {
            Fault::Unreadable(error) => msg!(
                lang,
                en: "`{name}` could not be read, so nothing is known of what it leaves out: {error}.",
                fr: "`{name}` n'a pas pu être lu\u{a0}: on ne sait donc rien de ce qu'il écarte ({error}).",
            ),
            Fault::TooLarge => msg!(
                lang,
                en: "`{name}` is larger than 1 MB and is not read. Name folders rather than files in it.",
                fr: "`{name}` dépasse 1\u{a0}Mo et n'est pas lu. Nommez-y des dossiers plutôt que des fichiers.",
            ),
            Fault::Pattern {
                line,
                pattern,
                fault,
            } => {
                let advice = advice(*fault, lang);
                msg!(
                    lang,
                    en: "Line {line} of `{name}`: `{pattern}` is no valid pattern, and every build in this folder fails. {advice}",
                    fr: "Ligne {line} de `{name}`\u{a0}: `{pattern}` n'est pas un motif valide, et toute construction dans ce dossier échoue. {advice}",
                )
            }
        }
    }
}

fn advice(fault: context::Fault, lang: Lang) -> String {
    match fault {
        context::Fault::NothingTakenBack => msg!(
            lang,
            en: "Write after the `!` what to take back.",
            fr: "Écrivez après le `!` ce qu'il faut reprendre.",
        ),
        context::Fault::Class => msg!(
            lang,
            en: "Close its bracket, or put a backslash before it.",
            fr: "Fermez son crochet, ou mettez une barre oblique inverse devant.",
        ),
        context::Fault::LoneBackslash | context::Fault::Backslash(_) => msg!(
            lang,
            en: "Separate folders by `/`.",
            fr: "Séparez les dossiers par `/`.",
        ),
    }
}
