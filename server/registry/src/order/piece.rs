//! The words that a variant of an image is made of.

use super::{CodeNames, natural};
use std::cmp::{Ordering, Reverse};

/// A word of a variant: `slim` and `alpine` before others, then the versions of what else is in it,
/// and of the system last, each from the newest on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece<'a> {
    Stable,
    /// Once old, twice old.
    Old(usize),
    Slim,
    Alpine,
    Word(&'a str),
    Numbered(Numbered<'a>),
    Release(&'static str, Reverse<&'a [u64]>),
    System(usize, Numbered<'a>),
    Architecture(&'a str),
}

#[derive(PartialEq, Eq)]
pub struct Numbered<'a> {
    word: &'a str,
    whole: &'a str,
}

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

impl<'a> Piece<'a> {
    pub fn of(piece: &'a str, names: &'a CodeNames) -> Piece<'a> {
        match piece {
            "stable" => return Piece::Stable,
            "slim" => return Piece::Slim,
            "alpine" => return Piece::Alpine,
            _ if piece.ends_with("oldstable") => return Piece::Old(piece.len()),
            _ if NAMES.contains(&piece) => return Piece::Word(piece),
            _ if ARCHITECTURES.contains(&piece) => return Piece::Architecture(piece),
            _ => {}
        }
        if let Some(name) = names.get(piece) {
            return Piece::Release(name.system, Reverse(&name.numbers));
        }
        let Some(digit) = piece.find(|c: char| c.is_ascii_digit()) else {
            return Piece::Word(piece);
        };
        let word = piece.get(..digit).unwrap_or_default();
        let numbered = Numbered { word, whole: piece };
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
impl Ord for Numbered<'_> {
    fn cmp(&self, other: &Numbered) -> Ordering {
        self.word
            .cmp(other.word)
            .then_with(|| natural(other.whole, self.whole))
    }
}

impl PartialOrd for Numbered<'_> {
    fn partial_cmp(&self, other: &Numbered) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
