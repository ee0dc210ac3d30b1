//! What LSP counts a line's characters in.

use ropey::Rope;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    /// How many units a text takes.
    pub(super) fn units(self, text: &str) -> usize {
        match self {
            _ if text.is_ascii() => text.len(),
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    /// How many units the rope holds before `byte`, which must be within it.
    pub(super) fn units_before(self, rope: &Rope, byte: usize) -> usize {
        match self {
            Encoding::Utf8 => byte,
            Encoding::Utf16 => rope.char_to_utf16_cu(rope.byte_to_char(byte)),
            Encoding::Utf32 => rope.byte_to_char(byte),
        }
    }

    /// The byte after so many units, which the rope must hold. A count that ends inside a
    /// character, such as half of a surrogate pair, stops before it.
    pub(super) fn byte_after(self, rope: &Rope, units: usize) -> usize {
        let character = match self {
            Encoding::Utf8 => rope.byte_to_char(units),
            Encoding::Utf16 => rope.utf16_cu_to_char(units),
            Encoding::Utf32 => units,
        };
        rope.char_to_byte(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoding: Encoding, byte_after_each_unit: &[usize]) {
        let rope = Rope::from_str("aé😀b");
        let bytes: Vec<usize> = (0..byte_after_each_unit.len())
            .map(|units| encoding.byte_after(&rope, units))
            .collect();
        assert_eq!(bytes, byte_after_each_unit);
        let units = byte_after_each_unit.len() - 1;
        assert_eq!(encoding.units_before(&rope, rope.len_bytes()), units);
    }

    #[test]
    fn counts_bytes() {
        check(Encoding::Utf8, &[0, 1, 1, 3, 3, 3, 3, 7, 8]);
    }

    #[test]
    fn counts_surrogates() {
        check(Encoding::Utf16, &[0, 1, 3, 3, 7, 8]);
    }

    #[test]
    fn counts_characters() {
        check(Encoding::Utf32, &[0, 1, 3, 7, 8]);
    }
}
