//! Positions of many bytes in the order of the text: each is found from the one before.

use super::position::saturate;
use super::{ByteRange, Encoding, Position, Text};
use memchr::memchr2;

pub struct Places<'a> {
    text: &'a Text,
    encoding: Encoding,
    /// The piece of the rope at hand, and where it starts.
    piece: &'a str,
    start: usize,
    /// Where the last range started, and the last line known in the piece: that one or one below.
    from: Line,
    to: Line,
}

/// What the piece holds of a line, counted from its start.
#[derive(Clone, Copy, Default)]
struct Line {
    number: u32,
    start: usize,
    /// Of its line break, or of the piece.
    end: usize,
    /// Units in the pieces before.
    before: u32,
    is_ascii: bool,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a Text, encoding: Encoding) -> Places<'a> {
        Places {
            text,
            encoding,
            piece: "",
            start: 0,
            from: Line::default(),
            to: Line::default(),
        }
    }

    /// The ends of a range; quick where it starts at or behind the start of the last one.
    pub fn positions(&mut self, range: &ByteRange) -> (Position, Position) {
        (self.position(range.start), self.end(range.end))
    }

    /// The start of a range whose end nobody needs.
    pub fn position(&mut self, byte: usize) -> Position {
        if self.line_of(byte).is_none() {
            self.load(byte);
        }
        let Some(line) = self.line_of(byte) else {
            return self.text.position(byte, self.encoding);
        };
        (self.from, self.to) = (line, line);
        self.told(line, byte)
    }

    fn end(&mut self, byte: usize) -> Position {
        let Some(line) = self.line_of(byte) else {
            return self.text.position(byte, self.encoding);
        };
        self.to = line;
        self.told(line, byte)
    }

    fn load(&mut self, byte: usize) {
        let (piece, start, ..) = self.text.rope.chunk_at_byte(byte.min(self.text.len()));
        (self.piece, self.start) = (piece, start);
        let first = self.text.position(start, self.encoding);
        self.from = self.line(first.line, 0, first.character);
        self.to = self.from;
    }

    /// Found from the nearest one before; `None` where the piece does not tell.
    fn line_of(&self, byte: usize) -> Option<Line> {
        let place = byte.checked_sub(self.start)?;
        if place >= self.piece.len() || place < self.from.start {
            return None;
        }
        let mut line = if place < self.to.start {
            self.from
        } else {
            self.to
        };
        while let Some(start) = self.start_below(line).filter(|start| *start <= place) {
            line = self.line(line.number.saturating_add(1), start, 0);
        }
        Some(line)
    }

    fn start_below(&self, line: Line) -> Option<usize> {
        let line_break = self.piece.get(line.end..)?;
        let length = match line_break.as_bytes() {
            [] => return None,
            [b'\r', b'\n', ..] => 2,
            _ => 1,
        };
        Some(line.end + length)
    }

    fn line(&self, number: u32, start: usize, before: u32) -> Line {
        let rest = self.piece.as_bytes().get(start..).unwrap_or_default();
        let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        Line {
            number,
            start,
            end: start + length,
            before,
            is_ascii: rest[..length].is_ascii(),
        }
    }

    /// There is no position in the middle of a line break.
    fn told(&self, line: Line, byte: usize) -> Position {
        let place = (byte - self.start).min(line.end);
        let units = match line.is_ascii {
            true => place - line.start,
            false => {
                let before = self.piece.get(line.start..place).unwrap_or_default();
                self.encoding.units(before)
            }
        };
        Position {
            line: line.number,
            character: line.before.saturating_add(saturate(units)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn says_what_the_text_says_of_each_byte_alone(
            text in "([ab é😀]{0,9}(\r|\n|\r\n)){0,400}",
            bytes in prop::collection::vec((0usize..4000, 0usize..90), 1..60),
            in_order in any::<bool>(),
        ) {
            let text = Text::new(&text);
            let mut ranges: Vec<ByteRange> = bytes
                .into_iter()
                .map(|(start, length)| text.char_start(start)..text.char_start(start + length))
                .collect();
            if in_order {
                ranges.sort_by_key(|range| range.start);
            }
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let mut places = Places::new(&text, encoding);
                for range in &ranges {
                    let expected = (text.position(range.start, encoding), text.position(range.end, encoding));
                    prop_assert_eq!(places.positions(range), expected);
                    prop_assert_eq!(places.position(range.start), expected.0);
                }
            }
        }
    }
}
