//! Completion of tags.

use super::image::{Aliases, Image, Listing};
use super::{Catalog, cut};
use crate::order::{Group, STANDING};
use strates_analysis::images::{EndOfLife, Known, Tag};

impl Catalog {
    /// First those that start with what is typed, then those that hold it elsewhere.
    pub(super) fn tags_of(&self, image: &Image, typed: &str) -> Known<Tag> {
        let listing = self.listing(image);
        let all = || {
            let aliases = listing.aliases.iter();
            aliases.flat_map(|aliases| aliases.group.tags.iter().map(move |tag| (aliases, tag)))
        };
        let starting = all().filter(|(_, tag)| starts_with(tag, typed));
        let holding = all().filter(|(_, tag)| !starts_with(tag, typed) && holds(tag, typed));
        let Known { items, is_complete } = cut(starting.chain(holding).collect());
        let mut end: Option<(&Aliases, Option<EndOfLife>)> = None;
        let items = items.into_iter().map(|(aliases, name)| {
            // The tags of a group follow each other, and have one end.
            let known = end
                .take()
                .filter(|(known, _)| std::ptr::eq(*known, aliases));
            let (_, end) =
                end.insert(known.unwrap_or_else(|| (aliases, self.line(image, aliases))));
            self.tag(image, listing, aliases, name, end.clone())
        });
        Known {
            items: items.collect(),
            is_complete,
        }
    }

    /// The end of the line of releases that a group is of.
    pub(super) fn line(&self, image: &Image, aliases: &Aliases) -> Option<EndOfLife> {
        self.end_of(image, aliases.group.version.as_ref()?)
    }

    pub(super) fn tag(
        &self,
        image: &Image,
        listing: &Listing,
        aliases: &Aliases,
        name: &str,
        end_of_life: Option<EndOfLife>,
    ) -> Tag {
        let measured = listing.measured.iter().find(|known| known.tag == name);
        Tag {
            name: name.to_owned(),
            aliases: other_names(&aliases.group, name),
            architectures: aliases.architectures.clone(),
            is_prerelease: aliases.group.is_prerelease,
            is_windows: aliases.group.is_windows,
            is_local: false,
            digest: measured.map(|known| known.digest.clone()),
            end_of_life,
            base_end_of_life: self.end_of_base(image, name),
        }
    }
}

/// The most exact one, then names such as `lts`, then all others.
pub(crate) fn other_names(group: &Group, name: &str) -> Vec<String> {
    let mut others: Vec<&String> = group.tags.iter().filter(|tag| *tag != name).collect();
    others.sort_by_key(|tag| {
        let standing = STANDING.iter().position(|name| name == tag);
        (
            group.exact.as_ref() != Some(*tag),
            standing.unwrap_or(STANDING.len()),
            tag.contains(|c: char| c == '-' || c.is_ascii_digit()),
        )
    });
    others.into_iter().cloned().collect()
}

pub(crate) fn fits(name: &str, typed: &str) -> bool {
    starts_with(name, typed) || holds(name, typed)
}

pub(crate) fn starts_with(tag: &str, typed: &str) -> bool {
    let start = tag.as_bytes().get(..typed.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(typed.as_bytes()))
}

pub(crate) fn holds(tag: &str, typed: &str) -> bool {
    let typed = typed.as_bytes();
    let mut parts = tag.as_bytes().windows(typed.len().max(1));
    parts.any(|part| part.eq_ignore_ascii_case(typed))
}
