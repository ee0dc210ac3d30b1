//! The images that stages build on, each once, with all places that name it.

use super::FileView;
use crate::images::{About, Images};
use crate::model::{ImageReference, Located, Reference};
use crate::text::ByteRange;
use std::collections::HashMap;

pub struct BaseImage<'a> {
    pub reference: Reference,
    /// What is known of it without asking anybody.
    pub about: Option<About>,
    pub places: Vec<Place<'a>>,
}

/// A FROM and its image.
pub struct Place<'a> {
    pub stage: usize,
    pub from: Located<'a>,
    pub image: &'a ImageReference,
}

impl<'a> BaseImage<'a> {
    /// In the order in which the file first names them.
    pub fn all(file: &FileView<'a>) -> Vec<BaseImage<'a>> {
        let images: &dyn Images = file.world.images;
        let contexts = file.world.context.other_contexts();
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut all: Vec<BaseImage> = Vec::new();
        for (stage, from) in file.froms().enumerate() {
            let written = file.document.dockerfile().stages.get(stage);
            let written = written.and_then(|stage| stage.from()?.image.as_ref());
            let name = file.evaluation().base_name(stage);
            let (Some(image), false) = (written, name == "scratch") else {
                continue;
            };
            // It may be the name of an earlier stage here, and of an image there.
            let Some(reference) = file.evaluation().reference(stage) else {
                continue;
            };
            if reference.is_any_of(&contexts) {
                continue;
            }
            let index = *known.entry(name).or_insert_with(|| {
                all.push(BaseImage {
                    about: images.about(&reference),
                    reference,
                    places: Vec::new(),
                });
                all.len() - 1
            });
            if let Some(base) = all.get_mut(index) {
                base.places.push(Place { stage, from, image });
            }
        }
        all
    }
}

impl Place<'_> {
    /// Its tag, or all of it where it has none.
    pub fn tag(&self) -> ByteRange {
        self.from.at(self.image.tag.unwrap_or(self.image.word.span))
    }

    /// Its name without registry, tag and digest.
    pub fn path(&self) -> ByteRange {
        self.from
            .at(self.image.path.unwrap_or(self.image.word.span))
    }

    /// As it is written, without its registry, tag and digest.
    pub fn written_path(&self) -> &str {
        self.image.written_path().unwrap_or_default()
    }

    /// No variable stands in it, and no digest decides in place of the tag.
    pub fn is_plain(&self) -> bool {
        self.image.word.expansions.is_empty() && self.image.digest.is_none()
    }
}
