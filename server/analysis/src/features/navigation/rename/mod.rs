//! Another name for a stage, a variable or a heredoc, wherever it stands in the file; or the reason
//! why the file would not be the same with it.
//!
//! What programs read of their environment by other means than a shell's `$NAME` stays as it is, and
//! so does what comes from outside: `--target` and `--build-arg` have to follow by hand.

mod heredoc;
mod stage;
mod variable;

use super::refusal::Refusal;
use super::survey::Survey;
use super::symbol::Symbol;
use crate::Document;
use crate::edit::TextEdit;
use crate::syntax::Joined;
use crate::text::ByteRange;
use heredoc::rename_heredoc;
use stage::{may_rename_stage, rename_stage};
use variable::{may_rename_variable, rename_variable};

/// What is to be renamed, and its name until now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renamed {
    pub range: ByteRange,
    pub name: String,
}

pub fn prepare_rename(document: &Document, byte: usize) -> Result<Renamed, Refusal> {
    let Some((symbol, _)) = Symbol::at(document, byte) else {
        return Err(Refusal::NothingHere);
    };
    let range = symbol.range(byte);
    let name = match &symbol {
        Symbol::Stage(mention) => {
            may_rename_stage(document, mention)?;
            joined(document, &range)
        }
        Symbol::Variable { name, range } => {
            may_rename_variable(&Survey::of(document, name), name, range)?;
            name.clone()
        }
        Symbol::Heredoc(_) => document.text().slice(range.clone()).into_owned(),
    };
    Ok(Renamed { range, name })
}

pub fn rename(document: &Document, byte: usize, new: &str) -> Result<Vec<TextEdit>, Refusal> {
    let Some((symbol, located)) = Symbol::at(document, byte) else {
        return Err(Refusal::NothingHere);
    };
    let mut edits = match &symbol {
        Symbol::Stage(mention) => rename_stage(document, mention, new)?,
        Symbol::Variable { name, range } => rename_variable(document, name, range, new)?,
        Symbol::Heredoc(name) => rename_heredoc(document, &located, name, new)?,
    };
    edits.sort_by_key(|edit| edit.range.start);
    Ok(edits)
}

fn line_of(document: &Document, byte: usize) -> usize {
    document.text().line_of(byte) + 1
}

fn joined(document: &Document, range: &ByteRange) -> String {
    let source = document.text().slice(range.clone());
    Joined::new(&source, document.dockerfile().escape.0).text
}

/// The new name in place of the old one, which may go on behind a continuation: that stays, with
/// the comments in it. The name goes to the last line, as an empty one would continue, too.
fn replaced(document: &Document, range: &ByteRange, new: &str) -> Vec<TextEdit> {
    let source = document.text().slice(range.clone());
    if !source.contains('\n') {
        return vec![TextEdit::replace(range.clone(), new)];
    }
    let joined = Joined::new(&source, document.dockerfile().escape.0);
    let pieces: Vec<ByteRange> = joined.source_ranges(0..joined.text.len()).collect();
    let Some((last, before)) = pieces.split_last() else {
        return Vec::new();
    };
    let at = |piece: &ByteRange| range.start + piece.start..range.start + piece.end;
    let emptied = before.iter().map(|piece| TextEdit::delete(at(piece)));
    emptied.chain([TextEdit::replace(at(last), new)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn at(marked: &str, new: &str) -> Result<String, Refusal> {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let edits = rename(&Document::new(&text), byte, new)?;
        Ok(apply(&text, &edits).expect("edits do not overlap"))
    }

    #[track_caller]
    fn check(marked: &str, new: &str, expected: &str) {
        assert_eq!(at(marked, new), Ok(expected.to_owned()));
    }

    #[track_caller]
    fn refuses(marked: &str, new: &str, expected: Refusal) {
        assert_eq!(at(marked, new), Err(expected));
    }

    #[test]
    fn a_stage_is_renamed_wherever_it_is_named() {
        check(
            "FROM a AS b$0\nFROM b\nCOPY --from=B x y\nCOPY --from=0 x y\nRUN --mount=from=b,target=/c d\n",
            "Web",
            "FROM a AS Web\nFROM web\nCOPY --from=Web x y\nCOPY --from=0 x y\nRUN --mount=from=Web,target=/c d\n",
        );
    }

    #[test]
    fn a_name_over_two_lines_keeps_them() {
        check(
            "FROM a AS bu\\\r\n# why\r\nild$0\r\n",
            "web",
            "FROM a AS \\\r\n# why\r\nweb\r\n",
        );
    }

    #[test]
    fn names_of_stages_that_would_break_the_file_are_refused() {
        let name = |name: &str| name.to_owned();
        let file = "FROM a AS b$0\nFROM c AS d\nFROM alpine\nCOPY --from=nginx x y\n";
        refuses(file, "1b", Refusal::InvalidStage { name: name("1b") });
        refuses(
            file,
            "Scratch",
            Refusal::ReservedStage {
                name: name("Scratch"),
            },
        );
        refuses(
            file,
            "D",
            Refusal::StageTaken {
                name: name("d"),
                line: 2,
            },
        );
        refuses(
            file,
            "alpine",
            Refusal::ImageTaken {
                name: name("alpine"),
                line: 3,
            },
        );
        refuses(
            file,
            "nginx",
            Refusal::ImageTaken {
                name: name("nginx"),
                line: 4,
            },
        );
        refuses(
            "FROM a\nFROM b\nCOPY --from=0$0 c d\n",
            "x",
            Refusal::StageNumber { line: 1 },
        );
        refuses(
            "ARG V=b\nFROM a AS b$0\nFROM $V\n",
            "x",
            Refusal::StageInVariable { line: 3 },
        );
    }

    #[test]
    fn a_variable_is_renamed_in_scripts_too() {
        check(
            "ARG V=1\nFROM a:${V}\nARG V$0\nRUN echo \"$V\" ${V%.*} '$V' && sh -c 'echo $V'\nRUN <<E\nprintenv V\nE\n",
            "W",
            "ARG W=1\nFROM a:${W}\nARG W\nRUN echo \"$W\" ${W%.*} '$V' && sh -c 'echo $W'\nRUN <<E\nprintenv W\nE\n",
        );
    }

    #[test]
    fn names_of_variables_that_would_break_the_file_are_refused() {
        let name = |name: &str| name.to_owned();
        let file = "FROM a\nARG V$0=1\nRUN echo $V $W\n";
        refuses(file, "1", Refusal::InvalidVariable { name: name("1") });
        refuses(file, "é", Refusal::InvalidVariable { name: name("é") });
        refuses(
            file,
            "W",
            Refusal::VariableTaken {
                name: name("W"),
                line: 3,
            },
        );
        refuses(
            file,
            "TARGETARCH",
            Refusal::Predefined {
                name: name("TARGETARCH"),
            },
        );
        refuses(file, "PATH", Refusal::OfSystem { name: name("PATH") });
        refuses(
            "FROM a\nRUN echo $V$0\n",
            "W",
            Refusal::NotOfFile { name: name("V") },
        );
        refuses(
            "FROM a\nARG http_proxy$0\n",
            "W",
            Refusal::Predefined {
                name: name("http_proxy"),
            },
        );
        refuses("FROM$0 a\n", "W", Refusal::NothingHere);
    }

    #[test]
    fn a_heredoc_keeps_its_two_words_alike() {
        check(
            "FROM a\nRUN <<-\"E$0OF\" cat\n\tx\n\tEOF\n",
            "END",
            "FROM a\nRUN <<-\"END\" cat\n\tx\n\tEND\n",
        );
        let name = "x".to_owned();
        let file = "FROM a\r\nCOPY <<A <<B$0 /d\r\ny\r\nA\r\nx\r\nB\r\n";
        refuses(file, "x", Refusal::LineOfHeredoc { name, line: 5 });
        check(
            file,
            "C",
            "FROM a\r\nCOPY <<A <<C /d\r\ny\r\nA\r\nx\r\nC\r\n",
        );
    }
}
