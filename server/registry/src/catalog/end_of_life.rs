//! The line of releases that a tag is of, and its end.

use super::Catalog;
use super::image::{Cycle, End, Image};
use crate::order::TagVersion;
use strates_analysis::images::EndOfLife;

/// The systems that tags of other images name with a version: `alpine3.20`, `debian12`.
const SYSTEMS: [&str; 3] = ["alpine", "debian", "ubuntu"];

impl Catalog {
    /// The end of what a version is of.
    pub(super) fn end_of(&self, image: &Image, version: &TagVersion) -> Option<EndOfLife> {
        let cycle = cycle(image.lines(), &version.numbers)?;
        let name = cycle.name.as_ref().filter(|_| version.is_named);
        let line = name.map_or(cycle.version.clone(), |name| name.to_ascii_lowercase());
        self.end(line, cycle)
    }

    /// The end of the system that a tag names: `buster` in `3.8-slim-buster`.
    pub(super) fn end_of_base(&self, image: &Image, tag: &str) -> Option<EndOfLife> {
        if SYSTEMS.contains(&image.name) {
            return None;
        }
        let mut pieces = tag.split('-').peekable();
        while let Some(piece) = pieces.next() {
            if let Some(name) = self.code_names().get(piece) {
                let system = self.index().get(name.system)?;
                let cycle = cycle(system.lines(), &name.numbers)?;
                return self.end(piece.to_owned(), cycle);
            }
            let Some((system, version)) = SYSTEMS
                .iter()
                .find_map(|system| Some((system, piece.strip_prefix(system)?)))
            else {
                continue;
            };
            let version = match version {
                "" => pieces.peek().copied().unwrap_or_default(),
                version => version,
            };
            let system = self.index().get(system)?;
            let is_known = |cycle: &&Cycle| cycle.version == version;
            if let Some(cycle) = system.lines().iter().find(is_known) {
                return self.end(format!("{} {version}", system.name), cycle);
            }
        }
        None
    }

    fn end(&self, line: String, cycle: &Cycle) -> Option<EndOfLife> {
        let (date, has_passed) = match cycle.end {
            End::NotSet => return None,
            End::On(date) => (Some(date), date < (self.today)()),
            End::Passed => (None, true),
        };
        Some(EndOfLife {
            line,
            date,
            has_passed,
        })
    }
}

/// The most exact line that a version is of; of a looser version, the newest line.
pub(super) fn cycle<'a>(lines: &'a [Cycle], numbers: &[u64]) -> Option<&'a Cycle> {
    let above = lines
        .iter()
        .filter(|cycle| numbers.starts_with(&cycle.numbers))
        .max_by_key(|cycle| cycle.numbers.len());
    above.or_else(|| {
        let below = lines
            .iter()
            .filter(|cycle| cycle.numbers.starts_with(numbers));
        below.max_by(|one, other| one.numbers.cmp(&other.numbers))
    })
}
