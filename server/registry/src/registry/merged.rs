//! A list from a registry, in the order that a person wants, with what the catalog adds.

use crate::catalog::{Catalog, Newer, holds, other_names, starts_with};
use crate::listed::{Listed, ListedTag};
use crate::order::{Group, TagVersion, in_order};
use std::collections::{HashMap, HashSet};
use strates_analysis::images::Tag;
use strates_analysis::model::Reference;

pub struct Merged {
    groups: Vec<Alike>,
    /// The group of each tag.
    places: HashMap<String, usize>,
    /// What may be offered in place of another, each with its version.
    versions: Vec<(TagVersion, String, bool)>,
    pub is_complete: bool,
    pub fetched: u64,
}

/// Tags of one image.
#[derive(Default)]
pub struct Alike {
    pub group: Group,
    pub digest: Option<String>,
    /// Each with its compressed bytes; 0 where nobody says.
    pub platforms: Vec<(String, u64)>,
    architectures: Vec<String>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Digest(&'a str),
    /// A group of the catalog.
    Known(usize),
    Alone(&'a str),
}

impl Merged {
    pub fn new(listed: &Listed, catalog: &Catalog, image: &Reference) -> Merged {
        let alike = catalog.alike(image);
        let (own, names) = catalog.release_names(image);
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (at, group) in alike.iter().enumerate() {
            known.extend(group.tags.iter().map(|tag| (&**tag, at)));
        }
        let mut found: HashMap<Key, usize> = HashMap::new();
        let mut groups: Vec<Alike> = Vec::new();
        let mut add = |key, name: &str, tag: Option<&ListedTag>, at: Option<usize>| {
            let place = *found.entry(key).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Alike::default());
            }
            let Some(group) = groups.get_mut(place) else {
                return;
            };
            group.group.tags.push(name.to_owned());
            if let Some(tag) = tag {
                group.digest = group.digest.take().or_else(|| tag.digest.clone());
                if group.platforms.is_empty() {
                    group.platforms = tag.platforms.clone();
                }
            }
            let architectures = at
                .and_then(|at| alike.get(at))
                .map(|alike| alike.architectures);
            if let (Some(architectures), true) = (architectures, group.architectures.is_empty()) {
                group.architectures = architectures.to_vec();
            }
        };
        let mut seen = HashSet::new();
        for tag in &listed.tags {
            if !seen.insert(&*tag.name) {
                continue;
            }
            let at = known.get(&*tag.name).copied();
            let key = match (&tag.digest, at) {
                (Some(digest), _) => Key::Digest(digest),
                (None, Some(at)) => Key::Known(at),
                (None, None) => Key::Alone(&tag.name),
            };
            add(key, &tag.name, Some(tag), at);
        }
        for (at, group) in alike.iter().enumerate() {
            let missing = group.tags.iter().filter(|tag| !seen.contains(&***tag));
            for tag in missing.filter(|_| !listed.is_complete) {
                add(Key::Known(at), tag, None, Some(at));
            }
        }
        let mut merged = Merged {
            groups,
            places: HashMap::new(),
            versions: Vec::new(),
            is_complete: listed.is_complete,
            fetched: listed.fetched,
        };
        merged.put_in_order(&own, names);
        merged
    }

    fn put_in_order(&mut self, own: &crate::order::CodeNames, names: &crate::order::CodeNames) {
        let groups = std::mem::take(&mut self.groups);
        let (mut order, mut rest): (Vec<Group>, Vec<Alike>) = groups
            .into_iter()
            .map(|mut alike| {
                if !alike.platforms.is_empty() {
                    alike.architectures = alike
                        .platforms
                        .iter()
                        .map(|(name, _)| architecture(name))
                        .collect();
                }
                let mut group = std::mem::take(&mut alike.group);
                group.is_default = group.tags.iter().any(|tag| tag == "latest");
                group.is_windows = !alike.architectures.is_empty()
                    && alike
                        .architectures
                        .iter()
                        .all(|name| name.starts_with("windows"));
                (group, alike)
            })
            .unzip();
        for place in in_order(&mut order, own, names) {
            let (Some(group), Some(alike)) = (order.get_mut(place), rest.get_mut(place)) else {
                continue;
            };
            let mut alike = std::mem::take(alike);
            alike.group = std::mem::take(group);
            for tag in &alike.group.tags {
                self.places.insert(tag.clone(), self.groups.len());
                if let Some(version) = TagVersion::parse(tag, own) {
                    let entry = (version, tag.clone(), alike.group.is_prerelease);
                    self.versions.push(entry);
                }
            }
            self.groups.push(alike);
        }
    }

    pub fn get(&self, tag: &str) -> Option<&Alike> {
        self.groups.get(*self.places.get(tag)?)
    }

    /// The tag of a digest alone.
    pub fn of_digest(&self, digest: &str) -> Option<&str> {
        let is = |alike: &&Alike| alike.digest.as_deref() == Some(digest);
        Some(self.groups.iter().find(is)?.group.tags.first()?)
    }

    /// First those that start with what is typed, then those that hold it elsewhere.
    pub fn fitting<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = (&'a Alike, &'a str)> {
        let all = || {
            let groups = self.groups.iter();
            groups.flat_map(|alike| alike.group.tags.iter().map(move |tag| (alike, &**tag)))
        };
        let starting = all().filter(move |(_, tag)| starts_with(tag, typed));
        let holding = all().filter(move |(_, tag)| !starts_with(tag, typed) && holds(tag, typed));
        starting.chain(holding)
    }

    pub fn newer(&self, catalog: &Catalog, image: &Reference, tag: &str) -> Newer {
        let (own, _) = catalog.release_names(image);
        let Some(version) = TagVersion::parse(tag, &own) else {
            return Newer::default();
        };
        let may_be_prerelease = version.prerelease.is_some();
        let candidates = self.versions.iter();
        let candidates =
            candidates.filter(|(.., is_prerelease)| may_be_prerelease || !is_prerelease);
        let candidates = candidates.map(|(version, tag, _)| (version, &**tag));
        let default = self.groups.iter().find(|alike| alike.group.is_default);
        let default = default.and_then(|alike| alike.group.version.as_ref());
        let default = default.map(|version| &*version.numbers);
        catalog.newer_among(image, default, candidates, &version)
    }
}

impl Alike {
    pub fn tag(&self, catalog: &Catalog, image: &Reference, name: &str) -> Tag {
        let (end_of_life, base_end_of_life) = catalog.ends(image, name);
        Tag {
            name: name.to_owned(),
            aliases: other_names(&self.group, name),
            architectures: self.architectures.clone(),
            is_prerelease: self.group.is_prerelease,
            is_windows: self.group.is_windows,
            is_local: false,
            digest: self.digest.clone(),
            end_of_life,
            base_end_of_life,
        }
    }
}

/// As the catalog writes them: `amd64`, `arm64v8`, `windows/amd64`.
fn architecture(platform: &str) -> String {
    let Some(linux) = platform.strip_prefix("linux/") else {
        return platform.to_owned();
    };
    match linux {
        "386" => "i386".to_owned(),
        "arm64" => "arm64v8".to_owned(),
        _ => match linux.strip_prefix("arm/") {
            Some(version) => format!("arm32{version}"),
            None => linux.replace('/', ""),
        },
    }
}
