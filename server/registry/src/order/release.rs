//! The release that tags are of, apart from all variants of it.

use super::{Prerelease, TagVersion};
use std::cmp::{Ordering, Reverse};

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Release<'a> {
    numbers: &'a [u64],
    prerelease: Option<Prerelease>,
    build: &'a str,
}

impl<'a> Release<'a> {
    /// Those of all days are of one release; apart from it the day, where a name has one.
    pub fn of(version: &'a TagVersion) -> (Release<'a>, Option<Reverse<u64>>) {
        let (numbers, day) = version.without_day();
        (Release::with(numbers, version), day.map(Reverse))
    }

    /// That of the day.
    pub fn exact(version: &'a TagVersion) -> Release<'a> {
        Release::with(&version.numbers, version)
    }

    fn with(numbers: &'a [u64], version: &'a TagVersion) -> Release<'a> {
        Release {
            numbers,
            prerelease: version.prerelease,
            build: version.build.as_deref().unwrap_or_default(),
        }
    }
}

/// A pre-release comes before its release.
impl Ord for Release<'_> {
    fn cmp(&self, other: &Release) -> Ordering {
        self.numbers
            .cmp(other.numbers)
            .then_with(|| self.prerelease.is_none().cmp(&other.prerelease.is_none()))
            .then_with(|| self.prerelease.cmp(&other.prerelease))
            .then_with(|| super::natural(self.build, other.build))
    }
}

impl PartialOrd for Release<'_> {
    fn partial_cmp(&self, other: &Release) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
