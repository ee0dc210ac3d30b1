//! What mends a pattern, where it is plain what was meant.

use super::lines::Pattern;
use super::{IgnoreDocument, diagnostics};
use crate::context::{Fault, fault};
use crate::edit::{Fix, Safety, TextEdit, apply};
use crate::lang::Text;
use crate::message::Message;
use crate::rules::Levels;
use crate::text::ByteRange;

const REMOVE: Text = Text {
    en: "Remove this line",
    fr: "Supprimer cette ligne",
};

const WRITE: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

const COMMENT: Text = Text {
    en: "Make it a comment",
    fr: "En faire un commentaire",
};

const COMMENT_ABOVE: Text = Text {
    en: "Put the comment on a line of its own",
    fr: "Mettre le commentaire sur une ligne à part",
};

const MOVE: Text = Text {
    en: "Move this line below `{0}` (line {1})",
    fr: "Déplacer cette ligne sous `{0}` (ligne {1})",
};

/// The document after every safe fix; `None` where there is none.
pub fn fixed(document: &IgnoreDocument, levels: &Levels) -> Option<IgnoreDocument> {
    let mut mended: Option<IgnoreDocument> = None;
    // Mended lines can meet at the end of the file, where the next round parts them.
    for _ in 0..MOST_ROUNDS {
        let current = mended.as_ref().unwrap_or(document);
        let mut edits: Vec<TextEdit> = Vec::new();
        for found in diagnostics(current, None, levels) {
            let fix = found.fixes().into_iter().next();
            let fix = fix.filter(|fix| fix.safety == Safety::Safe);
            for edit in fix.into_iter().flat_map(|fix| fix.edits) {
                let end = edits.last().map_or(0, |last| last.range.end);
                edits.extend((end <= edit.range.start).then_some(edit));
            }
        }
        let next = apply(&current.source, &edits).filter(|next| *next != current.source);
        let Some(next) = next else { break };
        mended = Some(IgnoreDocument::new(&next));
    }
    mended
}

const MOST_ROUNDS: usize = 10;

pub fn remove(document: &IgnoreDocument, pattern: &Pattern) -> Fix {
    Fix::suggested(REMOVE, vec![removal(document, pattern)])
}

/// Another pattern in its place, whose `!` stays.
pub fn write(pattern: &Pattern, new: &str) -> Fix {
    let sign = if pattern.is_exception() { "!" } else { "" };
    let title = Message::new(WRITE).with(format!("{sign}{new}"));
    let edit = TextEdit::replace(pattern.range.clone(), new);
    Fix::suggested(title, vec![edit])
}

/// Of a pattern for which every build fails.
pub fn of_fault(document: &IgnoreDocument, pattern: &Pattern, found: Fault) -> Option<Fix> {
    let written = pattern.written.as_str();
    let new = match found {
        // There is nothing that removing it could change.
        Fault::NothingTakenBack => {
            return Some(Fix::safe(REMOVE, vec![removal(document, pattern)]));
        }
        Fault::Class => return with_plain_bracket(pattern),
        Fault::LoneBackslash => written.trim_end_matches('\\').to_owned(),
        Fault::Backslash(_) => with_slashes(written),
    };
    written_well(pattern, &new)
}

/// In bytes: each bracket has the whole pattern read anew.
const LONGEST: usize = 4096;
const MOST_BRACKETS: usize = 16;

/// The bracket for itself, where that is enough.
fn with_plain_bracket(pattern: &Pattern) -> Option<Fix> {
    if pattern.written.len() > LONGEST {
        return None;
    }
    let brackets = pattern.written.match_indices('[').take(MOST_BRACKETS);
    let mut mended = brackets.filter_map(|(at, _)| {
        let (before, after) = pattern.written.split_at_checked(at)?;
        written_well(pattern, &format!("{before}\\{after}"))
    });
    mended.next()
}

pub fn with_folders(pattern: &Pattern) -> Option<Fix> {
    written_well(pattern, &with_slashes(&pattern.written))
}

/// With `/` for each backslash that stands before a letter or a digit, or at the end.
fn with_slashes(written: &str) -> String {
    let mut new = String::with_capacity(written.len());
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            new.push(letter);
            continue;
        }
        match letters.next() {
            Some(name) if name.is_alphanumeric() => new.extend(['/', name]),
            Some(sign) => new.extend(['\\', sign]),
            None => {}
        }
    }
    new
}

fn written_well(pattern: &Pattern, new: &str) -> Option<Fix> {
    let is_well = !new.is_empty() && new != pattern.written && fault(new).is_none();
    is_well.then(|| write(pattern, new))
}

/// A comment that blanks stand before.
pub fn comment(pattern: &Pattern) -> Fix {
    let blanks = pattern.line.start..pattern.range.start;
    Fix::suggested(COMMENT, vec![TextEdit::delete(blanks)])
}

/// A comment behind a pattern, above it.
pub fn comment_above(pattern: &Pattern, at: usize) -> Option<Fix> {
    let (before, comment) = pattern.written.split_at_checked(at)?;
    let sign = if pattern.is_exception() { "!" } else { "" };
    let (before, comment) = (before.trim(), comment.trim());
    let lines = format!("{comment}\n{sign}{before}");
    let edit = TextEdit::replace(pattern.line.clone(), lines);
    Some(Fix::suggested(COMMENT_ABOVE, vec![edit]))
}

/// The line below another, which stands further down.
pub fn below(document: &IgnoreDocument, pattern: &Pattern, other: &Pattern) -> Option<Fix> {
    let written = |pattern: &Pattern| document.source.get(pattern.whole());
    let title = Message::new(MOVE).with(written(other)?).with(other.row + 1);
    let line = format!("\n{}", written(pattern)?);
    let edits = vec![
        removal(document, pattern),
        TextEdit::insert(other.line.end, line),
    ];
    Some(Fix::suggested(title, edits))
}

/// The whole line with its end, or, of the last line, with the end of the one before.
fn removal(document: &IgnoreDocument, pattern: &Pattern) -> TextEdit {
    let ByteRange { start, end } = pattern.line.clone();
    let (before, after) = (document.source.get(..start), document.source.get(end..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let line_end = after.find(|letter| !matches!(letter, '\r' | '\n'));
    let line_end = after.get(..line_end.unwrap_or(after.len()));
    let line_end = line_end.unwrap_or_default();
    let own_end = line_end.find('\n').map_or(line_end.len(), |at| at + 1);
    let has_end = line_end.contains('\n');
    let kept = before.strip_suffix('\n').unwrap_or(before);
    let kept = kept.strip_suffix('\r').unwrap_or(kept);
    let start = if has_end { start } else { kept.len() };
    TextEdit::delete(start..end + own_end)
}

#[cfg(test)]
mod tests {
    use crate::context::Tree;
    use crate::context::testing::Files;
    use crate::edit::apply;
    use crate::ignore_file::{IgnoreDocument, KINDS, diagnostics};
    use crate::lang::Lang;
    use crate::rules::Levels;

    const FILES: Files = Files(&[
        "a.md",
        "docs/guide.md",
        "docs/b.md",
        "docs/drafts/c",
        "web/node_modules/m/i.js",
        "x.log",
        "src/main/generated/x",
        "[draft",
    ]);

    /// The text after each fix of the first thing found, or without any.
    fn fixed(text: &str) -> Vec<String> {
        let document = IgnoreDocument::new(text);
        let tree = Tree::walk(&FILES, document.ignore(), usize::MAX);
        let found = diagnostics(&document, tree.as_ref(), &Levels::default());
        let fixes = found.first().map(|found| found.fixes()).unwrap_or_default();
        let texts = fixes.iter().map(|fix| {
            assert_ne!(fix.title.get(Lang::En), fix.title.get(Lang::Fr));
            apply(text, &fix.edits).expect("edits do not overlap")
        });
        texts.collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(fixed(text), expected, "{text:?}");
    }

    #[test]
    fn what_no_build_takes() {
        check("a.md\n!\ndocs\n", &["a.md\ndocs\n"]);
        check("a.md\r\n! /", &["a.md"]);
        check("!", &[""]);
        check("\u{feff}!\ndocs", &["\u{feff}docs"]);
        check("src\\main\\x\n", &["src/main/x\n"]);
        check("! src\\é\\", &["! src/é"]);
        check("docs\\\n", &["docs\n"]);
        check("\\\n", &[]);
        check("a[0-9]/[b\n", &["a[0-9]/\\[b\n"]);
        check("[]a]\n", &["\\[]a]\n"]);
        check("[a[\n", &[]);
        check(&"[a".repeat(100_000), &[]);
    }

    #[test]
    fn what_is_safe_to_mend_is_mended_at_once() {
        let mended = |text: &str| {
            let mended = super::fixed(&IgnoreDocument::new(text), &Levels::default());
            mended.map(|mended| mended.text().to_string())
        };
        assert_eq!(mended("!\n[a\n! \n!").as_deref(), Some("[a"));
        assert_eq!(mended("a\\\nb # c\n"), None);
    }

    #[test]
    fn what_is_read_otherwise_than_it_looks() {
        check("docs\n \t# x\r\n", &["docs\n# x\r\n"]);
        check(" *.md  # x # y\n", &["# x # y\n*.md\n"]);
        check("*\n! docs # x", &["*\n# x\n!docs"]);
        check("docs\\drafts\n", &["docs/drafts\n"]);
        check("docs\\drafts\\[\n", &["docs/drafts\\[\n"]);
    }

    #[test]
    fn what_matches_nothing() {
        check("node_modules\n", &["**/node_modules\n", ""]);
        check("docs/*\n! drafts\n", &["docs/*\n! **/drafts\n", "docs/*\n"]);
        check("docs\ngone", &["docs"]);
        check(".\ndocs\n", &["*\ndocs\n", "docs\n"]);
        check("*\n!.\n", &["*\n"]);
        check("../x\n", &[""]);
    }

    #[test]
    fn what_others_undo() {
        check("!docs\n*\n", &["*\n!docs\n", "*\n"]);
        check(
            "!docs/b.md\r\n# all\r\ndocs\r\n*.log",
            &[
                "# all\r\ndocs\n!docs/b.md\r\n*.log",
                "# all\r\ndocs\r\n*.log",
            ],
        );
        check(
            "docs\n!docs/*.md\ndocs/b.md\ndocs/g*\na.md",
            &[
                "docs\ndocs/b.md\ndocs/g*\n!docs/*.md\na.md",
                "docs\ndocs/b.md\ndocs/g*\na.md",
            ],
        );
        check("docs\n!docs/**\n", &["!docs/**\n"]);
        check("!docs\n", &[""]);
    }

    #[test]
    fn fixes_lead_from_the_bad_example_to_the_good_one() {
        for kind in KINDS {
            let mut text = kind.example.bad.trim_start().to_owned();
            for _ in 0..4 {
                let document = IgnoreDocument::new(&text);
                let tree = Tree::walk(&FILES, document.ignore(), usize::MAX);
                let found = diagnostics(&document, tree.as_ref(), &Levels::default());
                assert!(found.iter().all(|found| found.code() == kind.code));
                let fix = found
                    .first()
                    .and_then(|found| found.fixes().into_iter().next());
                let Some(fix) = fix else { break };
                text = apply(&text, &fix.edits).expect("edits do not overlap");
            }
            assert_eq!(text, kind.example.good.trim_start(), "{}", kind.code);
        }
    }
}
