//! The newer tag that could stand for one.

use super::end_of_life::cycle;
use super::image::{Image, Listing};
use crate::order::{CodeNames, TagVersion};

/// The newest of the same line, or else of all lines up to what the image gives without a tag.
pub(super) fn newer(
    image: &Image,
    listing: &Listing,
    tag: &str,
    own: &CodeNames,
) -> Option<String> {
    let version = TagVersion::parse(tag, own)?;
    let may_be_prerelease = version.prerelease.is_some();
    let compatible = listing
        .aliases
        .iter()
        .filter(|aliases| may_be_prerelease || !aliases.group.is_prerelease)
        .flat_map(|aliases| &aliases.group.tags)
        .filter_map(|tag| Some((TagVersion::parse(tag, own)?, tag)))
        .filter(|(newer, _)| newer.is_compatible(&version) && *newer > version);
    let compatible: Vec<(TagVersion, &String)> = compatible.collect();
    let is_of_the_line =
        |newer: &&(TagVersion, &String)| is_same_line(image, &newer.0.numbers, &version.numbers);
    let newest = |one: &&(TagVersion, &String), other: &&(TagVersion, &String)| one.0.cmp(&other.0);
    let of_the_line = compatible.iter().filter(is_of_the_line).max_by(newest);
    let found = of_the_line.or_else(|| {
        let up_to_default = |newer: &&(TagVersion, &String)| {
            let default = default_numbers(listing);
            default.is_none_or(|default| {
                is_at_most(&newer.0.numbers, default) || !is_at_most(&version.numbers, default)
            })
        };
        compatible.iter().filter(up_to_default).max_by(newest)
    });
    found.map(|(_, tag)| (*tag).clone())
}

fn is_same_line(image: &Image, one: &[u64], other: &[u64]) -> bool {
    match (cycle(image.lines(), one), cycle(image.lines(), other)) {
        (Some(one), Some(other)) => one.version == other.version,
        (None, None) => one.first() == other.first(),
        _ => false,
    }
}

fn default_numbers(listing: &Listing) -> Option<&[u64]> {
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
