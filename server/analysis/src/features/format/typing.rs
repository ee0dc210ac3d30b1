//! What a new line starts with while somebody types.

use super::Style;
use crate::Document;
use crate::edit::TextEdit;
use crate::syntax::continues;

/// After a line that goes on: as the line before, or one step in after the first.
pub fn on_new_line(document: &Document, byte: usize, style: &Style) -> Option<TextEdit> {
    let text = document.text();
    let line = text.line_of(byte);
    let escape = document.dockerfile().escape.0;
    let source = |line: usize| text.slice(text.line_start(line)..text.line_start(line + 1));
    let before = source(line.checked_sub(1)?);
    if !continues(before.trim_end_matches(['\n', '\r']), escape) {
        return None;
    }
    let start = text.line_start(line - 1);
    let instruction = document
        .dockerfile()
        .instruction_at(start + blanks(&before))?;
    let in_heredoc = instruction.instruction.heredocs.iter().any(|heredoc| {
        let body = instruction.at(heredoc.body);
        body.start <= start
    });
    if in_heredoc {
        return None;
    }
    let is_first = text.line_of(instruction.start) == line - 1;
    let indent = match is_first {
        true => style.indent.clone(),
        false => before[..blanks(&before)].to_owned(),
    };
    let own = text.line_start(line);
    Some(TextEdit::replace(own..own + blanks(&source(line)), indent))
}

fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    /// `$0` is where the cursor stands after the new line.
    #[track_caller]
    fn check(marked: &str, expected: Option<&str>) {
        let cursor = marked.find("$0").unwrap();
        let text = marked.replace("$0", "");
        let edit = on_new_line(&Document::new(&text), cursor, &Style::default());
        let edited = edit.map(|edit| apply(&text, &[edit]).unwrap());
        assert_eq!(edited.as_deref(), expected);
    }

    #[test]
    fn a_continued_line_is_indented() {
        check("FROM a\nRUN b \\\n$0", Some("FROM a\nRUN b \\\n    "));
        check(
            "FROM a\nRUN b \\\n  c \\\n$0d\n",
            Some("FROM a\nRUN b \\\n  c \\\n  d\n"),
        );
    }

    #[test]
    fn no_other_line_is() {
        check("FROM a\nRUN b\n$0", None);
        check("FROM a\nRUN <<E\nb \\\n$0\nE\n", None);
        check("$0FROM a", None);
    }
}
