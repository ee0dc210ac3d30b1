//! The words that a variant of an image is made of.

use super::{CodeNames, natural};
use std::cmp::{Ordering, Reverse};

/// A word of a variant: `slim` and `alpine` before others, then systems from the newest on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Stable,
    Slim,
    Alpine,
    Word(String),
    Release(&'static str, Reverse<Vec<u64>>),
    Numbered(Numbered),
    /// Once old, twice old.
    Old(usize, String),
}

#[derive(PartialEq, Eq)]
pub struct Numbered(String);

impl Piece {
    pub fn of(piece: &str, names: &CodeNames) -> Piece {
        match piece {
            "stable" => Piece::Stable,
            "slim" => Piece::Slim,
            "alpine" => Piece::Alpine,
            _ if piece.starts_with("old") => Piece::Old(piece.len(), piece.to_owned()),
            _ => match names.get(piece) {
                Some(name) => Piece::Release(name.system, Reverse(name.numbers.clone())),
                None if piece.contains(|c: char| c.is_ascii_digit()) => {
                    Piece::Numbered(Numbered(piece.to_owned()))
                }
                None => Piece::Word(piece.to_owned()),
            },
        }
    }
}

/// By the word, and of one word the newest first: `alpine3.24` before `alpine3.23`.
impl Ord for Numbered {
    fn cmp(&self, other: &Numbered) -> Ordering {
        let word = |piece: &Numbered| {
            let end = piece.0.find(|c: char| c.is_ascii_digit());
            piece
                .0
                .get(..end.unwrap_or(piece.0.len()))
                .map(str::to_owned)
        };
        word(self)
            .cmp(&word(other))
            .then_with(|| natural(&other.0, &self.0))
    }
}

impl PartialOrd for Numbered {
    fn partial_cmp(&self, other: &Numbered) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
