//! The order of an image's tags, alias by alias.

use super::piece::Piece;
use super::{CodeNames, TagVersion};
use std::cmp::Reverse;

/// Tags that name the same image.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Group {
    /// The best first, once in order.
    pub tags: Vec<String>,
    /// What one gets without a tag.
    pub is_default: bool,
    pub is_windows: bool,
    pub is_prerelease: bool,
    /// The tag that says most of its version, and that version.
    pub exact: Option<String>,
    pub version: Option<TagVersion>,
}

/// Channels that bring what is not released yet.
const CHANNELS: &[&str] = &[
    "devel",
    "edge",
    "experimental",
    "nightly",
    "rawhide",
    "rc",
    "rc-buggy",
    "sid",
    "testing",
    "tip",
    "unstable",
];

/// The places that the groups take: the default one first, then by version from the newest on,
/// pre-releases last. Orders the tags of each and fills in what they say.
///
/// `own` are the names of the image's own releases, `names` those of all systems.
pub fn in_order(groups: &mut [Group], own: &CodeNames, names: &CodeNames) -> Vec<usize> {
    for group in groups.iter_mut() {
        group.tags.sort_by_cached_key(|tag| TagKey::of(tag, own));
        let exact = most_exact(&group.tags, own);
        group.exact = exact.as_ref().map(|(tag, _)| (*tag).clone());
        group.version = exact.map(|(_, version)| version);
    }
    let default = groups.iter().find(|group| group.is_default);
    let default = default.and_then(|group| group.version.clone());
    for group in groups.iter_mut() {
        group.is_prerelease = !group.is_default && is_prerelease(group, default.as_ref(), own);
    }
    let keys: Vec<GroupKey> = groups
        .iter()
        .map(|group| GroupKey::of(group, own, names))
        .collect();
    let mut places: Vec<usize> = (0..groups.len()).collect();
    places.sort_by(|one, other| keys.get(*one).cmp(&keys.get(*other)));
    places
}

fn most_exact<'a>(tags: &'a [String], own: &CodeNames) -> Option<(&'a String, TagVersion)> {
    tags.iter()
        .filter_map(|tag| Some((tag, TagVersion::parse(tag, own)?)))
        // Of equals the first, which says least else.
        .min_by_key(|(_, version)| {
            (
                version.is_named,
                Reverse(version.numbers.len()),
                Reverse(version.prerelease),
            )
        })
}

fn is_prerelease(group: &Group, default: Option<&TagVersion>, own: &CodeNames) -> bool {
    let says_so = |tag: &String| {
        let version = TagVersion::parse(tag, own);
        version.is_some_and(|version| version.prerelease.is_some())
    };
    let numbers = |version: Option<&TagVersion>| version.map(|version| version.numbers.clone());
    let default = numbers(default);
    // `unstable` may be a name of what is released too.
    let is_default_version = default.is_some() && default == numbers(group.version.as_ref());
    group.tags.iter().any(says_so)
        || !is_default_version && group.tags.iter().any(|tag| is_channel(tag))
}

fn is_channel(tag: &str) -> bool {
    CHANNELS.iter().any(|channel| {
        tag.strip_prefix(*channel)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

/// `latest`, then the exact version, the looser ones, and the same with a suffix.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TagKey {
    is_not_latest: bool,
    has_no_version: bool,
    is_named: bool,
    pieces: usize,
    suffix_length: usize,
    suffix: String,
    /// The most numbers first, but for names, which say a day besides.
    numbers: (Reverse<usize>, usize),
    version: Reverse<Vec<u64>>,
    tag: String,
}

impl TagKey {
    fn of(tag: &str, own: &CodeNames) -> TagKey {
        let version = TagVersion::parse(tag, own);
        let suffix = match &version {
            Some(version) => version.suffix.clone(),
            None => tag.to_owned(),
        };
        let numbers = version.as_ref().map(|version| version.numbers.clone());
        let numbers = numbers.unwrap_or_default();
        let is_named = version.as_ref().is_some_and(|version| version.is_named);
        TagKey {
            is_not_latest: tag != "latest",
            has_no_version: version.is_none(),
            is_named,
            pieces: pieces(&suffix).count(),
            suffix_length: suffix.len(),
            suffix,
            numbers: match is_named {
                true => (Reverse(0), numbers.len()),
                false => (Reverse(numbers.len()), 0),
            },
            version: Reverse(numbers),
            tag: tag.to_owned(),
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    is_not_default: bool,
    kind: Kind,
    version: Reverse<Option<TagVersion>>,
    is_windows: bool,
    /// Fewer pieces first, then piece by piece.
    pieces: usize,
    variant: Vec<Piece>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Released,
    Named,
    Prerelease,
}

impl GroupKey {
    fn of(group: &Group, own: &CodeNames, names: &CodeNames) -> GroupKey {
        let first = group.tags.iter().find(|tag| *tag != "latest");
        let first = first.map_or("", String::as_str);
        let variant = match TagVersion::parse(first, own) {
            Some(version) => version.suffix,
            None => first.to_owned(),
        };
        let version = group.version.clone().map(|version| TagVersion {
            // The variant has its own place below.
            suffix: String::new(),
            is_named: false,
            ..version
        });
        let variant: Vec<Piece> = pieces(&variant)
            .map(|piece| Piece::of(piece, names))
            .collect();
        GroupKey {
            is_not_default: !group.is_default,
            kind: match (group.is_prerelease, &version) {
                (true, _) => Kind::Prerelease,
                (false, Some(_)) => Kind::Released,
                (false, None) => Kind::Named,
            },
            version: Reverse(version),
            is_windows: group.is_windows,
            pieces: variant.len(),
            variant,
        }
    }
}

fn pieces(suffix: &str) -> impl Iterator<Item = &str> {
    suffix.split('-').filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_with_its_variants_before_the_one_below() {
        check(
            &[
                "20-bookworm-slim",
                "22-alpine3.23",
                "22-bookworm-slim",
                "9",
                "22-alpine3.24",
                "22-slim",
                "22",
            ],
            &[
                "22",
                "22-slim",
                "22-alpine3.24",
                "22-alpine3.23",
                "22-bookworm-slim",
                "20-bookworm-slim",
                "9",
            ],
        );
    }

    #[test]
    fn the_default_first_and_what_is_not_released_last() {
        check(
            &[
                "3.15.0rc1",
                "edge",
                "3.14.2 3.14 latest",
                "3.14.2-slim",
                "stable",
            ],
            &[
                "latest 3.14.2 3.14",
                "3.14.2-slim",
                "stable",
                "3.15.0rc1",
                "edge",
            ],
        );
    }

    #[test]
    fn a_channel_may_carry_a_released_version() {
        check(
            &[
                "1.37",
                "1.38-musl unstable-musl",
                "1.38 unstable latest",
                "1.39 unstable-x",
            ],
            &[
                "latest 1.38 unstable",
                "1.38-musl unstable-musl",
                "1.37",
                "1.39 unstable-x",
            ],
        );
    }

    fn check(groups: &[&str], expected: &[&str]) {
        let mut groups: Vec<Group> = groups
            .iter()
            .map(|tags| Group {
                tags: tags.split(' ').map(str::to_owned).collect(),
                is_default: tags.contains("latest"),
                ..Group::default()
            })
            .collect();
        let none = CodeNames::default();
        let places = in_order(&mut groups, &none, &none);
        let shown: Vec<String> = places
            .iter()
            .map(|place| groups[*place].tags.join(" "))
            .collect();
        assert_eq!(shown, expected);
    }
}
