//! What one gets without a tag, to measure the others by.

use super::TagVersion;
use super::parsed::{ParsedTag, most_exact};
use super::release::Release;

#[derive(Default)]
pub struct Line<'a> {
    tags: &'a [ParsedTag],
    version: Option<&'a TagVersion>,
}

/// Channels that bring what is not released yet.
const CHANNELS: &[&str] = &[
    "alpha",
    "beta",
    "canary",
    "dev",
    "devel",
    "develop",
    "edge",
    "experimental",
    "nightly",
    "rawhide",
    "rc",
    "rc-buggy",
    "sid",
    "testing",
    "tip",
    "unstable",
];

impl<'a> Line<'a> {
    pub fn of(default: Option<&'a Vec<ParsedTag>>) -> Line<'a> {
        let tags = default.map_or(&[][..], Vec::as_slice);
        Line {
            tags,
            version: most_exact(tags).map(|(_, version)| version),
        }
    }

    /// Whether others are of the same release or, where no version is said, go by the same name:
    /// `lyrical-perception` beside `lyrical`.
    pub fn holds(&self, tags: &[ParsedTag], version: Option<&TagVersion>) -> bool {
        let Some(default) = self.version else {
            return tags.iter().any(|tag| self.names(&tag.name));
        };
        version.is_some_and(|version| Release::of(version).0 == Release::of(default).0)
    }

    fn names(&self, name: &str) -> bool {
        self.tags.iter().any(|tag| goes_by(name, &tag.name))
    }

    /// Whether others are not released yet.
    pub fn is_before(&self, tags: &[ParsedTag], version: Option<&TagVersion>) -> bool {
        let says_so = |tag: &ParsedTag| {
            let version = tag.version.as_ref();
            version.is_some_and(|version| version.prerelease.is_some())
        };
        // `unstable` may be a name of what is released too.
        let is_same_version = match (self.version, version) {
            (Some(default), Some(version)) => default.numbers == version.numbers,
            _ => false,
        };
        tags.iter().any(says_so) || !is_same_version && tags.iter().any(is_of_a_channel)
    }
}

fn is_of_a_channel(tag: &ParsedTag) -> bool {
    CHANNELS.iter().any(|channel| goes_by(&tag.name, channel))
}

/// `edge` itself, and `edge-slim`.
fn goes_by(name: &str, first: &str) -> bool {
    name.strip_prefix(first)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
