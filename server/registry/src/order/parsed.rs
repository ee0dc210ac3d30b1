//! A tag with what it says, and its place among those of the same image.

use super::{CodeNames, TagVersion};
use std::cmp::Reverse;

/// Names that lead through all versions, a word of its own each: `lts` is as plain as `24`.
pub(crate) const STANDING: [&str; 5] = ["latest", "lts", "stable", "current", "mainline"];

pub struct ParsedTag {
    pub name: String,
    pub version: Option<TagVersion>,
    suffix_pieces: usize,
}

impl ParsedTag {
    pub fn new(name: String, own: &CodeNames) -> ParsedTag {
        let version = TagVersion::parse(&name, own);
        let suffix_pieces = match &version {
            Some(version) => pieces(&version.suffix).count(),
            None => pieces(&name)
                .filter(|piece| !STANDING.contains(piece))
                .count(),
        };
        ParsedTag {
            name,
            version,
            suffix_pieces,
        }
    }

    /// What it says besides a version.
    pub fn suffix(&self) -> &str {
        match &self.version {
            Some(version) => &version.suffix,
            None => &self.name,
        }
    }

    /// The words of its suffix.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        pieces(self.suffix())
    }

    pub fn is_version_alone(&self) -> bool {
        self.version.is_some() && self.suffix().is_empty()
    }

    /// `latest`, then the exact version, the looser ones, and the same with a suffix.
    pub fn place(&self) -> impl Ord {
        let numbers = self.version.as_ref().map(|version| &*version.numbers);
        let numbers = numbers.unwrap_or_default();
        let is_named = self
            .version
            .as_ref()
            .is_some_and(|version| version.is_named);
        (
            self.name != "latest",
            self.version.is_none() && self.suffix_pieces > 0,
            is_named,
            self.suffix_pieces,
            self.version.is_none(),
            self.suffix().len(),
            self.suffix(),
            // The most numbers first, but for names, which say a day besides.
            match is_named {
                true => (Reverse(0), numbers.len()),
                false => (Reverse(numbers.len()), 0),
            },
            Reverse(numbers),
            &*self.name,
        )
    }
}

/// Of tags in their order.
pub fn most_exact(tags: &[ParsedTag]) -> Option<(&str, &TagVersion)> {
    tags.iter()
        .filter_map(|tag| Some((&*tag.name, tag.version.as_ref()?)))
        // Of equals the first, which says least else.
        .min_by_key(|(_, version)| {
            (
                version.is_named,
                Reverse(version.numbers.len()),
                Reverse(version.prerelease),
            )
        })
}

pub fn pieces(suffix: &str) -> impl Iterator<Item = &str> {
    suffix.split('-').filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_all_versions_follows_the_loosest() {
        check(&[
            "latest",
            "24.19.0",
            "24",
            "lts",
            "24.19.0-bookworm",
            "krypton",
            "lts-bookworm",
        ]);
        check(&[
            "24.19.0-slim",
            "24-slim",
            "24-bookworm-slim",
            "slim",
            "lts-slim",
        ]);
    }

    fn check(expected: &[&str]) {
        let none = CodeNames::default();
        let tags = expected.iter().rev();
        let mut tags: Vec<ParsedTag> = tags
            .map(|tag| ParsedTag::new((*tag).to_owned(), &none))
            .collect();
        tags.sort_by(|one, other| one.place().cmp(&other.place()));
        let names: Vec<&str> = tags.iter().map(|tag| &*tag.name).collect();
        assert_eq!(names, expected);
    }
}
