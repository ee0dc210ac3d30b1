//! The instruction that is being typed, up to the cursor, as BuildKit joins it.

use crate::Document;
use crate::model::Located;
use crate::syntax::{Joined, continues};
use crate::text::{ByteRange, Text};

pub struct Line<'a> {
    /// From the start of the instruction to the cursor.
    joined: Joined,
    /// What follows the cursor on its line, without the line break.
    pub after: String,
    pub cursor: usize,
    /// Where the line of the cursor starts.
    pub start: usize,
    pub row: usize,
    /// The instruction that the tree has here, which may be half of one.
    pub located: Option<Located<'a>>,
    /// The instruction that ends above, where this one starts on its own line.
    pub above: Option<Located<'a>>,
    pub role: Role,
}

/// What the line of the cursor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Instruction,
    Comment,
    /// The text of a heredoc; its number among those of the instruction.
    Heredoc(usize),
    HeredocEnd,
}

/// Blank lines and comments above the cursor that are looked past for an instruction that goes on.
const FARTHEST: usize = 200;

impl<'a> Line<'a> {
    /// `None` for a text that is too large to be read.
    pub fn of(document: &'a Document, byte: usize) -> Option<Line<'a>> {
        document.tree()?;
        let text = document.text();
        let escape = document.dockerfile().escape.0;
        let row = text.line_of(byte);
        let (mut start, mut whole) = (text.line_start(row), content(text, row));
        // BuildKit passes over the mark in front of a file.
        if let (0, Some(marked)) = (row, whole.strip_prefix(BYTE_ORDER_MARK)) {
            start += BYTE_ORDER_MARK.len_utf8();
            whole = marked.to_owned();
        }
        let mut column = byte.saturating_sub(start).min(whole.len());
        while !whole.is_char_boundary(column) {
            column -= 1;
        }
        let (before, after) = whole.split_at_checked(column)?;
        let mut line = Line {
            joined: Joined::default(),
            after: after.to_owned(),
            cursor: start + column,
            start,
            row,
            located: own_instruction(document, start, &whole),
            above: instruction_above(document, row),
            role: Role::Instruction,
        };
        if let Some(above) = line.above {
            let role = heredoc_role(&above, start);
            let source = text.slice(above.start..start);
            if let Some(role) = role {
                line.located = line.above.take();
                line.role = role;
            } else if goes_on(&source, escape) {
                line.joined.push_joined(&source, above.start, escape);
                line.located = line.above.take();
            }
        }
        if line.role == Role::Instruction && before.trim_start().starts_with('#') {
            line.role = Role::Comment;
            line.joined = Joined::default();
        }
        line.joined.push(before, start);
        Some(line)
    }

    pub fn before(&self) -> &str {
        &self.joined.text
    }

    /// Where the instruction is, or would be; `None` above all others.
    pub fn place(&self) -> Option<Located<'a>> {
        let start = self.start;
        let here = |above| Located { start, ..above };
        self.located.or(self.above.map(here))
    }

    /// Where the instruction starts.
    pub fn begin(&self) -> usize {
        self.located.map_or(self.start, |located| located.start)
    }

    /// Of a word that starts at a place of the text before; `None` where that is on another line.
    pub fn word(&self, start: usize, goes_on: impl Fn(char) -> bool) -> Option<Word> {
        let typed = self.before().get(start..)?;
        let start = match typed.is_empty() {
            true => self.cursor,
            false => self.joined.source_offset(start),
        };
        let is_here = start >= self.start && start + typed.len() == self.cursor;
        let rest = self.after.find(|letter| !goes_on(letter));
        is_here.then_some(Word {
            start,
            cursor: self.cursor,
            end: self.cursor + rest.unwrap_or(self.after.len()),
        })
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What is replaced when a thing is chosen. It lies on one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Word {
    pub start: usize,
    pub cursor: usize,
    pub end: usize,
}

impl Word {
    pub fn replaced(&self) -> ByteRange {
        self.start..self.end
    }

    /// Up to the cursor alone.
    pub fn inserted(&self) -> ByteRange {
        self.start..self.cursor
    }
}

fn content(text: &Text, row: usize) -> String {
    let line = text.slice(text.line_start(row)..text.line_start(row.saturating_add(1)));
    line.trim_end_matches(['\n', '\r']).to_owned()
}

fn own_instruction<'a>(document: &'a Document, start: usize, line: &str) -> Option<Located<'a>> {
    let indent = line.len() - line.trim_start().len();
    let found = document.dockerfile().instruction_at(start + indent)?;
    (found.start >= start).then_some(found)
}

/// The instruction that has the nearest line above that is no comment.
fn instruction_above(document: &Document, row: usize) -> Option<Located<'_>> {
    let text = document.text();
    let rows = (row.saturating_sub(FARTHEST)..row).rev();
    for above in rows {
        let line = content(text, above);
        let words = line.trim_start();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let start = text.line_start(above) + (line.len() - words.len());
        return document.dockerfile().instruction_at(start);
    }
    None
}

fn heredoc_role(located: &Located, start: usize) -> Option<Role> {
    let heredocs = located.instruction.heredocs.iter().enumerate();
    heredocs.into_iter().find_map(|(index, heredoc)| {
        let body = located.at(heredoc.body);
        let end = heredoc.end.map(|end| located.at(end));
        let is_in_body = start >= body.start && (start < body.end || end.is_none());
        if is_in_body {
            return Some(Role::Heredoc(index));
        }
        let is_end =
            end.is_some_and(|end| end.start <= start && start < end.end.max(end.start + 1));
        is_end.then_some(Role::HeredocEnd)
    })
}

/// Whether what follows a piece of source belongs to it: its last line is continued.
fn goes_on(source: &str, escape: char) -> bool {
    let mut continued = false;
    for line in source.split_inclusive('\n') {
        let line = line.trim_end_matches(['\n', '\r']);
        let words = line.trim_start();
        if continued && (words.is_empty() || words.starts_with('#')) {
            continue;
        }
        if !continues(line, escape) {
            return false;
        }
        continued = true;
    }
    continued
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str, role: Role, before: &str) {
        let byte = marked.find("$0").unwrap();
        let document = Document::new(&marked.replacen("$0", "", 1));
        let line = Line::of(&document, byte).unwrap();
        assert_eq!((line.role, line.before()), (role, before), "{marked:?}");
    }

    #[test]
    fn an_instruction_is_read_up_to_the_cursor() {
        check("FROM a\nRUN b$0 c\n", Role::Instruction, "RUN b");
        check("FROM a\n$0", Role::Instruction, "");
        check("FROM a\r\nRU$0\r\n", Role::Instruction, "RU");
    }

    #[test]
    fn continued_lines_belong_to_their_instruction() {
        check("FROM a\nRUN b \\\n  $0", Role::Instruction, "RUN b   ");
        check(
            "FROM a\nRUN b \\\n# c\n\n  d$0",
            Role::Instruction,
            "RUN b   d",
        );
        check(
            "FROM a\r\nRUN b \\\r\n  d$0\r\n",
            Role::Instruction,
            "RUN b   d",
        );
        check(
            "# escape=`\nFROM a\nRUN b `\n d$0",
            Role::Instruction,
            "RUN b  d",
        );
        check("FROM a\nRUN b\n  d$0", Role::Instruction, "  d");
    }

    #[test]
    fn comments_and_heredocs_are_told_apart() {
        check("FROM a\n# b$0", Role::Comment, "# b");
        check("FROM a\nRUN b \\\n # c$0\n d\n", Role::Comment, " # c");
        check("FROM a\nRUN <<EOF\nb $0\nEOF\n", Role::Heredoc(0), "b ");
        check("FROM a\nRUN <<EOF\n$0", Role::Heredoc(0), "");
        check("FROM a\nRUN <<EOF\nb\nEO$0F\n", Role::HeredocEnd, "EO");
        check("FROM a\nRUN <<EOF\nb\nEOF\n$0", Role::Instruction, "");
        check(
            "FROM a\nCOPY <<A <<B /\na\nA\nb$0\nB\n",
            Role::Heredoc(1),
            "b",
        );
    }

    #[test]
    fn a_word_lies_on_one_line() {
        let document = Document::new("FROM a\nRUN --mo\\\nunt=b\n");
        let line = Line::of(&document, 18).unwrap();
        assert_eq!(line.before(), "RUN --mou");
        assert_eq!(line.word(4, |letter| letter != '='), None);
        assert_eq!(
            line.word(line.before().len(), char::is_alphabetic)
                .map(|word| word.end),
            Some(20)
        );
    }
}
