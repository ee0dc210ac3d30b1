//! Which group of tags stands before another.

use super::line::Line;
use super::parsed::ParsedTag;
use super::release::Release;
use super::variant::Variant;
use super::{CodeNames, Group};
use std::cmp::Reverse;
use std::collections::BTreeMap;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey<'a> {
    is_not_default: bool,
    is_prerelease: bool,
    is_windows: bool,
    is_of_one_architecture: bool,
    is_of_another_line: bool,
    has_no_version: bool,
    release: Option<Reverse<Release<'a>>>,
    day: Option<Reverse<u64>>,
    variant: Variant<'a>,
}

impl<'a> GroupKey<'a> {
    pub fn of(
        group: &'a Group,
        tags: &'a [ParsedTag],
        default: &Line,
        plain: &PlainWords<'a>,
        names: &'a CodeNames,
    ) -> GroupKey<'a> {
        let release = group.version.as_ref().map(Release::of);
        let (release, day) = release.unzip();
        let variant = match release {
            Some(release) => Variant::of(tags, plain.get(release), names),
            None => Variant::of_a_name(tags, names),
        };
        GroupKey {
            is_not_default: !group.is_default,
            is_prerelease: group.is_prerelease,
            is_windows: group.is_windows,
            is_of_one_architecture: variant.is_of_one_architecture,
            is_of_another_line: !default.holds(tags, group.version.as_ref()),
            has_no_version: release.is_none(),
            release: release.map(Reverse),
            day: day.flatten(),
            variant,
        }
    }
}

/// The words by which the plain one of each release is called too: `trixie`, `cli`, `jdk25`.
pub struct PlainWords<'a>(BTreeMap<Release<'a>, Vec<&'a str>>);

impl<'a> PlainWords<'a> {
    pub fn of(groups: &'a [Group], parsed: &'a [Vec<ParsedTag>]) -> PlainWords<'a> {
        let mut plain: BTreeMap<Release, Vec<&str>> = BTreeMap::new();
        for (group, tags) in groups.iter().zip(parsed) {
            let Some(version) = &group.version else {
                continue;
            };
            if tags.iter().any(ParsedTag::is_version_alone) {
                let words = plain.entry(Release::of(version).0).or_default();
                words.extend(tags.iter().flat_map(ParsedTag::words));
            }
        }
        // Where none is called by a version alone, the default one is as plain.
        let default = groups
            .iter()
            .zip(parsed)
            .find(|(group, _)| group.is_default);
        if let Some((group, tags)) = default
            && let Some(version) = &group.version
        {
            let words = tags.iter().flat_map(ParsedTag::words);
            let release = Release::of(version).0;
            plain.entry(release).or_insert_with(|| words.collect());
        }
        for words in plain.values_mut() {
            words.sort_unstable();
            words.dedup();
        }
        PlainWords(plain)
    }

    fn get(&self, release: Release<'a>) -> &[&'a str] {
        self.0.get(&release).map_or(&[], Vec::as_slice)
    }
}
