//! From the lists that others publish to the catalog within the binary.

mod read;
mod write;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the sources are.
pub struct Paths {
    /// The condensed list of the official images.
    pub official: PathBuf,
    /// Instead of it, the folder `library` of a checkout, and the day of that.
    pub library: Option<(PathBuf, String)>,
    pub gone: PathBuf,
    pub ends: PathBuf,
    pub others: PathBuf,
    pub layers: PathBuf,
    pub descriptions: PathBuf,
}

impl Paths {
    pub fn within(sources: &Path, descriptions: PathBuf) -> Paths {
        Paths {
            official: sources.join("official_catalog.tsv"),
            library: None,
            gone: sources.join("eol_lines.tsv"),
            ends: sources.join("eol_dates.json"),
            others: sources.join("extra_catalog.json"),
            layers: sources.join("layers.json"),
            descriptions,
        }
    }
}

pub struct Made {
    pub bytes: Vec<u8>,
    pub images: usize,
    pub tags: usize,
}

/// Reads all sources; the same ones give the same bytes.
pub fn catalog(paths: &Paths) -> Result<Made, Box<dyn Error>> {
    let mut images = match &paths.library {
        Some((folder, day)) => read::library::images(folder, day)?,
        None => read::condensed::images(&text(&paths.official)?)?,
    };
    read::others::add(&mut images, &text(&paths.others)?)?;
    read::layers::add(&mut images, &text(&paths.layers)?)?;
    let is_listed = |image: &&Image| image.is_listed;
    let listed: Vec<&Image> = images.values().filter(is_listed).collect();
    let tags = listed
        .iter()
        .flat_map(|image| &image.groups)
        .map(|group| group.tags.len());
    let (count, tags) = (listed.len(), tags.sum());
    read::gone::add(&mut images, &text(&paths.gone)?)?;
    read::ends::add(&mut images, &text(&paths.ends)?)?;
    read::descriptions::add(&mut images, &text(&paths.descriptions)?)?;
    Ok(Made {
        bytes: write::bytes(&images)?,
        images: count,
        tags,
    })
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// By name.
pub(crate) type Images = BTreeMap<String, Image>;

#[derive(Default)]
pub(crate) struct Image {
    pub is_official: bool,
    pub is_deprecated: bool,
    pub is_listed: bool,
    /// The list of its tags is one of some of them.
    pub is_guess: bool,
    /// The day of the list.
    pub date: String,
    pub groups: Vec<Group>,
    pub measured: Vec<Measured>,
    /// Day since 2013-01-01 and tags, as the source has them.
    pub gone: String,
    pub cycles: Vec<Cycle>,
    pub en: String,
    pub fr: String,
}

#[derive(Clone, Default, PartialEq, Debug)]
pub(crate) struct Group {
    pub tags: Vec<String>,
    pub architectures: Vec<String>,
    pub is_default: bool,
    /// Linux images and one of Windows besides.
    pub is_for_windows_too: bool,
    pub layers: Option<u32>,
}

pub(crate) struct Measured {
    pub tag: String,
    pub date: String,
    pub digest: String,
    pub layers: usize,
    /// Platform and compressed bytes.
    pub sizes: Vec<(&'static str, u64)>,
}

pub(crate) struct Cycle {
    pub version: String,
    /// A day, `ended`, or nothing.
    pub end: String,
    pub name: String,
}

/// As one writes it after `--platform=linux/`.
pub(crate) fn architecture(name: &str) -> String {
    match name {
        "arm64v8" | "arm64/v8" => "arm64",
        "i386" => "386",
        "windows-amd64" => "windows/amd64",
        "arm32v5" => "arm/v5",
        "arm32v6" => "arm/v6",
        "arm32v7" => "arm/v7",
        name => name,
    }
    .to_owned()
}
