//! A Dockerfile written evenly: the same instructions to BuildKit, easier to read.
//!
//! Line breaks stay where they are, and so does the indentation of continued lines against each
//! other; heredocs and quoted text are not touched.

mod blanks;
mod continuations;
mod keywords;
mod typing;

pub use typing::on_new_line;

use crate::Document;
use crate::edit::TextEdit;
use crate::shell::{Interpreter, interpreters};
use crate::text::ByteRange;
use std::iter::repeat_n;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Style {
    /// What the first continued line of an instruction starts with.
    pub indent: String,
    /// How many columns a tab takes.
    pub tab_width: usize,
    pub keyword_case: KeywordCase,
    /// The file ends with a line break.
    pub final_line_break: bool,
    pub trims_lines: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeywordCase {
    Upper,
    Lower,
    Preserve,
}

impl Default for Style {
    fn default() -> Style {
        Style {
            indent: "    ".to_owned(),
            tab_width: 4,
            keyword_case: KeywordCase::Upper,
            final_line_break: true,
            trims_lines: true,
        }
    }
}

/// The edits that format a file; none where it is formatted already.
pub fn format(document: &Document, style: &Style) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    let file = document.dockerfile();
    let shells = interpreters(file).into_iter().flatten();
    let shells = repeat_n(Interpreter::Posix, file.globals.len()).chain(shells);
    for (located, shell) in file.instructions().zip(shells) {
        keywords::edits(document, &located, style, &mut edits);
        continuations::edits(document, &located, shell, style, &mut edits);
    }
    blanks::edits(document, style, &mut edits);
    let is_change =
        |edit: &TextEdit| document.text().slice(edit.range.clone()) != edit.new_text.as_str();
    edits.retain(is_change);
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// Of these, the edits of the lines that a range touches.
pub fn format_range(document: &Document, range: &ByteRange, style: &Style) -> Vec<TextEdit> {
    let text = document.text();
    let start = text.line_start(text.line_of(range.start));
    // A selection that ends where a line starts does not mean that line.
    let last = text.line_of(range.end.max(range.start + 1) - 1);
    let end = text.line_start(last + 1);
    let mut edits = format(document, style);
    edits.retain(|edit| start <= edit.range.start && edit.range.end <= end);
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        check_with(&Style::default(), text, expected);
    }

    #[track_caller]
    fn check_with(style: &Style, text: &str, expected: &str) {
        let formatted = |text: &str| {
            let edits = format(&Document::new(text), style);
            apply(text, &edits).expect("edits that can be applied")
        };
        assert_eq!(formatted(text), expected);
        assert_eq!(formatted(expected), expected, "not at rest");
    }

    #[test]
    fn keywords_are_written_alike() {
        check(
            "from a as b\n  Run   c\nonbuild copy d e\nhealthcheck cmd f\nHEALTHCHECK none\n",
            "FROM a AS b\nRUN c\nONBUILD COPY d e\nHEALTHCHECK CMD f\nHEALTHCHECK NONE\n",
        );
        let lower = Style {
            keyword_case: KeywordCase::Lower,
            ..Style::default()
        };
        check_with(&lower, "FROM a AS b\n", "from a as b\n");
        let preserve = Style {
            keyword_case: KeywordCase::Preserve,
            ..Style::default()
        };
        check_with(&preserve, "From a aS b\n", "From a aS b\n");
    }

    #[test]
    fn continued_lines_are_aligned_and_keep_their_steps() {
        check(
            "FROM a\nRUN b && \\\n  if c; then \\\n     d; \\\n  fi\n",
            "FROM a\nRUN b && \\\n    if c; then \\\n       d; \\\n    fi\n",
        );
        check(
            "FROM a\nENV B=1 \\\nC=2 \\\n# why\n  D=3\n",
            "FROM a\nENV B=1 \\\n    C=2 \\\n    # why\n      D=3\n",
        );
        check("FROM a\nRUN b \\\n\n\tc\n", "FROM a\nRUN b \\\n\n    c\n");
        let tabs = Style {
            indent: "\t".to_owned(),
            ..Style::default()
        };
        check_with(&tabs, "FROM a\nRUN b \\\n  c\n", "FROM a\nRUN b \\\n\tc\n");
    }

    #[test]
    fn what_has_a_meaning_is_left_alone() {
        for text in [
            "FROM a\nRUN echo \"b \\\n  c\"\n",
            "FROM a\nRUN b\\\nc\n",
            "FROM a\nRUN a &\\\n& b\n",
            "FROM a\nENV B c \\\n  d\n",
            "FROM a\nENV B=\"c \\\n  d\"\n",
            "FROM a\nRUN <<EOF\n  b  \n\tc\nEOF\n",
            "FROM a\nSHELL [\"powershell\"]\nRUN b `\n c\n",
            "FROM a\nMAINTAINER b \\\n c\n",
            "FROM a\nNONSENSE b \\\n c\n",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn blanks_and_line_breaks_are_mended() {
        check(
            "\n# a \nFROM a  \nRUN b \\  \n    c\t\n# of b\nFROM b\n\n\n",
            "\n# a\nFROM a\nRUN b \\\n    c\n\n# of b\nFROM b\n",
        );
        check("FROM a\r\nRUN b \\\r\n c", "FROM a\r\nRUN b \\\r\n    c\n");
        check("", "");
        check("\n\n", "");
    }

    #[test]
    fn only_the_lines_of_a_range_are_formatted() {
        let text = "from a\nrun b\nrun c\n";
        let edits = format_range(&Document::new(text), &(7..8), &Style::default());
        assert_eq!(
            apply(text, &edits).as_deref(),
            Some("from a\nRUN b\nrun c\n")
        );
    }
}
