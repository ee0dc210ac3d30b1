//! The images that strates knows with no network at all, from data within the binary.
//!
//! `strates-catalog`, beside this crate, makes that data.

mod about;
mod beside;
mod block;
mod end_of_life;
mod image;
mod index;
mod names;
mod newer;
mod platforms;
mod tags;

pub(crate) use newer::Newer;
pub(crate) use platforms::own as own_platform;
pub(crate) use tags::{fits, holds, other_names, starts_with};

use crate::date::today;
use crate::order::CodeNames;
use image::{Image, Listing, code_names};
use index::Index;
use std::sync::OnceLock;
use strates_analysis::images::{About, Date, ImageName, Images, Known, Origin, Source, Tag};
use strates_analysis::model::{DOCKER_HUB, Reference};

/// No list that a person reads is longer.
pub const MOST_ITEMS: usize = 200;

const EMBEDDED: &[u8] = include_bytes!("../../data/catalog.bin");

/// The systems whose releases are known by name in tags of other images.
const NAMED_SYSTEMS: [&str; 2] = ["debian", "ubuntu"];

pub struct Catalog {
    bytes: &'static [u8],
    today: fn() -> Date,
    index: OnceLock<Index>,
    code_names: OnceLock<CodeNames>,
}

impl Catalog {
    /// The one in the binary. Reads nothing of it yet.
    pub const fn embedded() -> Catalog {
        Catalog::with(EMBEDDED, today)
    }

    /// `today` decides which lines have ended.
    pub const fn with(bytes: &'static [u8], today: fn() -> Date) -> Catalog {
        Catalog {
            bytes,
            today,
            index: OnceLock::new(),
            code_names: OnceLock::new(),
        }
    }

    /// The embedded one on a day of one's own.
    pub const fn embedded_on(today: fn() -> Date) -> Catalog {
        Catalog::with(EMBEDDED, today)
    }

    /// Where the list of an image's tags is from; `None` where it has not all of them.
    fn origin(&self, image: &Image) -> Option<Origin> {
        (image.is_listed && image.has_all_tags).then_some(Origin {
            source: Source::Catalog,
            date: image.listed,
        })
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::read(self.bytes))
    }

    fn image(&self, reference: &Reference) -> Option<&Image> {
        self.index().get(&written(reference))
    }

    fn listing<'a>(&'a self, image: &'a Image) -> &'a Listing {
        let names = self.code_names();
        let own = names.of(image.name);
        image.listing(&self.index().architectures, &own, names)
    }

    fn code_names(&self) -> &CodeNames {
        self.code_names.get_or_init(|| {
            let systems = NAMED_SYSTEMS
                .iter()
                .filter_map(|system| self.index().get(system));
            let names = systems.flat_map(|system| code_names(system.name, system.lines()));
            CodeNames::new(names.collect())
        })
    }
}

impl Images for Catalog {
    fn names(&self, typed: &str) -> Known<ImageName> {
        names::names(&self.index().images, typed)
    }

    fn tags(&self, image: &Reference, typed: &str) -> Known<Tag> {
        match self.image(image) {
            Some(image) => self.tags_of(image, typed),
            None => Known::nothing(),
        }
    }

    /// The day.
    fn version(&self) -> u64 {
        let Date { year, month, day } = (self.today)();
        [u64::from(year), u64::from(month), u64::from(day)]
            .into_iter()
            .fold(0, |version, part| version * 100 + part)
    }

    fn about(&self, image: &Reference) -> Option<About> {
        match self.image(image) {
            Some(known) => self.about_image(known, image),
            None => platforms::of_namespace(image),
        }
    }

    fn own_platform(&self) -> Option<&'static str> {
        Some(platforms::own())
    }
}

/// As the catalog names images: without Docker Hub, and official ones without `library/`.
fn written(reference: &Reference) -> String {
    let Reference { registry, path, .. } = reference;
    if registry != DOCKER_HUB {
        return format!("{registry}/{path}");
    }
    path.strip_prefix("library/").unwrap_or(path).to_owned()
}

/// What is not shown makes the list incomplete: more typed shows other items of it.
fn cut<T>(mut items: Vec<T>) -> Known<T> {
    let is_complete = items.len() <= MOST_ITEMS;
    items.truncate(MOST_ITEMS);
    Known { items, is_complete }
}
