//! What is wrong with the patterns of an ignore file, and which of them do nothing.

use super::effect::effects;
use super::in_folder::{undone, unmatched};
use super::kinds::{INVALID, Kind, SURPRISING, UNDONE, UNMATCHED};
use super::lines::Pattern;
use super::{IgnoreDocument, fixes};
use crate::context::{Fault, Tree};
use crate::edit::Fix;
use crate::features::diagnostics::Diagnostic;
use crate::lang::Text;
use crate::message::Message;
use crate::rules::Levels;
use crate::text::ByteRange;

/// Of one pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    pub kind: &'static Kind,
    pub range: ByteRange,
    pub message: Message,
    pub fixes: Vec<Fix>,
}

/// In the order of the file. Without a tree, or with one that is cut, nothing is said of what the
/// patterns match.
pub fn diagnostics(
    document: &IgnoreDocument,
    tree: Option<&Tree>,
    levels: &Levels,
) -> Vec<Diagnostic> {
    let tree = tree.filter(|tree| tree.is_enough_for(document.ignore()));
    let is_valid = document.patterns.iter().all(|each| each.fault.is_none());
    let effects = tree
        .filter(|_| is_valid)
        .and_then(|tree| effects(document, tree));
    let mut found = Vec::new();
    for (index, pattern) in document.patterns.iter().enumerate() {
        let mut add = |kind: &'static Kind, (message, fixes)| {
            if let Some(severity) = levels.of_code(kind.code, kind.severity) {
                let flaw = Flaw {
                    kind,
                    range: pattern.whole(),
                    message,
                    fixes,
                };
                found.push(Diagnostic::of_pattern(severity, flaw));
            }
        };
        if let Some(fault) = pattern.fault {
            let fix = fixes::of_fault(document, pattern, fault);
            add(INVALID, (invalid(fault, pattern), Vec::from_iter(fix)));
        } else if let Some(surprise) = surprise(pattern) {
            add(SURPRISING, surprise);
        } else if let (Some(tree), Some(effects)) = (tree, &effects) {
            if let Some(undone) = undone(document, index, effects, tree) {
                add(UNDONE, undone);
            } else if let Some(unmatched) = unmatched(document, index, effects, tree) {
                add(UNMATCHED, unmatched);
            }
        }
    }
    found
}

/// What there is to say of a pattern, and what mends it.
pub(super) type Said = (Message, Vec<Fix>);

fn invalid(fault: Fault, pattern: &Pattern) -> Message {
    let text = match fault {
        Fault::NothingTakenBack => Text {
            en: "`!` takes back what the pattern after it names, and none follows: every build in this folder fails. Write one, or take the line out.",
            fr: "`!` reprend ce que désigne le motif qui le suit, et aucun ne suit\u{a0}: toute construction dans ce dossier échoue. Écrivez-en un, ou enlevez la ligne.",
        },
        Fault::Class => Text {
            en: "`{0}` is no valid pattern, and every build in this folder fails: its `[` begins a list of letters that is empty, backwards or never closed. Mend the list, or write `\\[` for the bracket itself.",
            fr: "`{0}` n'est pas un motif valide, et toute construction dans ce dossier échoue\u{a0}: son `[` commence une liste de lettres vide, à l'envers ou jamais fermée. Corrigez la liste, ou écrivez `\\[` pour le crochet lui-même.",
        },
        Fault::LoneBackslash => Text {
            en: "`{0}` ends in a backslash that takes the meaning from nothing, and every build in this folder fails. Take it out; folders are written with `/`.",
            fr: "`{0}` finit par une barre oblique inverse qui ne précède rien, et toute construction dans ce dossier échoue. Enlevez-la\u{a0}; les dossiers s'écrivent avec `/`.",
        },
        Fault::Backslash(_) => Text {
            en: "`\\{1}` means nothing in a pattern, and every build in this folder fails. Folders are written with `/`, on Windows too.",
            fr: "`\\{1}` ne veut rien dire dans un motif, et toute construction dans ce dossier échoue. Les dossiers s'écrivent avec `/`, sous Windows aussi.",
        },
    };
    let message = Message::new(text).with(&pattern.written);
    match fault {
        Fault::Backslash(letter) => message.with(letter),
        _ => message,
    }
}

/// What BuildKit reads otherwise than it looks.
fn surprise(pattern: &Pattern) -> Option<Said> {
    const COMMENT: Text = Text {
        en: "This is read as a pattern, as white space stands before the `#`. Comments begin at the start of their line.",
        fr: "Ceci est lu comme un motif, car des espaces précèdent le `#`. Un commentaire commence au début de sa ligne.",
    };
    const TRAILING: Text = Text {
        en: "The text from the `#` on is part of the pattern, which then matches nothing that `{0}` would. Put the comment on a line of its own.",
        fr: "Le texte à partir du `#` fait partie du motif, qui n'atteint alors rien de ce qu'atteindrait `{0}`. Mettez le commentaire sur une ligne à part.",
    };
    const BACKSLASH: Text = Text {
        en: "A backslash separates no folders here, and before a letter it has another meaning. Write `/`.",
        fr: "La barre oblique inverse ne sépare pas ici de dossiers, et devant une lettre elle a un autre sens. Écrivez `/`.",
    };
    if pattern.written.starts_with('#') && pattern.exception.is_none() {
        return Some((COMMENT.into(), vec![fixes::comment(pattern)]));
    }
    let comment = pattern.written.find(" #").or(pattern.written.find("\t#"));
    if let Some((at, before)) = comment.and_then(|at| Some((at, pattern.written.get(..at)?))) {
        let message = Message::new(TRAILING).with(before.trim());
        let fix = fixes::comment_above(pattern, at);
        return Some((message, Vec::from_iter(fix)));
    }
    let mut letters = pattern.written.chars();
    while let Some(letter) = letters.next() {
        let escaped = (letter == '\\').then(|| letters.next()).flatten();
        if escaped.is_some_and(|letter| letter.is_ascii_alphanumeric()) {
            let fix = fixes::with_folders(pattern);
            return Some((BACKSLASH.into(), Vec::from_iter(fix)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::testing::Files;
    use crate::lang::Lang;
    use crate::rules::Profile;

    const FILES: Files = Files(&["a.md", "docs/b.md", "docs/c.txt", "web/node_modules/m/i.js"]);

    /// The lines of what is found, from 1, and the ends of their codes.
    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        check_with(text, usize::MAX, expected);
    }

    #[track_caller]
    fn check_with(text: &str, most: usize, expected: &[(usize, &str)]) {
        let document = IgnoreDocument::new(text);
        let tree = Tree::walk(&FILES, document.ignore(), most);
        let found = diagnostics(&document, tree.as_ref(), &Levels::new(Profile::Recommended));
        let found: Vec<(usize, &str)> = found
            .iter()
            .map(|found| {
                let code = found.code().strip_prefix("ignore-pattern-");
                let messages = [Lang::En, Lang::Fr].map(|lang| found.message(lang));
                assert!(!messages.iter().any(|message| message.contains("{0}")));
                let line = text[..found.range().start].matches('\n').count() + 1;
                (line, code.unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_is_in_order() {
        check("*.md\ndocs\n!docs/b.md\n# x\n", &[]);
        check("*\n!docs\n**/*.txt\n", &[]);
        check("dist\n**/.DS_Store\n.env\n", &[]);
        check("docs\ndocs/gone\n**/gone", &[]);
    }

    #[test]
    fn what_matches_nothing() {
        check(
            "gone\n*.js\nnode_modules\n",
            &[(1, "unmatched"), (2, "unmatched"), (3, "unmatched")],
        );
        check(
            "../a.md\n.\n!gone\n",
            &[(1, "unmatched"), (2, "unmatched"), (3, "unmatched")],
        );
    }

    #[test]
    fn what_others_undo() {
        check("!docs\n*\n", &[(1, "undone")]);
        check("docs\n!docs/**\n", &[(1, "undone")]);
        check("docs\n!docs/b.md\ndocs/*.md\n", &[(2, "undone")]);
        check("docs\n!docs/b.md\n!docs/c.txt\n", &[(1, "undone")]);
    }

    #[test]
    fn what_fails_every_build() {
        check(
            "a.md\n!\n[\nsrc\\main\n",
            &[(2, "invalid"), (3, "invalid"), (4, "invalid")],
        );
    }

    #[test]
    fn what_is_read_otherwise_than_it_looks() {
        check(
            "  # a\na.md # b\ndocs\\b.md\n",
            &[(1, "surprising"), (2, "surprising"), (3, "surprising")],
        );
        check("a\\ b.md\n", &[(1, "unmatched")]);
    }

    #[test]
    fn nothing_is_said_of_what_nobody_saw() {
        check_with("gone\n[\n", 2, &[(2, "invalid")]);
        check_with("gone\n!docs\n", 2, &[]);
    }

    #[test]
    fn levels_are_the_users() {
        let mut levels = Levels::new(Profile::Recommended);
        levels.set(INVALID.code, None);
        assert!(diagnostics(&IgnoreDocument::new("["), None, &levels).is_empty());
    }
}
