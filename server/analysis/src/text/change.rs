//! One change of a text, as LSP tells it and as tree-sitter wants to hear it.

use tree_sitter::{InputEdit, Point};

use super::{ByteRange, Encoding, Position, Text, lines};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// `None` replaces the whole text.
    pub range: Option<(Position, Position)>,
    pub text: String,
}

impl Text {
    /// `None` when the whole text was replaced: no tree of the old one is worth keeping.
    pub fn edit(&mut self, change: &Change, encoding: Encoding) -> Option<InputEdit> {
        let Some((from, to)) = change.range else {
            *self = Text::new(&change.text);
            return None;
        };
        let (from, to) = (from.min(to), from.max(to));
        let range = self.offset(from, encoding)..self.offset(to, encoding);
        Some(self.replace(range, &change.text))
    }

    /// The range must lie within the text and cut no character.
    fn replace(&mut self, range: ByteRange, text: &str) -> InputEdit {
        let ByteRange { start, end } = range;
        let new_end = start + text.len();
        let start_position = self.point(start);
        let removed = self.rope.byte_slice(start..end);
        let old_end_position = removed.chunks().fold(start_position, advance);

        // The edit may split a `\r\n` or make one up: a `\r` just before it is counted anew too.
        let counted_from = match self.byte_before(start) {
            Some(b'\r') => start - 1,
            _ => start,
        };
        self.lone_returns -= lines::lone_returns(&self.rope, counted_from..end);
        let first = self.rope.byte_to_char(start);
        self.rope.remove(first..self.rope.byte_to_char(end));
        self.rope.insert(first, text);
        self.lone_returns += lines::lone_returns(&self.rope, counted_from..new_end);

        InputEdit {
            start_byte: start,
            old_end_byte: end,
            new_end_byte: new_end,
            start_position,
            old_end_position,
            new_end_position: advance(start_position, text),
        }
    }

    /// The row counts `\n` alone, as tree-sitter does; the rope's lines serve as long as no `\r`
    /// stands by itself.
    pub(crate) fn point(&self, byte: usize) -> Point {
        if self.lone_returns > 0 {
            return self
                .rope
                .byte_slice(..byte)
                .chunks()
                .fold(Point::new(0, 0), advance);
        }
        let row = self.line_of(byte);
        Point::new(row, byte - self.line_start(row))
    }
}

/// The point that `text`, set at `point`, ends at.
fn advance(point: Point, text: &str) -> Point {
    match text.rfind('\n') {
        Some(last) => {
            let rows = text.bytes().filter(|&byte| byte == b'\n').count();
            Point::new(point.row + rows, text.len() - last - 1)
        }
        None => Point::new(point.row, point.column + text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: [(u32, u32); 2], text: &str) -> Change {
        let [from, to] = range.map(|(line, character)| Position { line, character });
        Change {
            range: Some((from, to)),
            text: text.to_owned(),
        }
    }

    #[track_caller]
    fn check(before: &str, change: Change, after: &str, points: [(usize, usize); 3]) {
        let mut text = Text::new(before);
        let edit = text
            .edit(&change, Encoding::Utf16)
            .expect("only a range was replaced");
        assert_eq!(text.to_string(), after);
        assert_eq!(text.lone_returns, Text::new(after).lone_returns);
        let [start, old_end, new_end] = points.map(|(row, column)| Point::new(row, column));
        assert_eq!(edit.start_position, start);
        assert_eq!(edit.old_end_position, old_end);
        assert_eq!(edit.new_end_position, new_end);
    }

    #[test]
    fn replaces_a_range() {
        check(
            "é😀\nb",
            change([(0, 1), (1, 1)], "x\ny"),
            "éx\ny",
            [(0, 2), (1, 1), (1, 1)],
        );
        check(
            "a\r\nb",
            change([(0, 1), (1, 0)], " "),
            "a b",
            [(0, 1), (1, 0), (0, 2)],
        );
    }

    #[test]
    fn orders_and_clamps_the_range() {
        check(
            "a\nb",
            change([(1, 9), (0, 9)], "c"),
            "ac",
            [(0, 1), (1, 1), (0, 2)],
        );
        check(
            "a\nb",
            change([(7, 7), (9, 9)], "c"),
            "a\nbc",
            [(1, 1), (1, 1), (1, 2)],
        );
    }

    #[test]
    fn keeps_a_surrogate_pair_whole() {
        check(
            "😀",
            change([(0, 1), (0, 2)], "x"),
            "x",
            [(0, 0), (0, 4), (0, 1)],
        );
        check(
            "😀",
            change([(0, 1), (0, 1)], "x"),
            "x😀",
            [(0, 0), (0, 0), (0, 1)],
        );
    }

    #[test]
    fn counts_no_row_at_a_lone_return() {
        check(
            "a\rb\nc",
            change([(1, 1), (2, 1)], "\rd"),
            "a\rb\rd",
            [(0, 3), (1, 1), (0, 5)],
        );
        check(
            "a\rb",
            change([(1, 0), (1, 0)], "\n"),
            "a\r\nb",
            [(0, 2), (0, 2), (1, 0)],
        );
    }

    #[test]
    fn tells_nothing_of_a_new_text() {
        let mut text = Text::new("old");
        let change = Change {
            range: None,
            text: "new\r".to_owned(),
        };
        assert_eq!(text.edit(&change, Encoding::Utf8), None);
        assert_eq!((text.to_string().as_str(), text.lone_returns), ("new\r", 1));
    }

    /// Every text of so many characters that are each `a`, `\r` or `\n`.
    fn texts_up_to(length: usize) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut first = 0;
        for _ in 0..length {
            let longest = first..texts.len();
            first = texts.len();
            for index in longest {
                texts.extend(["a", "\r", "\n"].map(|next| texts[index].clone() + next));
            }
        }
        texts
    }

    #[test]
    fn counts_lone_returns_whatever_the_edit_splits_or_joins() {
        let inserted = texts_up_to(2);
        for before in texts_up_to(5) {
            for (start, end) in (0..=before.len()).flat_map(|end| (0..=end).map(move |s| (s, end)))
            {
                for insert in &inserted {
                    let mut text = Text::new(&before);
                    text.replace(start..end, insert);
                    let fresh = Text::new(&text.to_string());
                    assert_eq!(
                        text.lone_returns, fresh.lone_returns,
                        "{before:?} {start}..{end}"
                    );
                }
            }
        }
    }
}
