//! What a group of tags gives besides a version, and how far that is from the plain one.

use super::CodeNames;
use super::parsed::{ParsedTag, pieces};
use super::piece::Piece;

/// The nearest first: what leaves more to the authors of the image is what more people want.
#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Variant<'a> {
    pub is_of_one_architecture: bool,
    /// Its words, those that choose twice.
    distance: usize,
    /// Versions of something else that are named: `jdk21`, `bookworm`.
    choices: usize,
    /// Those that the plain one has not.
    pieces: Vec<Piece<'a>>,
}

impl<'a> Variant<'a> {
    /// That of a release. `plain` are the words by which the plain one of it is called too.
    pub fn of(tags: &'a [ParsedTag], plain: &[&str], names: &'a CodeNames) -> Variant<'a> {
        let mut nearest: Option<Variant> = None;
        let mut before = None;
        for suffix in without_latest(tags).map(ParsedTag::suffix) {
            // `24.19-slim` says what `24.19.0-slim` did.
            if before.replace(suffix) == Some(suffix) {
                continue;
            }
            let pieces = pieces(suffix).filter(|piece| !plain.contains(piece));
            let variant = Variant::with(pieces.map(|piece| Piece::of(piece, names)).collect());
            if nearest.as_ref().is_none_or(|nearest| variant < *nearest) {
                nearest = Some(variant);
            }
        }
        nearest.unwrap_or_default()
    }

    /// Where no release is said there is no plain one, and all words count alike.
    pub fn of_a_name(tags: &'a [ParsedTag], names: &'a CodeNames) -> Variant<'a> {
        let first = without_latest(tags).next();
        let pieces = pieces(first.map_or("", ParsedTag::suffix));
        let variant = Variant::with(pieces.map(|piece| Piece::of(piece, names)).collect());
        Variant {
            distance: variant.pieces.len(),
            choices: 0,
            ..variant
        }
    }

    fn with(pieces: Vec<Piece<'a>>) -> Variant<'a> {
        let choices = pieces.iter().filter(|piece| piece.is_choice()).count();
        Variant {
            is_of_one_architecture: pieces.iter().any(Piece::is_architecture),
            distance: pieces.len() + choices,
            choices,
            pieces,
        }
    }
}

fn without_latest(tags: &[ParsedTag]) -> impl Iterator<Item = &ParsedTag> {
    tags.iter().filter(|tag| tag.name != "latest")
}
