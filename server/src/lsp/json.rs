//! Pieces of JSON, written by hand where thousands of them make an answer: serde takes ten times as
//! long for a range as it takes to find it.

use lsp_types::{Position, Range};
use serde::Serialize;

/// A string, or something as small.
pub fn value(value: impl Serialize, out: &mut Vec<u8>) {
    // Nothing fails to be written into memory.
    let _ = serde_json::to_writer(out, &value);
}

fn number(number: u32, out: &mut Vec<u8>) {
    let mut digits = itoa::Buffer::new();
    out.extend_from_slice(digits.format(number).as_bytes());
}

pub fn range(range: Range, out: &mut Vec<u8>) {
    out.extend_from_slice(br#"{"start":"#);
    position(range.start, out);
    out.extend_from_slice(br#","end":"#);
    position(range.end, out);
    out.push(b'}');
}

fn position(position: Position, out: &mut Vec<u8>) {
    out.extend_from_slice(br#"{"line":"#);
    number(position.line, out);
    out.extend_from_slice(br#","character":"#);
    number(position.character, out);
    out.push(b'}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_what_serde_makes_of_it() {
        let expected = Range::new(Position::new(0, 7), Position::new(4_294_967_295, 12));
        let mut out = Vec::new();
        range(expected, &mut out);
        assert_eq!(serde_json::from_slice::<Range>(&out).unwrap(), expected);
    }

    #[test]
    fn a_string_is_escaped() {
        let mut out = Vec::new();
        value("a\"é\n", &mut out);
        assert_eq!(out, "\"a\\\"é\\n\"".as_bytes());
    }
}
