use crate::model::layers::{LayerTable, layers};
use crate::model::{self, Before, Dockerfile, Located};
use crate::rules::{Changes, Earlier, JudgedFile, Replaced};
use crate::syntax::{self, Joined};
use crate::text::{ByteRange, Change, Encoding, Text};
use crate::threads::LONG;
use std::sync::{Arc, OnceLock};
use tree_sitter::Tree;

/// A larger text is kept, but not read: no Dockerfile that builds comes near it.
pub const MAX_BYTES: usize = 1024 * 1024;

/// BuildKit refuses a file with a longer line, its line feed aside.
pub const MAX_LINE_BYTES: usize = 64 * 1024 - 1;

/// A version of a Dockerfile: its text, its tree, what it says. Never changes; an edit makes a new
/// one that shares with this one whatever stayed the same.
#[derive(Clone)]
pub struct Document {
    text: Text,
    parsed: Parsed,
    dockerfile: Dockerfile,
    /// Filled when somebody asks.
    layers: OnceLock<Arc<LayerTable>>,
    pub(crate) judged: OnceLock<Arc<JudgedFile>>,
    pub(crate) earlier: Option<Earlier<JudgedFile>>,
}

#[derive(Clone)]
enum Parsed {
    /// The text is too large, or a line of it too long.
    Not,
    Whole(Tree),
    /// Their trees are gone: a whole one is made when somebody asks.
    InParts(OnceLock<Option<Tree>>),
}

impl Document {
    pub fn new(text: &str) -> Document {
        Document::read(Text::new(text), 1)
    }

    /// The same, on several threads where the text is long.
    pub fn read_on(text: &str, threads: usize) -> Document {
        Document::read(Text::new(text), threads)
    }

    /// It is worth a second thread.
    pub fn is_long(&self) -> bool {
        self.text.len() > LONG
    }

    fn read(text: Text, threads: usize) -> Document {
        let readable = text.len() <= MAX_BYTES && long_line(&text, 0..text.len()).is_none();
        let in_parts = || model::lower_in_parts(&text, threads);
        let whole = || {
            let tree = syntax::parse(&text, None)?;
            let dockerfile = model::lower(&text, &tree, None).0;
            Some((Parsed::Whole(tree), dockerfile))
        };
        let read = match readable {
            true if threads > 1 && text.len() > LONG => in_parts()
                .map(|dockerfile| (Parsed::InParts(OnceLock::new()), dockerfile))
                .or_else(whole),
            true => whole(),
            false => None,
        };
        let (parsed, dockerfile) = read.unwrap_or((Parsed::Not, Dockerfile::default()));
        Document {
            text,
            parsed,
            dockerfile,
            layers: OnceLock::new(),
            judged: OnceLock::new(),
            earlier: None,
        }
    }

    /// The document after changes that follow each other, parsed once.
    pub fn edit(&self, changes: &[Change], encoding: Encoding) -> Document {
        let mut text = self.text.clone();
        let mut edited = match &self.parsed {
            Parsed::Whole(tree) => Some(tree.clone()),
            Parsed::Not | Parsed::InParts(_) => None,
        };
        let mut edits = Vec::with_capacity(changes.len());
        for change in changes {
            let Some(edit) = text.edit(change, encoding) else {
                edited = None;
                continue;
            };
            if long_line(&text, edit.start_byte..edit.new_end_byte).is_some() {
                edited = None;
            }
            if let Some(tree) = &mut edited {
                tree.edit(&edit);
            }
            edits.push(edit);
        }
        let Some(edited) = edited.filter(|_| text.len() <= MAX_BYTES) else {
            return Document::read(text, 1);
        };
        let Some(tree) = syntax::parse(&text, Some(&edited)) else {
            return Document::read(text, 1);
        };
        let before = Before {
            file: &self.dockerfile,
            edits: &edits,
        };
        let (dockerfile, touched) = model::lower(&text, &tree, Some(&before));
        let edits = edits.iter().map(Replaced::from).collect();
        let changes = Changes { touched, edits };
        Document {
            text,
            parsed: Parsed::Whole(tree),
            dockerfile,
            layers: OnceLock::new(),
            earlier: Earlier::after(self.judged.get(), self.earlier.as_ref(), changes),
            judged: OnceLock::new(),
        }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// `None` where the text is too large to be read.
    pub fn tree(&self) -> Option<&Tree> {
        match &self.parsed {
            Parsed::Not => None,
            Parsed::Whole(tree) => Some(tree),
            Parsed::InParts(whole) => whole
                .get_or_init(|| syntax::parse(&self.text, None))
                .as_ref(),
        }
    }

    pub fn dockerfile(&self) -> &Dockerfile {
        &self.dockerfile
    }

    /// What each instruction leaves in the image.
    pub fn layers(&self) -> &LayerTable {
        self.layers.get_or_init(|| Arc::new(layers(self)))
    }

    pub fn too_large(&self) -> bool {
        self.text.len() > MAX_BYTES
    }

    /// The first line that BuildKit refuses to read, and nothing of the file with it.
    pub fn long_line(&self) -> Option<usize> {
        match self.parsed {
            Parsed::Not => long_line(&self.text, 0..self.text.len()),
            Parsed::Whole(_) | Parsed::InParts(_) => None,
        }
    }

    /// An instruction without its heredocs on one line, as BuildKit joins it.
    pub fn one_line(&self, located: &Located) -> Arc<str> {
        let joined = || {
            let source = self.text.slice(located.range());
            let joined = Joined::new(&source, self.dockerfile.escape.0);
            joined
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .into()
        };
        Arc::clone(located.instruction.one_line.get_or_init(joined))
    }
}

/// The first line that is too long of those that a range touches. Wherever it starts, one of a few
/// points far apart lies in it.
fn long_line(text: &Text, range: ByteRange) -> Option<usize> {
    let first = text.line_start(text.line_of(range.start));
    let end = text.line_start(text.line_of(range.end) + 1);
    let mut points = (first..=end).step_by(MAX_LINE_BYTES);
    points.find_map(|point| {
        let line = text.line_of(point);
        let line_feed = usize::from(line + 1 < text.line_count());
        let bytes = text.line_start(line + 1) - text.line_start(line) - line_feed;
        (bytes > MAX_LINE_BYTES).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn an_edit_that_makes_a_line_too_long_is_read_when_it_is_mended() {
        let start = Position {
            line: 1,
            character: 0,
        };
        let long = Change {
            range: Some((start, start)),
            text: "x".repeat(MAX_LINE_BYTES),
        };
        let document = Document::new("FROM a\nRUN b\n").edit(&[long], Encoding::Utf16);
        assert_eq!(
            (document.long_line(), document.dockerfile().stages.len()),
            (Some(1), 0)
        );

        let end = Position {
            line: 1,
            character: MAX_LINE_BYTES as u32,
        };
        let mended = Change {
            range: Some((start, end)),
            text: String::new(),
        };
        let document = document.edit(&[mended], Encoding::Utf16);
        assert_eq!(
            (document.long_line(), document.dockerfile().stages.len()),
            (None, 1)
        );
    }

    #[test]
    fn a_long_line_is_found_wherever_it_stands() {
        for before in [0, 1, 2, 40_000, 70_000] {
            for (length, expected) in [(MAX_LINE_BYTES + 1, Some(before)), (MAX_LINE_BYTES, None)] {
                let text = format!("{}{}\na\n", "\n".repeat(before), "x".repeat(length));
                let found = long_line(&Text::new(&text), 0..text.len());
                assert_eq!(found, expected, "{before} lines before");
                let document = Document::new(&format!("{}a\n", "\n".repeat(before)));
                let start = Position {
                    line: before as u32,
                    character: 1,
                };
                let long = Change {
                    range: Some((start, start)),
                    text: "x".repeat(length - 1),
                };
                let document = document.edit(&[long], Encoding::Utf16);
                assert_eq!(document.long_line(), expected, "{before} lines before");
            }
        }
    }

    #[test]
    fn a_chain_of_triggers_makes_no_deep_tree() {
        let document = Document::new(&format!("FROM a\n{}RUN x\n", "ONBUILD ".repeat(8000)));
        assert_eq!(document.dockerfile().instructions().count(), 2);
    }

    #[test]
    fn threads_read_what_one_reads() {
        let stage = "ARG A\nFROM a AS b\n# c\nRUN <<E\nx\nE\nENV C=d \\\n e=f\nCOPY x\nNONSENSE\n";
        for text in [
            stage.repeat(1000),
            stage.to_owned() + &"RUN x\n".repeat(9000),
        ] {
            let one = Document::new(&text);
            assert!(one.is_long());
            let told = |document: &Document| format!("{:?}", document.dockerfile());
            for threads in [0, 2, 3] {
                let several = Document::read_on(&text, threads);
                assert!(told(&several) == told(&one), "{threads} threads");
                let [tree, other] = [&one, &several].map(|document| document.tree().unwrap());
                assert!(tree.root_node().to_sexp() == other.root_node().to_sexp());
                let end = Change {
                    range: None,
                    text: text.clone(),
                };
                assert!(told(&several.edit(&[end], Encoding::Utf8)) == told(&one));
            }
        }
    }

    #[test]
    fn a_large_text_is_kept_but_not_read() {
        let document = Document::new(&"FROM a\n".repeat(MAX_BYTES / 7 + 1));
        assert!(document.too_large() && document.tree().is_none());
    }
}
