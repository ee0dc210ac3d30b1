//! One image of the catalog. What it holds is read when it is first asked for, and kept.

use super::block::Block;
use crate::date::{date_of_day, parse_date};
use crate::order::{CodeName, CodeNames, Group, in_order};
use std::sync::OnceLock;
use strates_analysis::images::{Date, PlatformSize};
use strates_analysis::lang::Text;

/// 2013-01-01, the first year of Docker.
const FIRST_DAY: u32 = 15_706;

#[derive(Default)]
pub struct Image {
    pub name: &'static str,
    pub description: Option<Text>,
    pub is_official: bool,
    pub is_deprecated: bool,
    /// Not one that is only remembered.
    pub is_listed: bool,
    /// A tag that is not in the list may be missing in it.
    pub has_all_tags: bool,
    pub listed: Option<Date>,
    pub tags: Block,
    pub gone: Block,
    pub cycles: Block,
    pub listing: OnceLock<Listing>,
    pub removed: OnceLock<Removed>,
    pub lines: OnceLock<Vec<Cycle>>,
}

/// The tags there are, in their order.
#[derive(Default)]
pub struct Listing {
    pub aliases: Vec<Aliases>,
    pub measured: Vec<Measured>,
}

/// Tags that name the same image, and what they share.
#[derive(Default)]
pub struct Aliases {
    pub group: Group,
    pub architectures: Vec<String>,
    pub layers: Option<u32>,
}

pub struct Measured {
    pub tag: String,
    pub date: Option<Date>,
    pub digest: String,
    pub layers: Option<u32>,
    pub sizes: Vec<PlatformSize>,
}

/// Tags that were, and the day they were no longer.
pub struct Removed(String);

/// A line of releases, and its end as its authors give it.
#[derive(Clone, PartialEq, Debug)]
pub struct Cycle {
    /// `3.8`, as its authors write it.
    pub version: String,
    pub numbers: Vec<u64>,
    pub name: Option<String>,
    pub end: End,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum End {
    NotSet,
    On(Date),
    /// Nobody knows when.
    Passed,
}

impl Image {
    /// `own` are the names of the image's own releases, `names` those of all systems.
    pub fn listing(
        &self,
        architectures: &[Vec<String>],
        own: &CodeNames,
        names: &CodeNames,
    ) -> &Listing {
        self.listing
            .get_or_init(|| Listing::read(&self.tags.text(), architectures, own, names))
    }

    pub fn removed(&self) -> &Removed {
        self.removed.get_or_init(|| Removed(self.gone.text()))
    }

    pub fn lines(&self) -> &[Cycle] {
        self.lines.get_or_init(|| {
            let text = self.cycles.text();
            text.lines().filter_map(Cycle::read).collect()
        })
    }
}

impl Listing {
    fn read(
        text: &str,
        architectures: &[Vec<String>],
        own: &CodeNames,
        names: &CodeNames,
    ) -> Listing {
        let mut measured = Vec::new();
        let mut groups = Vec::new();
        let mut others = Vec::new();
        for line in text.lines() {
            if let Some(line) = line.strip_prefix("!\t") {
                measured.extend(Measured::read(line));
                continue;
            }
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let tags = field().split(' ').map(str::to_owned).collect();
            let list = field().parse().ok();
            let list = list.and_then(|list: usize| architectures.get(list));
            let mut list = list.cloned().unwrap_or_default();
            let flags = field();
            let is_windows = !list.is_empty() && list.iter().all(|name| is_windows(name));
            if flags.contains('w') {
                list.push(WINDOWS.to_owned());
            }
            groups.push(Group {
                tags,
                is_default: flags.contains('*'),
                is_windows,
                ..Group::default()
            });
            others.push((list, field().parse().ok()));
        }
        let places = in_order(&mut groups, own, names);
        let mut take = |place: usize| {
            let group = std::mem::take(groups.get_mut(place)?);
            let (architectures, layers) = std::mem::take(others.get_mut(place)?);
            Some(Aliases {
                group,
                architectures,
                layers,
            })
        };
        Listing {
            aliases: places.into_iter().filter_map(&mut take).collect(),
            measured,
        }
    }

    /// Those that a tag is among.
    pub fn of(&self, tag: &str) -> Option<&Aliases> {
        let is_among = |aliases: &&Aliases| aliases.group.tags.iter().any(|known| known == tag);
        self.aliases.iter().find(is_among)
    }
}

const WINDOWS: &str = "windows/amd64";

fn is_windows(architecture: &str) -> bool {
    architecture.starts_with("windows")
}

impl Measured {
    fn read(line: &str) -> Option<Measured> {
        let mut fields = line.split('\t');
        Some(Measured {
            tag: fields.next()?.to_owned(),
            date: parse_date(fields.next()?),
            digest: fields.next()?.to_owned(),
            layers: fields.next()?.parse().ok(),
            sizes: fields.filter_map(size).collect(),
        })
    }
}

fn size(field: &str) -> Option<PlatformSize> {
    let (platform, bytes) = field.split_once('=')?;
    Some(PlatformSize {
        platform: platform.to_owned(),
        bytes: bytes.parse().ok()?,
    })
}

impl Removed {
    pub fn since(&self, tag: &str) -> Option<Date> {
        let line = self.0.lines().find_map(|line| {
            let (day, tags) = line.split_once('\t')?;
            tags.split(' ').any(|gone| gone == tag).then_some(day)
        })?;
        let day: u32 = line.parse().ok()?;
        Some(date_of_day(day.saturating_add(FIRST_DAY)))
    }
}

impl Cycle {
    fn read(line: &str) -> Option<Cycle> {
        let mut fields = line.split('\t');
        let version = fields.next()?.to_owned();
        let numbers = version
            .split('.')
            .map(|number| number.parse().ok())
            .collect::<Option<Vec<u64>>>()?;
        let end = match fields.next()? {
            "ended" => End::Passed,
            day => parse_date(day).map_or(End::NotSet, End::On),
        };
        let name = fields.next().filter(|name| !name.is_empty());
        Some(Cycle {
            version,
            numbers,
            name: name.map(str::to_owned),
            end,
        })
    }
}

/// The names by which the releases of a system are called in tags, from the first year of Docker
/// on: older ones are words that mean something else.
pub fn code_names(system: &'static str, lines: &[Cycle]) -> impl Iterator<Item = CodeName> {
    lines.iter().filter_map(move |cycle| {
        let name = cycle.name.as_ref()?.to_ascii_lowercase();
        let is_of_today = match cycle.end {
            End::On(end) => end >= date_of_day(FIRST_DAY),
            End::NotSet => true,
            End::Passed => false,
        };
        is_of_today.then(|| CodeName {
            name,
            system,
            numbers: cycle.numbers.clone(),
        })
    })
}
