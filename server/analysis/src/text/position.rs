//! From bytes to the positions of LSP and back.

use super::{Encoding, Text};
use ropey::str_utils::byte_to_line_idx;

/// Line and character both count from 0; the character in the units of an [`Encoding`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}

impl Text {
    /// A byte inside a character goes back to its start, one inside `\r\n` to the line's end: LSP
    /// has no position there.
    pub fn position(&self, byte: usize, encoding: Encoding) -> Position {
        if let Some(position) = self.in_chunk(byte, encoding) {
            return position;
        }
        let mut byte = self.char_start(byte);
        let line = self.line_of(byte);
        // Only what stands at the end of a line can stand in its line break.
        if byte + 2 >= self.line_start(line + 1) {
            byte = byte.min(self.line_end(line));
        }
        // Counted in the line itself: the rope would count what stands before it, twice.
        let before = self.rope.byte_slice(self.line_start(line)..byte);
        let character = before.chunks().map(|chunk| encoding.units(chunk)).sum();
        Position {
            line: saturate(line),
            character: saturate(character),
        }
    }

    /// Where the line starts in the same piece of the rope, as nearly all do: found in one go.
    fn in_chunk(&self, byte: usize, encoding: Encoding) -> Option<Position> {
        let (chunk, start, _, first_line) = self.rope.chunk_at_byte(byte.min(self.len()));
        let (before, after) = chunk.split_at_checked(byte.checked_sub(start)?)?;
        let line_break = before.rfind(['\n', '\r'])?;
        if before.ends_with('\r') && after.starts_with('\n') {
            return None;
        }
        Some(Position {
            line: saturate(first_line + byte_to_line_idx(chunk, before.len())),
            character: saturate(encoding.units(before.get(line_break + 1..)?)),
        })
    }

    /// A character past the line's end means its end, before the line break; a line past the last
    /// means the end of the text.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let start = encoding.units_before(&self.rope, self.line_start(line));
        let end = encoding.units_before(&self.rope, self.line_end(line));
        let units = start.saturating_add(position.character as usize).min(end);
        encoding.byte_after(&self.rope, units)
    }
}

pub(super) fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "aé😀b\r\n\tx\ry";

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[track_caller]
    fn check(encoding: Encoding, position: Position, byte: usize) {
        let text = Text::new(TEXT);
        assert_eq!(text.offset(position, encoding), byte);
        assert_eq!(text.position(byte, encoding), position);
    }

    #[track_caller]
    fn check_offset(encoding: Encoding, position: Position, byte: usize) {
        assert_eq!(Text::new(TEXT).offset(position, encoding), byte);
    }

    #[track_caller]
    fn check_position(encoding: Encoding, byte: usize, position: Position) {
        assert_eq!(Text::new(TEXT).position(byte, encoding), position);
    }

    #[test]
    fn converts_in_each_encoding() {
        check(Encoding::Utf8, at(0, 7), 7);
        check(Encoding::Utf16, at(0, 4), 7);
        check(Encoding::Utf32, at(0, 3), 7);
        check(Encoding::Utf16, at(1, 1), 11);
        check(Encoding::Utf16, at(2, 1), 14);
    }

    #[test]
    fn clamps_before_the_line_break() {
        check_offset(Encoding::Utf8, at(0, 9), 8);
        check_offset(Encoding::Utf16, at(0, 6), 8);
        check_offset(Encoding::Utf32, at(1, u32::MAX), 12);
        check_position(Encoding::Utf16, 9, at(0, 5));
    }

    #[test]
    fn clamps_past_the_end() {
        check_offset(Encoding::Utf16, at(2, 9), 14);
        check_offset(Encoding::Utf16, at(3, 0), 14);
        check_offset(Encoding::Utf16, at(u32::MAX, u32::MAX), 14);
        check_position(Encoding::Utf16, usize::MAX, at(2, 1));
    }

    #[test]
    fn goes_back_to_the_start_of_a_character() {
        check_offset(Encoding::Utf16, at(0, 3), 3);
        check_offset(Encoding::Utf8, at(0, 5), 3);
        check_position(Encoding::Utf8, 5, at(0, 3));
        check_position(Encoding::Utf32, 2, at(0, 1));
    }
}
