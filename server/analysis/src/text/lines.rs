//! Lines as LSP has them: each ends at `\n`, `\r\n` or a lone `\r`.

use ropey::Rope;

use super::{ByteRange, Text};

impl Text {
    /// At least one: what follows the last line break is a line, even when it is empty.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    pub fn line_of(&self, byte: usize) -> usize {
        self.rope.byte_to_line(byte.min(self.len()))
    }

    /// The end of the text for a line past the last.
    pub fn line_start(&self, line: usize) -> usize {
        self.rope.line_to_byte(line.min(self.line_count()))
    }

    /// Where the line's break begins, or the end of the text.
    pub(super) fn line_end(&self, line: usize) -> usize {
        let next = self.line_start(line.saturating_add(1));
        if line.saturating_add(1) >= self.line_count() {
            return next;
        }
        let is_pair =
            self.byte_before(next) == Some(b'\n') && self.byte_before(next - 1) == Some(b'\r');
        next - if is_pair { 2 } else { 1 }
    }

    pub(super) fn byte_before(&self, byte: usize) -> Option<u8> {
        self.rope.get_byte(byte.checked_sub(1)?)
    }
}

/// How many `\r` within `range` are not followed by `\n`; what follows may lie outside it.
pub(super) fn lone_returns(rope: &Rope, range: ByteRange) -> usize {
    let mut chunk_end = range.start;
    let count_in = |chunk: &str| {
        chunk_end += chunk.len();
        let following = |at: usize| match chunk.as_bytes().get(at + 1) {
            Some(&byte) => Some(byte),
            None => rope.get_byte(chunk_end),
        };
        chunk
            .match_indices('\r')
            .filter(|&(at, _)| following(at) != Some(b'\n'))
            .count()
    };
    rope.byte_slice(range).chunks().map(count_in).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[ByteRange]) {
        let text = Text::new(text);
        let lines: Vec<ByteRange> = (0..text.line_count())
            .map(|line| text.line_start(line)..text.line_end(line))
            .collect();
        assert_eq!(lines, expected);
    }

    #[track_caller]
    fn check_lone(text: &str, range: ByteRange, expected: usize) {
        assert_eq!(lone_returns(&Rope::from_str(text), range), expected);
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init)]
    fn breaks_where_lsp_does() {
        check("", &[0..0]);
        check("a\nb", &[0..1, 2..3]);
        check("a\r\nb\r\n", &[0..1, 3..4, 6..6]);
        check("a\rb\r", &[0..1, 2..3, 4..4]);
        check("\n\r\r\n\n", &[0..0, 1..1, 2..2, 4..4, 5..5]);
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init)]
    fn breaks_nowhere_else() {
        check("\u{b}\u{c}\u{85}\u{2028}\u{2029}", &[0..10]);
    }

    #[test]
    fn clamps_lines_and_bytes() {
        let text = Text::new("a\r\nb");
        assert_eq!((text.line_start(2), text.line_start(usize::MAX)), (4, 4));
        assert_eq!((text.line_end(2), text.line_end(usize::MAX)), (4, 4));
        assert_eq!(
            (text.line_of(2), text.line_of(3), text.line_of(usize::MAX)),
            (0, 1, 1)
        );
    }

    #[test]
    fn counts_lone_returns() {
        check_lone("a\rb\r\nc\r", 0..7, 2);
        check_lone("a\r\nb", 0..2, 0);
        check_lone("a\rb", 0..2, 1);
        check_lone(&"\r\n".repeat(10_000), 0..20_000, 0);
        check_lone(&"\r".repeat(10_000), 0..10_000, 10_000);
    }
}
