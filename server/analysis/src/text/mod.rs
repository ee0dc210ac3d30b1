//! The text of a document: where its bytes, lines and LSP positions are, and how it is edited.
//!
//! Everything above this module speaks byte ranges; LSP positions are turned into bytes on the way
//! in and back on the way out. Nothing here panics: whatever lies outside the text is clamped to it.

mod change;
mod encoding;
mod lines;
mod places;
mod position;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use ropey::Rope;

pub use change::Change;
pub use encoding::Encoding;
pub use places::Places;
pub use position::Position;

pub type ByteRange = Range<usize>;

/// Cheap to clone: clones share everything that later edits leave alone.
#[derive(Clone, Debug)]
pub struct Text {
    rope: Rope,
    /// How many `\r` are not followed by `\n`: line ends for LSP, but not for tree-sitter.
    lone_returns: usize,
}

impl Text {
    pub fn new(text: &str) -> Text {
        let rope = Rope::from_str(text);
        let lone_returns = lines::lone_returns(&rope, 0..rope.len_bytes());
        Text { rope, lone_returns }
    }

    /// In bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Borrowed unless the range crosses two chunks of the rope.
    pub fn slice(&self, range: ByteRange) -> Cow<'_, str> {
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(range.start.min(self.len()));
        let within = range.start.wrapping_sub(chunk_start)..range.end.wrapping_sub(chunk_start);
        if let Some(slice) = chunk.get(within) {
            return Cow::Borrowed(slice);
        }
        let start = self.char_start(range.start);
        let end = self.char_start(range.end).max(start);
        self.rope.byte_slice(start..end).into()
    }

    /// How the first line ends, and so the others.
    pub fn line_break(&self) -> &'static str {
        match self.slice(0..self.line_start(1)).ends_with("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    /// What the rope holds in one piece from `byte` on; empty only at the end of the text.
    pub fn chunk(&self, byte: usize) -> &str {
        let byte = self.char_start(byte);
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(byte);
        &chunk[byte - chunk_start..]
    }

    /// The start of the character that `byte` lies in, or the end of the text.
    fn char_start(&self, byte: usize) -> usize {
        let byte = byte.min(self.len());
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(byte);
        let mut within = byte - chunk_start;
        while !chunk.is_char_boundary(within) {
            within -= 1;
        }
        chunk_start + within
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope
            .chunks()
            .try_for_each(|chunk| formatter.write_str(chunk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_slice(text: &str, range: ByteRange, expected: &str) {
        assert_eq!(Text::new(text).slice(range), expected);
    }

    #[test]
    fn slices_within_the_text() {
        check_slice("FROM debian", 5..11, "debian");
        check_slice("FROM debian", 5..5, "");
        check_slice("a\r\nb", 1..2, "\r");
    }

    #[test]
    fn clamps_slices_outside_the_text() {
        check_slice("FROM", 2..99, "OM");
        check_slice("FROM", 99..usize::MAX, "");
        #[expect(clippy::reversed_empty_ranges)]
        check_slice("FROM", 3..1, "");
    }

    #[test]
    fn never_cuts_a_character() {
        check_slice("aé😀b", 2..7, "é😀");
        check_slice("aé😀b", 2..6, "é");
        check_slice("aé😀b", 4..6, "");
    }

    #[test]
    fn chunks_make_up_the_text() {
        let original = "RUN é😀\r\n".repeat(1_000);
        let text = Text::new(&original);
        let mut read = String::new();
        while read.len() < text.len() {
            read.push_str(text.chunk(read.len()));
        }
        assert_eq!(read, original);
        assert_eq!(text.to_string(), original);
        assert_eq!((text.chunk(text.len()), text.chunk(usize::MAX)), ("", ""));
    }

    #[test]
    fn knows_its_size() {
        assert_eq!(Text::new("é\n").len(), 3);
        assert!(Text::new("").is_empty());
    }
}
