//! What is known of an image and of one of its tags.

use super::Catalog;
use super::image::{Aliases, Image, Listing, Measured};
use super::newer::{Newer, candidates, default_numbers, newer};
use super::platforms::platform;
use crate::order::TagVersion;
use strates_analysis::images::{About, Date, Described, Fact, Origin, PlatformSize, Source, Tag};
use strates_analysis::model::Reference;

impl Catalog {
    pub(super) fn about_image(&self, image: &Image, reference: &Reference) -> Option<About> {
        let listing = self.listing(image);
        let about = About {
            description: image.description.map(Described::Ours),
            is_deprecated: image.is_deprecated,
            listed: self.origin(image),
            ..About::default()
        };
        let Some(tag) = tag_of(listing, reference) else {
            return Some(about);
        };
        let own = self.code_names().of(image.name);
        let newer = TagVersion::parse(tag, &own).map(|version| {
            let candidates = candidates(listing, &version, &own);
            let candidates = candidates.iter().map(|(version, tag)| (version, *tag));
            newer(image, default_numbers(listing), candidates, &version)
        });
        let Newer { any, of_the_line } = newer.unwrap_or_default();
        let about = About {
            newer: any,
            update: of_the_line,
            ..about
        };
        let Some(aliases) = listing.of(tag) else {
            let version = TagVersion::parse(tag, &own);
            let rebuilt_until = rebuilt_until(image, listing, tag, version.clone());
            let tag = self.unlisted(image, tag, version.as_ref());
            let is_something_known = rebuilt_until.is_some()
                || tag.end_of_life.is_some()
                || tag.base_end_of_life.is_some();
            return Some(About {
                tag: is_something_known.then_some(tag),
                rebuilt_until,
                ..about
            });
        };
        let measured = listing
            .measured
            .iter()
            .find(|measured| holds_for(measured, image, aliases, tag));
        Some(About {
            tag: Some(self.tag(image, listing, aliases, tag, self.line(image, aliases))),
            layers: layers(image, aliases, measured),
            sizes: measured.map(sizes).unwrap_or_default(),
            platforms: platforms(image, aliases),
            ..about
        })
    }

    fn unlisted(&self, image: &Image, name: &str, version: Option<&TagVersion>) -> Tag {
        Tag {
            name: name.to_owned(),
            end_of_life: version.and_then(|version| self.end_of(image, version)),
            base_end_of_life: self.end_of_base(image, name),
            is_prerelease: version.is_some_and(|version| version.prerelease.is_some()),
            ..Tag::default()
        }
    }
}

/// The tag of a reference; of a digest alone, the tag it is known to be of.
fn tag_of<'a>(listing: &'a Listing, reference: &'a Reference) -> Option<&'a str> {
    if let Some(tag) = &reference.tag {
        return Some(tag);
    }
    let Some(digest) = &reference.digest else {
        return Some("latest");
    };
    let known = listing
        .measured
        .iter()
        .find(|known| known.digest == *digest)?;
    Some(&known.tag)
}

/// Whether what was measured of one tag is true of another of the group: it is when the list was
/// made after.
fn holds_for(measured: &Measured, image: &Image, aliases: &Aliases, tag: &str) -> bool {
    measured.tag == tag
        || measured.date <= image.listed && aliases.group.tags.contains(&measured.tag)
}

/// Of others than the official images, the list may be from one tag of many.
fn platforms(image: &Image, aliases: &Aliases) -> Vec<String> {
    let names = aliases.architectures.iter().filter(|_| image.is_official);
    names.map(|name| platform(name)).collect()
}

fn layers(image: &Image, aliases: &Aliases, measured: Option<&Measured>) -> Option<Fact<u32>> {
    let counted = measured.and_then(|measured| Some((measured.layers?, measured.date)));
    let (value, date) = counted.or_else(|| Some((aliases.layers?, image.listed)))?;
    Some(Fact {
        value,
        origin: Origin {
            source: Source::Catalog,
            date,
        },
    })
}

fn sizes(measured: &Measured) -> Vec<Fact<PlatformSize>> {
    let origin = Origin {
        source: Source::Catalog,
        date: measured.date,
    };
    let fact = |size: &PlatformSize| Fact {
        value: size.clone(),
        origin: origin.clone(),
    };
    measured.sizes.iter().map(fact).collect()
}

/// The day since which neither a tag nor the line it is of is built. A tag of a line that is still
/// listed has only been followed by another.
fn rebuilt_until(
    image: &Image,
    listing: &Listing,
    tag: &str,
    version: Option<TagVersion>,
) -> Option<Date> {
    let mut tag = tag.to_owned();
    let mut version = version;
    loop {
        if listing.of(&tag).is_some() {
            return None;
        }
        if let Some(date) = image.removed().since(&tag) {
            return Some(date);
        }
        tag = version.take()?.shortened()?;
        version = TagVersion::parse(&tag, &Default::default());
    }
}
