//! The newer tags that could stand for one.

use super::end_of_life::cycle;
use super::image::{Image, Listing};
use crate::order::{CodeNames, TagVersion};

#[derive(Default)]
pub struct Newer {
    /// The newest of the same line, or else of all lines up to what the image gives without a tag.
    pub any: Option<String>,
    /// The newest of the same line alone, for a version that is a release of it.
    pub of_the_line: Option<String>,
}

/// Candidates are tags that may be offered, each with its version.
pub(super) fn newer<'a>(
    image: &Image,
    default: Option<&[u64]>,
    candidates: impl Iterator<Item = (&'a TagVersion, &'a str)>,
    version: &TagVersion,
) -> Newer {
    let compatible =
        candidates.filter(|(newer, _)| newer.is_compatible(version) && *newer > version);
    let compatible: Vec<(&TagVersion, &str)> = compatible.collect();
    let is_of_the_line =
        |newer: &&(&TagVersion, &str)| is_same_line(image, &newer.0.numbers, &version.numbers);
    let newest = |one: &&(&TagVersion, &str), other: &&(&TagVersion, &str)| one.0.cmp(other.0);
    let of_the_line = compatible.iter().filter(is_of_the_line).max_by(newest);
    let of_the_release = compatible
        .iter()
        .filter(|newer| is_update(image, &newer.0.numbers, &version.numbers))
        .max_by(newest);
    let found = of_the_line.or_else(|| {
        let up_to_default = |newer: &&(&TagVersion, &str)| {
            default.is_none_or(|default| {
                is_at_most(&newer.0.numbers, default) || !is_at_most(&version.numbers, default)
            })
        };
        compatible.iter().filter(up_to_default).max_by(newest)
    });
    let name = |(_, tag): &(&TagVersion, &str)| (*tag).to_owned();
    Newer {
        any: found.map(name),
        of_the_line: of_the_release.map(name),
    }
}

/// What a tag may be followed by, among what the catalog lists.
pub(super) fn candidates<'a>(
    listing: &'a Listing,
    version: &TagVersion,
    own: &CodeNames,
) -> Vec<(TagVersion, &'a str)> {
    let may_be_prerelease = version.prerelease.is_some();
    let groups = listing.aliases.iter().map(|aliases| &aliases.group);
    let groups = groups.filter(|group| may_be_prerelease || !group.is_prerelease);
    let tags = groups.flat_map(|group| &group.tags);
    tags.filter_map(|tag| Some((TagVersion::parse(tag, own)?, &**tag)))
        .collect()
}

fn is_same_line(image: &Image, one: &[u64], other: &[u64]) -> bool {
    match (cycle(image.lines(), one), cycle(image.lines(), other)) {
        (Some(one), Some(other)) => one.version == other.version,
        (None, None) => one.first() == other.first(),
        _ => false,
    }
}

/// Whether both are releases of one line. Of an image whose lines nobody knows, those that differ in
/// the third number or a later one are.
fn is_update(image: &Image, one: &[u64], other: &[u64]) -> bool {
    match (cycle(image.lines(), one), cycle(image.lines(), other)) {
        (Some(line), Some(own)) => line.version == own.version && other.len() > own.numbers.len(),
        (None, None) => match (one, other) {
            ([one @ .., _], [other @ .., _]) => other.len() > 1 && one == other,
            _ => false,
        },
        _ => false,
    }
}

pub(super) fn default_numbers(listing: &Listing) -> Option<&[u64]> {
    let default = listing.aliases.iter().find(|it| it.group.is_default)?;
    Some(&default.group.version.as_ref()?.numbers)
}

/// As far as the shorter of both says.
fn is_at_most(one: &[u64], other: &[u64]) -> bool {
    one.iter()
        .zip(other)
        .map(|(one, other)| one.cmp(other))
        .find(|order| order.is_ne())
        .is_none_or(|order| order.is_lt())
}
