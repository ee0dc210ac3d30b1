//! Positions of many bytes in the order of the text: each is found from the one before.

use super::position::saturate;
use super::{ByteRange, Encoding, Position, Text};
use memchr::{memchr2, memchr2_iter};

pub struct Places<'a> {
    text: &'a Text,
    encoding: Encoding,
    /// The piece of the rope at hand, and where it starts.
    piece: &'a str,
    start: usize,
    /// Where the last range started, and where it ended if that was in the same piece.
    from: Spot,
    to: Spot,
}

/// A byte of the piece, its line, and where that starts in the piece.
#[derive(Clone, Copy, Default)]
struct Spot {
    at: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a Text, encoding: Encoding) -> Places<'a> {
        Places {
            text,
            encoding,
            piece: "",
            start: 0,
            from: Spot::default(),
            to: Spot::default(),
        }
    }

    /// The ends of a range; quick where it starts at or behind the start of the last one.
    pub fn positions(&mut self, range: &ByteRange) -> (Position, Position) {
        (self.position(range.start), self.position_ahead(range.end))
    }

    /// The start of a range whose end nobody needs.
    pub fn position(&mut self, byte: usize) -> Position {
        let near = self.move_to(byte).and_then(|()| self.told(self.from));
        near.unwrap_or_else(|| self.text.position(byte, self.encoding))
    }

    fn position_ahead(&mut self, byte: usize) -> Position {
        let spot = self.place(byte).and_then(|place| self.spot(place));
        if let Some(spot) = spot {
            self.to = spot;
        }
        let near = spot.and_then(|spot| self.told(spot));
        near.unwrap_or_else(|| self.text.position(byte, self.encoding))
    }

    /// `None` where the piece does not tell.
    fn move_to(&mut self, byte: usize) -> Option<()> {
        let known = self.place(byte).and_then(|place| self.spot(place));
        self.from = match known {
            Some(spot) => spot,
            None => {
                self.load(byte)?;
                self.spot(self.place(byte)?)?
            }
        };
        Some(())
    }

    fn load(&mut self, byte: usize) -> Option<()> {
        let rope = &self.text.rope;
        let (piece, start, _, line) = rope.chunk_at_byte(byte.min(rope.len_bytes()));
        // A line that starts in the piece before is for others to find.
        let first = match start {
            0 => 0,
            _ => {
                let line_break = memchr2(b'\n', b'\r', piece.as_bytes())?;
                let is_double = piece[line_break..].starts_with("\r\n");
                line_break + 1 + usize::from(is_double)
            }
        };
        (self.piece, self.start) = (piece, start);
        self.from = Spot {
            at: first,
            line: line + usize::from(start > 0),
            line_start: first,
        };
        self.to = self.from;
        Some(())
    }

    fn place(&self, byte: usize) -> Option<usize> {
        let place = byte.checked_sub(self.start)?;
        (place < self.piece.len()).then_some(place)
    }

    /// Found from the nearest one before.
    fn spot(&self, place: usize) -> Option<Spot> {
        let known = [self.from, self.to].into_iter();
        let before = known.filter(|spot| spot.at <= place);
        let Spot {
            at,
            mut line,
            mut line_start,
        } = before.max_by_key(|spot| spot.at)?;
        let bytes = self.piece.as_bytes();
        for index in memchr2_iter(b'\n', b'\r', bytes.get(at..place)?) {
            let next = at + index + 1;
            // With its line feed it is one line break.
            if bytes[next - 1] == b'\r' && bytes.get(next) == Some(&b'\n') {
                continue;
            }
            line += 1;
            line_start = next;
        }
        Some(Spot {
            at: place,
            line,
            line_start,
        })
    }

    fn told(&self, spot: Spot) -> Option<Position> {
        let (before, after) = self.piece.split_at_checked(spot.at)?;
        // There is no position between the two.
        if before.ends_with('\r') && after.starts_with('\n') {
            return None;
        }
        Some(Position {
            line: saturate(spot.line),
            character: saturate(self.encoding.units(before.get(spot.line_start..)?)),
        })
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
