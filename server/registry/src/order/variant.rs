//! What a group of tags gives besides a version, and how far that is from the plain one.

use super::CodeNames;
use super::parsed::{ParsedTag, pieces};
use super::piece::Piece;

/// The nearest first: what leaves more to the authors of the image is what more people want.
#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Variant {
    pub is_of_one_architecture: bool,
    /// Its words, those that choose twice.
    distance: usize,
    /// Versions of something else that are named: `jdk21`, `bookworm`.
    choices: usize,
    /// Those that the plain one has not.
    pieces: Vec<Piece>,
}

impl Variant {
    /// `plain` are the words by which the plain one of the same version is called too.
    pub fn of(tags: &[ParsedTag], plain: &[&str], names: &CodeNames) -> Variant {
        let mut nearest: Option<Variant> = None;
        let mut before = None;
        for tag in tags.iter().filter(|tag| tag.name != "latest") {
            // `24.19-slim` says what `24.19.0-slim` did.
            if before.replace(tag.suffix()) == Some(tag.suffix()) {
                continue;
            }
            let variant = Variant::of_suffix(tag.suffix(), plain, names);
            if nearest.as_ref().is_none_or(|nearest| variant < *nearest) {
                nearest = Some(variant);
            }
        }
        nearest.unwrap_or_default()
    }

    fn of_suffix(suffix: &str, plain: &[&str], names: &CodeNames) -> Variant {
        let pieces: Vec<Piece> = pieces(suffix)
            .filter(|piece| !plain.contains(piece))
            .map(|piece| Piece::of(piece, names))
            .collect();
        let choices = pieces.iter().filter(|piece| piece.is_choice()).count();
        Variant {
            is_of_one_architecture: pieces.iter().any(Piece::is_architecture),
            distance: pieces.len() + choices,
            choices,
            pieces,
        }
    }
}
