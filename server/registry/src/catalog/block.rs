//! A piece of the catalog that is unpacked when it is asked for.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// More than any block has, and little enough for any machine.
const MOST_BYTES: usize = 4 << 20;

#[derive(Clone, Copy, Default)]
pub struct Block(&'static [u8]);

impl Block {
    pub fn new(packed: &'static [u8]) -> Block {
        Block(packed)
    }

    /// Empty for what cannot be read.
    pub fn text(self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let bytes = decompress_to_vec_with_limit(self.0, MOST_BYTES).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}
