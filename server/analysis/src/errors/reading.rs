//! An instruction as BuildKit's parser takes it apart: one line of text, its keyword, its flags and
//! the rest, each with its place.

use crate::model::{Keyword, Span};
use crate::syntax::Joined;
use crate::text::ByteRange;

/// An instruction without its heredocs on one line. Ranges in it are those of the joined text.
pub(super) struct Line<'a> {
    pub(super) source: &'a str,
    pub(super) joined: Joined,
    pub(super) escape: char,
}

/// A part of a line: what BuildKit makes of it, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    pub(super) text: Box<str>,
    pub(super) span: Span,
    /// The text stands in the source just so, so that its parts have places too.
    is_literal: bool,
}

impl Piece {
    pub(super) fn new(text: &str, span: Span) -> Piece {
        let is_literal = (span.end - span.start) as usize == text.len();
        Piece {
            text: text.into(),
            span,
            is_literal,
        }
    }

    /// The place of a part of its text; all of it where that cannot be told.
    pub(super) fn part(&self, range: ByteRange) -> Span {
        if !self.is_literal || range.end > self.text.len() || range.is_empty() {
            return self.span;
        }
        Span {
            start: self.span.start + range.start as u32,
            end: self.span.start + range.end as u32,
        }
    }

    /// The place of a slice of its text.
    pub(super) fn place(&self, slice: &str) -> Span {
        let start = (slice.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        self.part(start..start.saturating_add(slice.len()))
    }
}

/// The keyword of an instruction, its flags and the rest.
pub(super) struct Reading {
    pub(super) keyword: Keyword,
    pub(super) written: ByteRange,
    pub(super) flags: Vec<Piece>,
    /// Without white space around it.
    pub(super) rest: ByteRange,
}

impl<'a> Line<'a> {
    pub(super) fn new(source: &'a str, escape: char) -> Line<'a> {
        Line {
            source,
            joined: Joined::new(source, escape),
            escape,
        }
    }

    pub(super) fn text(&self, range: ByteRange) -> &str {
        self.joined.text.get(range).unwrap_or_default()
    }

    pub(super) fn span(&self, range: ByteRange) -> Span {
        let start = self.joined.source_offset(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if !range.is_empty() => self.joined.source_offset(last) + 1,
            _ => start,
        };
        Span {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    pub(super) fn piece(&self, range: ByteRange) -> Piece {
        Piece::new(self.text(range.clone()), self.span(range))
    }

    /// A place in the source with the blanks before it.
    pub(super) fn with_blank(&self, span: Span) -> ByteRange {
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).len()..span.end as usize
    }

    /// All of it, without white space around it.
    pub(super) fn whole(&self) -> ByteRange {
        self.trimmed(0..self.joined.text.len())
    }

    pub(super) fn trimmed(&self, range: ByteRange) -> ByteRange {
        let text = self.text(range.clone());
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// Takes an instruction apart.
    pub(super) fn read(&self, range: ByteRange) -> Reading {
        let text = self.text(range.clone());
        let end = text.find(is_blank).unwrap_or(text.len());
        let written = range.start..range.start + end;
        let keyword = keyword(&text[..end]);
        let after = text[end..].trim_start_matches(is_blank);
        let (flags, rest) = self.flags(range.end - after.len()..range.end);
        Reading {
            keyword,
            written,
            flags,
            rest: self.trimmed(rest),
        }
    }

    /// The words at the start that begin with `--`, and what follows them.
    fn flags(&self, range: ByteRange) -> (Vec<Piece>, ByteRange) {
        let mut flags = Vec::new();
        let mut start = range.start;
        loop {
            let rest = self.text(start..range.end);
            let word = rest.trim_start_matches(is_flag_blank);
            start += rest.len() - word.len();
            if !word.starts_with("--") {
                return (flags, start..range.end);
            }
            let (text, length) = self.flag(word);
            let end = start + length;
            if text == "--" {
                return (flags, end..range.end);
            }
            flags.push(Piece::new(&text, self.span(start..end)));
            start = end;
        }
    }

    /// A flag without its quotes and escapes, and how long it is with them.
    fn flag(&self, word: &str) -> (String, usize) {
        let mut text = String::new();
        let mut quote = None;
        let mut letters = word.char_indices();
        while let Some((at, letter)) = letters.next() {
            match quote {
                None if is_flag_blank(letter) => return (text, at),
                None if letter == '\'' || letter == '"' => quote = Some(letter),
                Some(open) if letter == open => quote = None,
                _ if letter == self.escape => text.extend(letters.next().map(|(_, next)| next)),
                _ => text.push(letter),
            }
        }
        (text, word.len())
    }

    /// Words with blanks between them, and nothing else to tell them apart.
    pub(super) fn plain_words(&self, range: ByteRange) -> Vec<Piece> {
        let mut words = Vec::new();
        let text = self.text(range.clone());
        let mut start = 0;
        while start < text.len() {
            let end = text[start..]
                .find(is_blank)
                .map_or(text.len(), |length| start + length);
            words.push(self.piece(range.start + start..range.start + end));
            let next = text[end..].trim_start_matches(is_blank);
            start = text.len() - next.len();
        }
        words
    }

    /// Words with quotes that keep blanks together; the quotes stay.
    pub(super) fn quoted_words(&self, range: ByteRange) -> Vec<Piece> {
        let mut words = Vec::new();
        let text = self.text(range.clone());
        let mut letters = text.char_indices().peekable();
        let mut start = None;
        let mut quote = None;
        while let Some((at, letter)) = letters.next() {
            if start.is_none() {
                if letter.is_whitespace() {
                    continue;
                }
                start = Some(at);
            }
            match quote {
                None if letter.is_whitespace() => {
                    let word = range.start + start.take().unwrap_or(at)..range.start + at;
                    words.push(self.piece(word));
                }
                None if letter == self.escape => drop(letters.next()),
                None if letter == '\'' || letter == '"' => quote = Some(letter),
                Some(open) if letter == open => quote = None,
                Some('"') if letter == self.escape => drop(letters.next()),
                _ => {}
            }
        }
        if let Some(start) = start {
            words.push(self.last_word(range.start + start..range.end));
        }
        words
    }

    /// The escape character at the end of a line escapes nothing, and is dropped.
    fn last_word(&self, range: ByteRange) -> Piece {
        let piece = self.piece(range);
        let escapes = piece.text.chars().rev();
        let escapes = escapes.take_while(|letter| *letter == self.escape).count();
        if escapes % 2 == 1 {
            let kept = piece.text.len() - self.escape.len_utf8();
            return Piece::new(&piece.text[..kept], piece.span);
        }
        piece
    }
}

/// What parts a keyword from the rest, and words from each other.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, '\t' | '\u{b}' | '\u{c}' | '\r' | ' ')
}

/// Flags are parted by more.
fn is_flag_blank(letter: char) -> bool {
    is_blank(letter) || letter == '\n'
}

fn keyword(written: &str) -> Keyword {
    let is_it = |keyword: &Keyword| keyword.name().eq_ignore_ascii_case(written);
    let found = Keyword::KNOWN.into_iter().find(is_it);
    found.unwrap_or(Keyword::Unknown)
}
