//! Positions of many bytes in the order of the text: each is found from the one before.

use super::position::saturate;
use super::{ByteRange, Encoding, Position, Text};

pub struct Places<'a> {
    text: &'a Text,
    encoding: Encoding,
    /// The piece of the rope at hand, and where it starts.
    piece: &'a str,
    start: usize,
    /// Bytes of the piece: where the last range started, and the line that it started on.
    at: usize,
    line_start: usize,
    line: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a Text, encoding: Encoding) -> Places<'a> {
        Places {
            text,
            encoding,
            piece: "",
            start: 0,
            at: 0,
            line_start: 0,
            line: 0,
        }
    }

    /// The ends of a range; quick where it starts at or behind the start of the last one.
    pub fn positions(&mut self, range: &ByteRange) -> (Position, Position) {
        let near = self.move_to(range.start).and_then(|start| {
            let (line, line_start) = self.line_at(self.place(range.end)?)?;
            Some((start, self.position(line, line_start, range.end)?))
        });
        near.unwrap_or_else(|| {
            let position = |byte| self.text.position(byte, self.encoding);
            (position(range.start), position(range.end))
        })
    }

    /// `None` where the piece does not tell.
    fn move_to(&mut self, byte: usize) -> Option<Position> {
        if self.place(byte).is_none_or(|place| place < self.at) {
            self.load(byte)?;
        }
        let place = self.place(byte)?;
        (self.line, self.line_start) = self.line_at(place)?;
        self.at = place;
        self.position(self.line, self.line_start, byte)
    }

    fn load(&mut self, byte: usize) -> Option<()> {
        let rope = &self.text.rope;
        let (piece, start, _, line) = rope.chunk_at_byte(byte.min(rope.len_bytes()));
        // A line that starts in the piece before is for others to find.
        let first = match start {
            0 => 0,
            _ => {
                let line_break = piece.find(['\n', '\r'])?;
                let is_double = piece[line_break..].starts_with("\r\n");
                line_break + 1 + usize::from(is_double)
            }
        };
        (self.piece, self.start) = (piece, start);
        (self.at, self.line_start) = (first, first);
        self.line = line + usize::from(start > 0);
        (byte - start >= first).then_some(())
    }

    fn place(&self, byte: usize) -> Option<usize> {
        let place = byte.checked_sub(self.start)?;
        (place < self.piece.len()).then_some(place)
    }

    /// The line of a place behind the last one, and where it starts.
    fn line_at(&self, place: usize) -> Option<(usize, usize)> {
        let between = self.piece.get(self.at..place)?.as_bytes();
        let (mut line, mut line_start) = (self.line, self.line_start);
        for (index, byte) in between.iter().enumerate() {
            match byte {
                b'\n' => {}
                // With its line feed it is one line break.
                b'\r' if self.piece.as_bytes().get(self.at + index + 1) != Some(&b'\n') => {}
                _ => continue,
            }
            line += 1;
            line_start = self.at + index + 1;
        }
        Some((line, line_start))
    }

    fn position(&self, line: usize, line_start: usize, byte: usize) -> Option<Position> {
        let (before, after) = self.piece.split_at_checked(byte - self.start)?;
        // There is no position between the two.
        if before.ends_with('\r') && after.starts_with('\n') {
            return None;
        }
        Some(Position {
            line: saturate(line),
            character: saturate(self.encoding.units(before.get(line_start..)?)),
        })
    }
}
