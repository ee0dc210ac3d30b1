//! What is known of images at this moment, seen through a small trait.

use crate::lang::{Lang, Text};
use crate::model::Reference;
use crate::msg;
use std::fmt;

/// Nothing here waits: who learns more later has the editor ask again. What a source does not answer
/// for, it knows nothing of.
pub trait Images: Send + Sync {
    /// Images whose name fits what is typed of it, the most likely first.
    fn names(&self, _typed: &str) -> Known<ImageName> {
        Known::nothing()
    }

    /// Tags of an image that fit what is typed of one, the best first.
    fn tags(&self, _image: &Reference, _typed: &str) -> Known<Tag> {
        Known::nothing()
    }

    /// Changes whenever an answer may have changed.
    fn version(&self) -> u64 {
        0
    }

    /// The same for what nobody asked for: it connects to nothing. `None` where this never does.
    fn silent(&self) -> Option<&dyn Images> {
        None
    }

    /// The image of a reference; of the tag `latest` where it has none.
    fn about(&self, _image: &Reference) -> Option<About> {
        None
    }

    /// The variables that an image sets, and no others; `None` where nobody here knows them all.
    fn environment(&self, _: &Reference) -> Option<Environment> {
        None
    }

    /// How an image was made, the first first; `None` where nobody here has it.
    fn history(&self, _: &Reference) -> Option<History> {
        None
    }

    /// What a build on this machine is for, where nobody asks for anything else.
    fn own_platform(&self) -> Option<&'static str> {
        None
    }
}

pub struct Known<T> {
    pub items: Vec<T>,
    /// Nothing more is on its way, and nothing that fits is left out.
    pub is_complete: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ImageName {
    /// As one writes it after FROM, without a tag.
    pub name: String,
    pub description: Option<Described>,
    pub is_official: bool,
    pub is_deprecated: bool,
    /// The local engine has it.
    pub is_local: bool,
}

/// A sentence of ours in both languages, or what its publisher wrote.
#[derive(Clone, PartialEq, Debug)]
pub enum Described {
    Ours(Text),
    Publisher(String),
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tag {
    pub name: String,
    /// Other tags of the same image, the most exact first.
    pub aliases: Vec<String>,
    pub architectures: Vec<String>,
    pub is_prerelease: bool,
    pub is_windows: bool,
    pub is_local: bool,
    pub digest: Option<String>,
    /// Its line gets no more updates from its authors since, or from this day on.
    pub end_of_life: Option<EndOfLife>,
    /// The same of the system that the tag names as its base: `buster` in `3.8-slim-buster`.
    pub base_end_of_life: Option<EndOfLife>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct About {
    pub description: Option<Described>,
    pub is_deprecated: bool,
    /// `None` where the image is known and the tag is not.
    pub tag: Option<Tag>,
    pub layers: Option<Fact<u32>>,
    /// One for each platform known: compressed bytes, but those of the local engine are on disk.
    pub sizes: Vec<Fact<PlatformSize>>,
    /// The day since which the tag is not built again.
    pub rebuilt_until: Option<Date>,
    /// A newer tag of the same form.
    pub newer: Option<String>,
    /// The same of the same line of releases: it mends what there is, and is chosen by nobody.
    pub update: Option<String>,
    /// All that the tag is offered for, as `linux/arm64/v8`; none where that is not sure.
    pub platforms: Vec<String>,
    /// The registry said a short while ago that there is no such thing, and the engine here has
    /// none.
    pub missing: Option<Missing>,
    /// Where the list of tags comes from.
    pub listed: Option<Origin>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    Repository,
    Tag,
}

/// Variables with their values.
pub type Environment = Fact<Vec<(String, String)>>;

/// The first first. Their bytes are on disk where the local engine tells them, else compressed.
pub type History = Fact<Vec<Step>>;

/// One instruction of those that made an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// As its builder put it.
    pub created_by: String,
    /// 0 where it made no layer, or an empty one.
    pub bytes: u64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct PlatformSize {
    pub platform: String,
    pub bytes: u64,
}

/// A figure that says where it comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact<T> {
    pub value: T,
    pub origin: Origin,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    pub source: Source,
    pub date: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// What strates was built with.
    Catalog,
    Registry,
    /// The local Docker or Podman engine.
    Engine,
}

#[derive(Clone, PartialEq, Debug)]
pub struct EndOfLife {
    /// What ends, as its authors call it: `3.8`, `bullseye`.
    pub line: String,
    /// `None` where only the fact is known.
    pub date: Option<Date>,
    pub has_passed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

/// The namespaces of Docker Hub that hold the official images once more, for one processor each.
/// The official images call the processors so, too.
pub const NAMESPACES: [(&str, &str); 11] = [
    ("amd64", "linux/amd64"),
    ("arm32v5", "linux/arm/v5"),
    ("arm32v6", "linux/arm/v6"),
    ("arm32v7", "linux/arm/v7"),
    ("arm64v8", "linux/arm64/v8"),
    ("i386", "linux/386"),
    ("mips64le", "linux/mips64le"),
    ("ppc64le", "linux/ppc64le"),
    ("riscv64", "linux/riscv64"),
    ("s390x", "linux/s390x"),
    ("winamd64", "windows/amd64"),
];

impl Origin {
    /// As people read it: `registry, 2026-08-21`.
    pub fn told(&self, lang: Lang) -> String {
        let source = match self.source {
            Source::Catalog => msg!(lang, en: "catalog of strates", fr: "catalogue de strates"),
            Source::Registry => msg!(lang, en: "registry", fr: "registre"),
            Source::Engine => msg!(lang, en: "local engine", fr: "moteur local"),
        };
        let day = |date: Date| format!("{source}, {date}");
        self.date.map_or(source.clone(), day)
    }
}

/// As both languages write dates in tables.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// For who knows of none.
pub struct NoImages;

impl Images for NoImages {}

impl<T> Known<T> {
    pub fn nothing() -> Known<T> {
        Known {
            items: Vec::new(),
            is_complete: true,
        }
    }
}
