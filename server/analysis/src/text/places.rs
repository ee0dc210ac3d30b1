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
        let line = self.line_of(byte);
        if let Some(line) = line {
            (self.from, self.to) = (line, line);
        }
        self.told(line, byte)
    }

    fn end(&mut self, byte: usize) -> Position {
        let line = self.line_of(byte);
        self.to = line.unwrap_or(self.to);
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
        if (self.to.start..=self.to.end).contains(&place) {
            return Some(self.to);
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

    fn told(&self, line: Option<Line>, byte: usize) -> Position {
        let near = line.and_then(|line| self.in_line(line, byte - self.start));
        near.unwrap_or_else(|| self.text.position(byte, self.encoding))
    }

    /// There is no position in the middle of a line break, nor in that of a character.
    fn in_line(&self, line: Line, place: usize) -> Option<Position> {
        let place = place.min(line.end);
        let units = match line.is_ascii {
            true => place - line.start,
            false => self.encoding.units(self.piece.get(line.start..place)?),
        };
        Some(Position {
            line: line.number,
            character: line.before.saturating_add(saturate(units)),
        })
    }
}
