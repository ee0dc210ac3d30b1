//! The images that stages build on and take files from, each once, with all places that name it.

use super::FileView;
use crate::images::{About, Images};
use crate::model::{ImageReference, Keyword, Located, Reference};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::collections::HashMap;

pub struct NamedImage<'a> {
    pub reference: Reference,
    /// What is known of it without asking anybody.
    pub about: Option<About>,
    pub places: Vec<Place<'a>>,
}

/// An instruction and the image that it names.
pub struct Place<'a> {
    pub stage: usize,
    pub located: Located<'a>,
    pub image: Cow<'a, ImageReference>,
}

impl<'a> NamedImage<'a> {
    /// In the order in which the file first names them.
    pub fn all(file: &FileView<'a>) -> Vec<NamedImage<'a>> {
        let mut all = All {
            images: file.world.images,
            contexts: file.world.context.other_contexts(),
            known: HashMap::new(),
            named: Vec::new(),
        };
        for (stage, located) in file.froms().enumerate() {
            all.add_base(file, stage, located);
            for (located, name, span) in file.document.dockerfile().sources_of(stage) {
                let keyword = located.instruction.keyword;
                let is_number = keyword == Keyword::Copy && name.parse::<i64>().is_ok();
                let meant = file.evaluation().stage_meant(keyword, name);
                if is_number || meant.is_some() {
                    continue;
                }
                let Some(image) = ImageReference::of_name(name, span) else {
                    continue;
                };
                let place = Place {
                    stage,
                    located,
                    image: Cow::Owned(image),
                };
                all.add(name, Reference::parse(name), place);
            }
        }
        all.named
    }
}

struct All<'a> {
    images: &'a dyn Images,
    contexts: Vec<String>,
    /// Where each name stands among them.
    known: HashMap<String, usize>,
    named: Vec<NamedImage<'a>>,
}

impl<'a> All<'a> {
    fn add_base(&mut self, file: &FileView<'a>, stage: usize, located: Located<'a>) {
        let written = file.document.dockerfile().stages.get(stage);
        let Some(image) = written.and_then(|stage| stage.from()?.image.as_ref()) else {
            return;
        };
        let place = Place {
            stage,
            located,
            image: Cow::Borrowed(image),
        };
        // It may be the name of an earlier stage here, and of an image there.
        let reference = file.evaluation().reference(stage);
        self.add(file.evaluation().base_name(stage), reference, place);
    }

    fn add(&mut self, name: &str, reference: Option<Reference>, place: Place<'a>) {
        let reference = reference.filter(|_| name != "scratch");
        let Some(reference) = reference.filter(|found| !found.is_any_of(&self.contexts)) else {
            return;
        };
        let index = match self.known.get(name) {
            Some(index) => *index,
            None => {
                self.named.push(NamedImage {
                    about: self.images.about(&reference),
                    reference,
                    places: Vec::new(),
                });
                self.known.insert(name.to_owned(), self.named.len() - 1);
                self.named.len() - 1
            }
        };
        if let Some(named) = self.named.get_mut(index) {
            named.places.push(place);
        }
    }
}

impl Place<'_> {
    /// A stage builds on it; what does not only takes files from it.
    pub fn is_base(&self) -> bool {
        self.located.instruction.keyword == Keyword::From
    }

    /// Its tag, or all of it where it has none.
    pub fn tag(&self) -> ByteRange {
        self.located
            .at(self.image.tag.unwrap_or(self.image.word.span))
    }

    /// Its name without registry, tag and digest.
    pub fn path(&self) -> ByteRange {
        self.located
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
