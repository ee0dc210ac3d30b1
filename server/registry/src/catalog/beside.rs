//! What the catalog adds to a list of tags from elsewhere.

use super::Catalog;
use super::image::Image;
use super::newer::{Newer, newer};
use crate::order::{CodeNames, TagVersion};
use strates_analysis::images::EndOfLife;
use strates_analysis::model::Reference;

/// Tags that the catalog holds for the same image, and what it says of them all.
pub struct Alike<'a> {
    pub tags: &'a [String],
    pub architectures: &'a [String],
}

impl Catalog {
    pub(crate) fn alike(&self, reference: &Reference) -> Vec<Alike<'_>> {
        let Some(image) = self.image(reference).filter(|image| image.is_listed) else {
            return Vec::new();
        };
        let aliases = self.listing(image).aliases.iter();
        let alike = aliases.map(|aliases| Alike {
            tags: &aliases.group.tags,
            architectures: &aliases.architectures,
        });
        alike.collect()
    }

    /// The names of the image's own releases, and those of all systems.
    pub(crate) fn release_names(&self, reference: &Reference) -> (CodeNames, &CodeNames) {
        let names = self.code_names();
        let own = self.image(reference).map(|image| names.of(image.name));
        (own.unwrap_or_default(), names)
    }

    /// The ends of the line of a tag, and of the system that it names.
    pub(crate) fn ends(
        &self,
        reference: &Reference,
        tag: &str,
    ) -> (Option<EndOfLife>, Option<EndOfLife>) {
        let Some(image) = self.image(reference) else {
            return (None, self.end_of_base(&Image::default(), tag));
        };
        let own = self.code_names().of(image.name);
        let version = TagVersion::parse(tag, &own);
        let end = version.and_then(|version| self.end_of(image, &version));
        (end, self.end_of_base(image, tag))
    }

    /// The newer tags among others, for a version of an image.
    pub(crate) fn newer_among<'a>(
        &self,
        reference: &Reference,
        default: Option<&[u64]>,
        candidates: impl Iterator<Item = (&'a TagVersion, &'a str)>,
        version: &TagVersion,
    ) -> Newer {
        match self.image(reference) {
            Some(image) => newer(image, default, candidates, version),
            None => newer(&Image::default(), default, candidates, version),
        }
    }
}
