//! Where the places of a text are after edits.

use strates_analysis::edit::TextEdit;
use strates_analysis::text::ByteRange;

pub struct Moves<'a> {
    /// In the order of the text.
    edits: Vec<&'a TextEdit>,
}

impl<'a> Moves<'a> {
    pub fn new(edits: &'a [TextEdit]) -> Moves<'a> {
        let mut edits: Vec<&TextEdit> = edits.iter().collect();
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        Moves { edits }
    }

    /// What is inserted right here goes before it.
    pub fn start(&self, byte: usize) -> usize {
        self.moved(byte, |edit| edit.range.end <= byte, 0)
    }

    /// What is inserted right here goes behind it.
    pub fn end(&self, byte: usize) -> usize {
        let is_before = |edit: &TextEdit| {
            edit.range.end < byte || (edit.range.end == byte && !edit.range.is_empty())
        };
        self.moved(byte, is_before, 1)
    }

    pub fn range(&self, range: &ByteRange) -> ByteRange {
        let start = self.start(range.start);
        start..self.end(range.end).max(start)
    }

    /// A place inside an edit moves to one of the ends of the new text.
    fn moved(&self, byte: usize, is_before: impl Fn(&TextEdit) -> bool, end: usize) -> usize {
        let mut new = 0;
        let mut old = 0;
        for edit in &self.edits {
            if is_before(edit) {
                new += edit.range.start - old + edit.new_text.len();
                old = edit.range.end;
            } else if edit.range.start < byte {
                return new + edit.range.start - old + end * edit.new_text.len();
            }
        }
        new + byte - old
    }

    /// Whether an edit changes something in a range; whole lines above and below it do not.
    pub fn touch(&self, range: &ByteRange) -> bool {
        self.edits.iter().any(|edit| {
            let place = &edit.range;
            let new = &edit.new_text;
            match place.is_empty() {
                false => place.start < range.end && range.start < place.end,
                true if place.start == range.start => !new.ends_with('\n'),
                true if place.start == range.end => !new.starts_with(['\n', '\r']),
                true => range.contains(&place.start),
            }
        })
    }

    /// Whether an edit puts something else into a range.
    pub fn rewrite(&self, range: &ByteRange) -> bool {
        self.edits.iter().any(|edit| {
            let is_inside = range.start <= edit.range.start && edit.range.end <= range.end;
            is_inside && !edit.new_text.is_empty()
        })
    }
}

#[test]
fn places_move_with_the_text() {
    let edits = [
        TextEdit::insert(2, "xy\n"),
        TextEdit::replace(4..6, "longer"),
    ];
    let moves = Moves::new(&edits);
    assert_eq!((moves.start(2), moves.end(2)), (5, 2));
    assert_eq!(moves.range(&(4..6)), 7..13);
    assert_eq!(moves.range(&(5..8)), 7..15);
    assert!(!moves.touch(&(2..4)) && moves.touch(&(1..3)) && moves.touch(&(5..9)));
}
