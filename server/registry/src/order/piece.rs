//! The words that a variant of an image is made of.

use super::{CodeNames, natural};
use std::cmp::{Ordering, Reverse};

/// A word of a variant: `slim` and `alpine` before others, then the versions of what else is in it,
/// and of the system last, each from the newest on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Stable,
    /// Once old, twice old.
    Old(usize),
    Slim,
    Alpine,
    Word(String),
    Numbered(Numbered),
    Release(&'static str, Reverse<Vec<u64>>),
    System(usize, Numbered),
    Architecture(String),
}

#[derive(PartialEq, Eq)]
pub struct Numbered(String);

/// Systems that are named with a version, those that more people want first.
const SYSTEMS: [&str; 14] = [
    "alpine",
    "debian",
    "ubuntu",
    "al",
    "almalinux",
    "amazonlinux",
    "azurelinux",
    "centos",
    "fedora",
    "ltsc",
    "oraclelinux",
    "rhel",
    "rockylinux",
    "ubi",
];

const ARCHITECTURES: [&str; 15] = [
    "386", "aarch64", "amd64", "arm", "arm32v6", "arm32v7", "arm64", "arm64v8", "armv7", "i386",
    "ppc64le", "riscv64", "s390x", "x64", "x86_64",
];

/// Whose number is no version.
const NAMES: [&str; 1] = ["openj9"];

impl Piece {
    pub fn of(piece: &str, names: &CodeNames) -> Piece {
        match piece {
            "stable" => return Piece::Stable,
            "slim" => return Piece::Slim,
            "alpine" => return Piece::Alpine,
            _ if piece.ends_with("oldstable") => return Piece::Old(piece.len()),
            _ if NAMES.contains(&piece) => return Piece::Word(piece.to_owned()),
            _ if ARCHITECTURES.contains(&piece) => return Piece::Architecture(piece.to_owned()),
            _ => {}
        }
        if let Some(name) = names.get(piece) {
            return Piece::Release(name.system, Reverse(name.numbers.clone()));
        }
        let Some(digit) = piece.find(|c: char| c.is_ascii_digit()) else {
            return Piece::Word(piece.to_owned());
        };
        let word = piece.get(..digit).unwrap_or_default();
        let numbered = Numbered(piece.to_owned());
        match SYSTEMS.iter().position(|system| *system == word) {
            Some(rank) => Piece::System(rank, numbered),
            None => Piece::Numbered(numbered),
        }
    }

    /// Whether it names a version, where the authors would have chosen one.
    pub fn is_choice(&self) -> bool {
        matches!(
            self,
            Piece::Numbered(_) | Piece::Release(..) | Piece::System(..)
        )
    }

    pub fn is_architecture(&self) -> bool {
        matches!(self, Piece::Architecture(_))
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
