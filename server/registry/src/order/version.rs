//! The version that a tag says.

use super::CodeNames;
use super::release::Release;
use std::cmp::Ordering;

/// `24.19.0-alpine` says 24.19.0 and `alpine`; `3.15.0rc1-slim` says the first candidate of 3.15.0
/// and `slim`; for Debian, `bookworm-20260803-slim` says 12, that day, and `slim`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TagVersion {
    pub numbers: Vec<u64>,
    /// A build of the same version: `_10` in `26.0.2_10`.
    pub build: Option<String>,
    pub prerelease: Option<Prerelease>,
    /// Said by the name of a release: `bookworm`.
    pub is_named: bool,
    /// What follows the version: `alpine3.24`, `slim-bookworm`.
    pub suffix: String,
}

/// Ordered as they come out: `dev`, `alpha`, `beta`, `rc`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Prerelease {
    stage: u8,
    number: u64,
}

const STAGES: &[(&str, u8)] = &[
    ("nightly", 0),
    ("snapshot", 0),
    ("dev", 0),
    ("ea", 1),
    ("pre", 1),
    ("preview", 1),
    ("a", 2),
    ("alpha", 2),
    ("m", 2),
    ("milestone", 2),
    ("b", 3),
    ("beta", 3),
    ("rc", 4),
];

impl TagVersion {
    /// `names` are those of the image's own releases.
    pub fn parse(tag: &str, names: &CodeNames) -> Option<TagVersion> {
        let (head, suffix) = tag.split_once('-').unwrap_or((tag, ""));
        if let Some(numbers) = names.numbers(head) {
            return Some(TagVersion::of_a_release(numbers.to_vec(), suffix));
        }
        let head = head.strip_prefix('v').unwrap_or(head);
        let end = head
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(head.len());
        let (numbers, tail) = head.split_at(end);
        let numbers: Vec<u64> = numbers
            .split('.')
            .map(|number| number.parse().ok())
            .collect::<Option<_>>()?;
        if numbers.len() == 1 && numbers.first().is_some_and(is_day) {
            return None;
        }
        let mut version = TagVersion {
            numbers,
            build: None,
            prerelease: None,
            is_named: false,
            suffix: suffix.to_owned(),
        };
        match Prerelease::parse(tail) {
            Some(prerelease) => version.prerelease = Some(prerelease),
            None if tail.is_empty() => version.take_prerelease(suffix),
            None if tail.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') => {
                version.build = Some(tail.to_owned());
            }
            None => return None,
        }
        Some(version)
    }

    fn of_a_release(mut numbers: Vec<u64>, suffix: &str) -> TagVersion {
        let (first, rest) = suffix.split_once('-').unwrap_or((suffix, ""));
        let day = first.parse().ok().filter(is_day);
        numbers.extend(day);
        TagVersion {
            numbers,
            build: None,
            prerelease: None,
            is_named: true,
            suffix: if day.is_some() { rest } else { suffix }.to_owned(),
        }
    }

    /// `rc-slim`, `ea-11-jdk` and `ubi-rc` hold a pre-release apart from what they say else.
    fn take_prerelease(&mut self, suffix: &str) {
        let mut pieces: Vec<&str> = suffix.split('-').collect();
        let found = pieces
            .iter()
            .enumerate()
            .find_map(|(at, piece)| Some((at, Prerelease::parse(piece)?)));
        let Some((at, mut prerelease)) = found else {
            return;
        };
        pieces.remove(at);
        let number = pieces.get(at).and_then(|piece| piece.parse().ok());
        if let Some(number) = number
            && prerelease.number == 0
        {
            prerelease.number = number;
            pieces.remove(at);
        }
        self.prerelease = Some(prerelease);
        self.suffix = pieces.join("-");
    }

    /// The numbers of the release, and the day that is said beside its name.
    pub fn without_day(&self) -> (&[u64], Option<u64>) {
        match self.numbers.split_last() {
            Some((day, numbers)) if self.is_named && is_day(day) => (numbers, Some(*day)),
            _ => (&self.numbers, None),
        }
    }

    /// Whether one stands for the other in a file: of the same form, with the same suffix.
    pub fn is_compatible(&self, other: &TagVersion) -> bool {
        self.numbers.len() == other.numbers.len()
            && self.suffix == other.suffix
            && self.is_named == other.is_named
            && self.build.is_some() == other.build.is_some()
    }

    /// The same version with one number less: `3.13` of `3.13.5`.
    pub fn shortened(&self) -> Option<String> {
        let (_, numbers) = self.numbers.split_last()?;
        if numbers.is_empty() || self.is_named || self.prerelease.is_some() {
            return None;
        }
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        let separator = if self.suffix.is_empty() { "" } else { "-" };
        Some(format!("{}{separator}{}", numbers.join("."), self.suffix))
    }
}

/// By release first.
impl PartialOrd for TagVersion {
    fn partial_cmp(&self, other: &TagVersion) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TagVersion {
    fn cmp(&self, other: &TagVersion) -> Ordering {
        Release::exact(self)
            .cmp(&Release::exact(other))
            .then_with(|| self.is_named.cmp(&other.is_named))
            .then_with(|| self.suffix.cmp(&other.suffix))
    }
}

impl Prerelease {
    fn parse(text: &str) -> Option<Prerelease> {
        let text = text.trim_start_matches(['.', '_']);
        let end = text
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(text.len());
        let (word, number) = text.split_at(end);
        let word = word.trim_end_matches('.').to_ascii_lowercase();
        let (name, stage) = STAGES.iter().find(|(name, _)| *name == word)?;
        // `a` and `m` alone are no pre-releases.
        if number.is_empty() && name.len() == 1 {
            return None;
        }
        let number = match number.split('.').next() {
            None | Some("") => 0,
            Some(number) => number.parse().ok()?,
        };
        Some(Prerelease {
            stage: *stage,
            number,
        })
    }
}

/// `20260803`, which tells a day and no version.
fn is_day(number: &u64) -> bool {
    (19_900_101..=29_991_231).contains(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_and_what_follows_it() {
        check("24.19.0-alpine", "24.19.0 | alpine");
        check("22-bookworm-slim", "22 | bookworm-slim");
        check("v3.7.8", "3.7.8 | ");
        check(
            "26.0.2_10-jre-alpine-3.23",
            "26.0.2 build _10 | jre-alpine-3.23",
        );
        check("8u502-b08-jdk", "8 build u502 | b08-jdk");
        check("9.0.3-4", "9.0.3 | 4");
    }

    #[test]
    fn what_says_no_version() {
        for tag in [
            "",
            "-",
            "latest",
            "bookworm",
            "20260805",
            "edge",
            "3.",
            ".",
            "v",
            "é",
            "1.2é-x",
            "99999999999999999999",
        ] {
            check(tag, "none");
        }
    }

    #[test]
    fn pre_releases() {
        check("3.15.0rc1-slim", "3.15.0 pre 4.1 | slim");
        check("3.15-rc-slim", "3.15 pre 4.0 | slim");
        check("19beta3-alpine3.24", "19 pre 3.3 | alpine3.24");
        check(
            "4.0.0-rc-5-eclipse-temurin-17",
            "4.0.0 pre 4.5 | eclipse-temurin-17",
        );
        check("28-ea-11-jdk", "28 pre 1.11 | jdk");
        check("3.5-dev5-alpine", "3.5 pre 0.5 | alpine");
        check("13.0.1-ubi-rc", "13.0.1 pre 4.0 | ubi");
        check("12.0.0-M1-jdk25", "12.0.0 pre 2.1 | jdk25");
    }

    #[test]
    fn versions_in_their_order() {
        let versions: Vec<TagVersion> = ["3.9", "3.10.0b1", "3.10.0rc1", "3.10.0rc2", "3.10.0"]
            .iter()
            .filter_map(|tag| TagVersion::parse(tag, &CodeNames::default()))
            .collect();
        assert!(versions.is_sorted(), "{versions:?}");
        assert_eq!(versions.len(), 5);
    }

    #[test]
    fn what_stands_for_another() {
        let parse = |tag| TagVersion::parse(tag, &CodeNames::default()).unwrap();
        let compatible = |one, other| parse(one).is_compatible(&parse(other));
        assert!(compatible("3.13.5-slim", "3.14.7-slim"));
        assert!(!compatible("3.13.5-slim", "3.14.7"));
        assert!(!compatible("3.13.5", "3.14"));
        assert!(!compatible("21.0.2_13-jre", "25.0.4-jre"));
    }

    fn check(tag: &str, expected: &str) {
        let shown = TagVersion::parse(tag, &CodeNames::default()).map(|version| {
            let numbers: Vec<String> = version.numbers.iter().map(u64::to_string).collect();
            let mut shown = numbers.join(".");
            if let Some(build) = version.build {
                shown += &format!(" build {build}");
            }
            if let Some(prerelease) = version.prerelease {
                shown += &format!(" pre {}.{}", prerelease.stage, prerelease.number);
            }
            format!("{shown} | {}", version.suffix)
        });
        assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{tag}");
    }
}
