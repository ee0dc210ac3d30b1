//! The text against a plain `String` and conversions that walk it from its start.

use proptest::prelude::*;
use strates_analysis::text::{Change, Encoding, Places, Position, Text};
use tree_sitter::{InputEdit, Point};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// The same questions as those to a `Text`, answered in the slowest and plainest way.
mod naive {
    use super::*;

    /// Start and end of each line, its break left out.
    pub fn lines(text: &str) -> Vec<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let length = match (bytes[at], bytes.get(at + 1)) {
                (b'\r', Some(b'\n')) => 2,
                (b'\r' | b'\n', _) => 1,
                _ => 0,
            };
            if length > 0 {
                lines.push((start, at));
                start = at + length;
            }
            at += length.max(1);
        }
        lines.push((start, bytes.len()));
        lines
    }

    fn units(character: char, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    pub fn char_start(text: &str, byte: usize) -> usize {
        (0..=byte.min(text.len()))
            .rev()
            .find(|&byte| text.is_char_boundary(byte))
            .expect("byte 0 is a boundary")
    }

    pub fn position(text: &str, byte: usize, encoding: Encoding) -> Position {
        let byte = char_start(text, byte);
        let lines = lines(text);
        let line = lines
            .iter()
            .rposition(|&(start, _)| start <= byte)
            .expect("a line starts at 0");
        let (start, end) = lines[line];
        let before = &text[start..byte.min(end)];
        let character: usize = before
            .chars()
            .map(|character| units(character, encoding))
            .sum();
        Position {
            line: line as u32,
            character: character as u32,
        }
    }

    pub fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
        let Some(&(start, end)) = lines(text).get(position.line as usize) else {
            return text.len();
        };
        let mut left = position.character as usize;
        for (at, character) in text[start..end].char_indices() {
            let units = units(character, encoding);
            if units > left {
                return start + at;
            }
            left -= units;
        }
        end
    }

    pub fn point(text: &str, byte: usize) -> Point {
        let before = &text.as_bytes()[..byte];
        let row = before.iter().filter(|&&byte| byte == b'\n').count();
        let column = before
            .iter()
            .rev()
            .take_while(|&&byte| byte != b'\n')
            .count();
        Point { row, column }
    }

    pub fn edit(text: &mut String, change: &Change, encoding: Encoding) -> Option<InputEdit> {
        let Some((from, to)) = change.range else {
            *text = change.text.clone();
            return None;
        };
        let (from, to) = (offset(text, from, encoding), offset(text, to, encoding));
        let (start_byte, old_end_byte) = if from <= to { (from, to) } else { (to, from) };
        let new_end_byte = start_byte + change.text.len();
        let (start_position, old_end_position) =
            (point(text, start_byte), point(text, old_end_byte));
        *text = [&text[..start_byte], &change.text, &text[old_end_byte..]].concat();
        let new_end_position = point(text, new_end_byte);
        Some(InputEdit {
            start_byte,
            old_end_byte,
            new_end_byte,
            start_position,
            old_end_position,
            new_end_position,
        })
    }
}

fn piece() -> impl Strategy<Value = String> {
    let breaks = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\r", "\r\r\n"]);
    let lookalikes = prop::sample::select(vec![
        "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\t", "\0",
    ]);
    let wide = prop::sample::select(vec!["é", "e\u{301}", "€", "😀", "𝄞", "👩‍👧", "\u{feff}"]);
    prop_oneof![
        4 => breaks.prop_map(str::to_owned),
        2 => lookalikes.prop_map(str::to_owned),
        3 => wide.prop_map(str::to_owned),
        2 => "[ -~]{0,12}",
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Now and then long enough for a rope of many chunks, whose seams then fall anywhere.
fn text() -> impl Strategy<Value = String> {
    let short = prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat());
    let long = (prop::collection::vec(piece(), 1..30), 1..80_usize)
        .prop_map(|(pieces, times)| pieces.concat().repeat(times));
    // Without a lone return the rows come from another path than with one.
    let regular = (
        prop::collection::vec(piece(), 1..30),
        1..80_usize,
        any::<bool>(),
    )
        .prop_map(|(pieces, times, paired)| {
            let line_end = if paired { "\r\n" } else { "\n" };
            pieces
                .concat()
                .replace('\r', "")
                .replace('\n', line_end)
                .repeat(times)
        });
    prop_oneof![3 => short, 1 => long, 1 => regular]
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![6 => 0..8_u32, 3 => 0..400_u32, 1 => Just(u32::MAX), 1 => any::<u32>()]
}

fn position() -> impl Strategy<Value = Position> {
    (number(), number()).prop_map(|(line, character)| Position { line, character })
}

fn change() -> impl Strategy<Value = Change> {
    let range = prop_oneof![
        1 => Just(None),
        10 => (position(), position()).prop_map(Some),
        10 => position().prop_map(|at| Some((at, at))),
        // A typed or deleted stretch is short.
        10 => (position(), 0..3_u32).prop_map(|(from, length)| {
            let to = Position { character: from.character.saturating_add(length), ..from };
            Some((from, to))
        }),
    ];
    let inserted = prop_oneof![1 => Just(String::new()), 2 => piece(), 1 => text()];
    (range, inserted).prop_map(|(range, text)| Change { range, text })
}

fn encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(ENCODINGS.to_vec())
}

/// All bytes of a short text; of a long one those at its ends and in its middle.
fn bytes_to_try(text: &str) -> impl Iterator<Item = usize> {
    let (length, middle) = (text.len(), text.len() / 2);
    let near =
        move |&byte: &usize| byte < 40 || byte.abs_diff(middle) < 40 || byte.abs_diff(length) < 40;
    (0..length + 3).filter(near).chain([usize::MAX])
}

proptest! {
    #[test]
    fn edits_as_a_string_would(
        start in text(),
        changes in prop::collection::vec(change(), 1..8),
        encoding in encoding(),
    ) {
        let (mut text, mut expected) = (Text::new(&start), start);
        for change in &changes {
            let kept = text.clone();
            let before = expected.clone();
            let edit = text.edit(change, encoding);
            prop_assert_eq!(edit, naive::edit(&mut expected, change, encoding));
            prop_assert_eq!(text.to_string(), expected.as_str());
            prop_assert_eq!(text.len(), expected.len());
            prop_assert_eq!(text.line_count(), naive::lines(&expected).len());
            prop_assert_eq!(kept.to_string(), before);
        }
    }

    #[test]
    fn positions_round_trip(original in text()) {
        let text = Text::new(&original);
        for encoding in ENCODINGS {
            for byte in bytes_to_try(&original) {
                let position = text.position(byte, encoding);
                prop_assert_eq!(position, naive::position(&original, byte, encoding));
                let back = text.offset(position, encoding);
                prop_assert_eq!(back, naive::offset(&original, position, encoding));
                let inside_pair = original.get(..byte).is_some_and(|before| before.ends_with('\r'))
                    && original[byte..].starts_with('\n');
                let expected = naive::char_start(&original, byte) - usize::from(inside_pair);
                prop_assert_eq!(back, expected);
            }
        }
    }

    #[test]
    fn places_are_those_of_positions(
        pieces in prop::collection::vec(text(), 1..60),
        jumps in prop::collection::vec((-20isize..200, 0usize..60), 1..60),
    ) {
        let text = Text::new(&pieces.concat());
        for encoding in ENCODINGS {
            let mut places = Places::new(&text, encoding);
            let mut byte = 0usize;
            for (jump, length) in &jumps {
                byte = byte.saturating_add_signed(*jump);
                let found = places.positions(&(byte..byte + length));
                let position = |byte| text.position(byte, encoding);
                prop_assert_eq!(found, (position(byte), position(byte + length)));
            }
        }
    }

    #[test]
    fn offsets_clamp(
        original in text(),
        positions in prop::collection::vec(position(), 1..20),
        encoding in encoding(),
    ) {
        let text = Text::new(&original);
        for position in positions {
            let byte = text.offset(position, encoding);
            prop_assert_eq!(byte, naive::offset(&original, position, encoding));
            let clamped = text.position(byte, encoding);
            prop_assert_eq!(clamped, naive::position(&original, byte, encoding));
            if (position.line as usize) < text.line_count() {
                prop_assert_eq!(clamped.line, position.line);
                prop_assert!(clamped.character <= position.character);
            } else {
                prop_assert_eq!(byte, original.len());
            }
        }
    }

    #[test]
    fn lines_end_where_lsp_ends_them(original in text()) {
        let text = Text::new(&original);
        let lines = naive::lines(&original);
        prop_assert_eq!(text.line_count(), lines.len());
        for (line, &(start, end)) in lines.iter().enumerate() {
            prop_assert_eq!(text.line_start(line), start);
            prop_assert_eq!(text.line_of(start), line);
            prop_assert_eq!(text.line_of(end), line);
        }
        prop_assert_eq!(text.line_start(lines.len()), original.len());
    }

    #[test]
    fn slices_as_a_string_would(original in text(), from in 0..3_000_usize, to in 0..3_000_usize) {
        let text = Text::new(&original);
        let start = naive::char_start(&original, from);
        let end = naive::char_start(&original, to).max(start);
        prop_assert_eq!(text.slice(from..to), &original[start..end]);
        let chunk = text.chunk(from);
        prop_assert!(original[start..].starts_with(chunk));
        prop_assert_eq!(chunk.is_empty(), start == original.len());
    }
}
