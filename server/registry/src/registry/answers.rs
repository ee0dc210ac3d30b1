//! Answers from what is known. Nothing here waits.

use super::Shared;
use super::memory::Wanted;
use super::merged::Merged;
use crate::catalog::{MOST_ITEMS, fits, own_platform, starts_with};
use crate::date::date_of_day;
use crate::engine::LocalImages;
use crate::listed::repository;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;
use strates_analysis::images::{
    About, Described, Fact, ImageName, Images, Known, Missing, Origin, PlatformSize, Source, Tag,
};
use strates_analysis::model::{DOCKER_HUB, Reference};

impl Shared {
    pub(super) fn tags(
        self: &Arc<Shared>,
        image: &Reference,
        typed: &str,
        may_ask: bool,
    ) -> Known<Tag> {
        let wanted = Wanted::List((typed.len() > 1).then(|| typed.to_owned()));
        let is_under_way =
            self.look_for_tags(image, &wanted, may_ask) | self.look_at_engine(may_ask);
        let (merged, local) = self.known(image);
        let local = local_tags(local.as_deref(), image);
        let mut known = match &merged {
            None => self.catalog.tags(image, typed),
            Some(merged) => {
                let mut fitting = merged.fitting(typed);
                let items = fitting.by_ref().take(MOST_ITEMS);
                let items = items
                    .map(|(alike, name)| alike.tag(&self.catalog, image, name))
                    .collect();
                Known {
                    items,
                    is_complete: fitting.next().is_none() && merged.is_complete,
                }
            }
        };
        for item in &mut known.items {
            item.is_local = local.contains(&*item.name);
        }
        let is_listed = |tag: &&str| known.items.iter().any(|item| item.name == **tag);
        let mut own: Vec<&str> = local
            .iter()
            .copied()
            .filter(|tag| fits(tag, typed))
            .collect();
        own.retain(|tag| !is_listed(tag));
        own.sort_by(|one, other| crate::order::natural(other, one));
        own.sort_by_key(|tag| !starts_with(tag, typed));
        let own: Vec<Tag> = own
            .into_iter()
            .map(|tag| self.local_tag(image, tag))
            .collect();
        // Nobody but the person who reads this has them.
        known.items.splice(0..0, own);
        known.is_complete &= !is_under_way && known.items.len() <= MOST_ITEMS;
        known.items.truncate(MOST_ITEMS);
        known
    }

    fn local_tag(&self, image: &Reference, name: &str) -> Tag {
        let (end_of_life, base_end_of_life) = self.catalog.ends(image, name);
        Tag {
            name: name.to_owned(),
            is_local: true,
            end_of_life,
            base_end_of_life,
            ..Tag::default()
        }
    }

    fn known(&self, image: &Reference) -> (Option<Arc<Merged>>, Option<Arc<LocalImages>>) {
        let mut memory = self.memory();
        let merged = memory.repository(&repository(image)).merged.clone();
        (merged, memory.engine.images.clone())
    }

    pub(super) fn names(self: &Arc<Shared>, typed: &str, may_ask: bool) -> Known<ImageName> {
        let (written, part) = without_hub(typed);
        let part = part.to_ascii_lowercase();
        let is_under_way = self.look_for_names(&part, may_ask) | self.look_at_engine(may_ask);
        let mut known = self.catalog.names(typed);
        let local = self.memory().engine.images.clone();
        let mut seen: HashSet<String> = HashSet::new();
        for item in &mut known.items {
            item.is_local = Reference::parse(&item.name)
                .zip(local.as_ref())
                .is_some_and(|(name, local)| !local.of(&repository(&name)).is_empty());
            seen.insert(item.name.clone());
        }
        let mut own: Vec<String> = Vec::new();
        for image in local.iter().flat_map(|local| local.repositories()) {
            let name = familiar(&image.reference, written);
            if fits(&name, typed) && seen.insert(name.clone()) {
                own.push(name);
            }
        }
        own.sort_by(|one, other| {
            let key = |name: &str| (!starts_with(name, typed), name.len());
            key(one).cmp(&key(other)).then_with(|| one.cmp(other))
        });
        let own = own.into_iter().map(|name| ImageName {
            name,
            description: None,
            is_official: false,
            is_deprecated: false,
            is_local: true,
        });
        known.items.splice(0..0, own);
        let memory = self.memory();
        if let Some(search) = memory.search(&part) {
            for found in search.found.iter().filter(|found| fits(&found.name, &part)) {
                let name = found.name.strip_prefix("library/").unwrap_or(&found.name);
                let is_hidden = written.contains("library/") && !found.is_official;
                let name = format!("{written}{name}");
                if is_hidden || !seen.insert(name.clone()) {
                    continue;
                }
                known.items.push(ImageName {
                    name,
                    description: found.description.clone().map(Described::Publisher),
                    is_official: found.is_official,
                    is_deprecated: false,
                    is_local: false,
                });
            }
            known.is_complete &= search.is_complete;
        }
        known.is_complete &= !is_under_way && known.items.len() <= MOST_ITEMS;
        known.items.truncate(MOST_ITEMS);
        known
    }

    pub(super) fn about(self: &Arc<Shared>, image: &Reference, may_ask: bool) -> Option<About> {
        self.look_at_engine(may_ask);
        let (merged, local) = self.known(image);
        let wanted = image
            .tag
            .as_deref()
            .or(image.digest.is_none().then_some("latest"));
        let all = Wanted::List(None);
        let one = wanted.map(|tag| Wanted::Tag(tag.to_owned()));
        self.look_for_tags(image, &one.unwrap_or(all), may_ask);
        self.look_into(image, may_ask);
        self.look_for_layers(image, may_ask);
        let mut about = self.catalog.about(image);
        if let Some(merged) = &merged {
            let about = about.get_or_insert_default();
            self.add_listed(about, merged, image, wanted);
        }
        let own = local.as_ref().and_then(|local| local.get(image));
        if let Some(own) = own {
            let about = about.get_or_insert_default();
            let name = own.reference.tag.as_deref().unwrap_or_default();
            let tag = about.tag.get_or_insert_with(|| self.local_tag(image, name));
            tag.is_local = true;
            self.add_local(about, image, own.bytes);
        }
        if let Some((layers, origin)) = self.known_layers(image) {
            let about = about.get_or_insert_default();
            about.layers = Some(Fact {
                value: u32::try_from(layers.layers.len()).unwrap_or(u32::MAX),
                origin: origin.clone(),
            });
            about
                .sizes
                .retain(|size| size.value.platform != own_platform());
            let value = size(own_platform(), layers.bytes());
            about.sizes.insert(0, Fact { value, origin });
        }
        if let Some(missing) = self.missing(image).filter(|_| own.is_none()) {
            about.get_or_insert_default().missing = Some(missing);
        }
        about
    }

    /// What its registry said that there is not.
    fn missing(&self, image: &Reference) -> Option<Missing> {
        let now = Instant::now();
        let mut memory = self.memory();
        let known = memory.repository(&repository(image));
        if known.is_missing(now) {
            return Some(Missing::Repository);
        }
        // A digest decides, whatever tag stands before it.
        let tag = image.tag.as_deref().unwrap_or("latest");
        let is_missing = image.digest.is_none() && known.is_missing_tag(tag, now);
        is_missing.then_some(Missing::Tag)
    }

    fn add_listed(
        &self,
        about: &mut About,
        merged: &Merged,
        image: &Reference,
        wanted: Option<&str>,
    ) {
        let day = u32::try_from(merged.fetched / 86_400).unwrap_or(u32::MAX);
        let origin = Origin {
            source: Source::Registry,
            // Of some tags alone, nobody knows how old the others are.
            date: (day > 0).then(|| date_of_day(day)),
        };
        if merged.is_complete {
            about.listed = Some(origin.clone());
        }
        let by_digest = || merged.of_digest(image.digest.as_deref()?);
        let Some(name) = wanted.or_else(by_digest) else {
            return;
        };
        let Some(alike) = merged.get(name) else {
            return;
        };
        about.tag = Some(alike.tag(&self.catalog, image, name));
        let newer = merged.newer(&self.catalog, image, name);
        about.newer = newer.any.or_else(|| about.newer.take());
        about.update = newer.of_the_line.or_else(|| about.update.take());
        if !alike.platforms.is_empty() {
            let names = alike.platforms.iter().map(|(platform, _)| platform.clone());
            about.platforms = names.collect();
        }
        let sizes = alike.platforms.iter().filter(|(_, bytes)| *bytes > 0);
        let sizes: Vec<Fact<PlatformSize>> = sizes
            .map(|(platform, bytes)| Fact {
                value: size(platform, *bytes),
                origin: origin.clone(),
            })
            .collect();
        if !sizes.is_empty() {
            about.sizes = sizes;
        }
    }

    /// Where nobody else tells.
    fn add_local(&self, about: &mut About, image: &Reference, bytes: u64) {
        let inspected = self.inspected(image);
        let origin = Origin {
            source: Source::Engine,
            date: None,
        };
        if let Some(inspected) = &inspected {
            about.layers = Some(Fact {
                value: inspected.layers,
                origin: origin.clone(),
            });
        }
        if about.sizes.is_empty() {
            let platform = inspected
                .as_ref()
                .map_or(own_platform(), |image| &image.platform);
            about.sizes.push(Fact {
                value: size(platform, bytes),
                origin,
            });
        }
    }
}

fn size(platform: &str, bytes: u64) -> PlatformSize {
    PlatformSize {
        platform: platform.to_owned(),
        bytes,
    }
}

fn local_tags<'a>(local: Option<&'a LocalImages>, image: &Reference) -> HashSet<&'a str> {
    let images = local.map_or(&[][..], |local| local.of(&repository(image)));
    images
        .iter()
        .filter_map(|image| image.reference.tag.as_deref())
        .collect()
}

/// What is written before a name that Docker Hub knows, and the name.
fn without_hub(typed: &str) -> (&str, &str) {
    for prefix in [
        "index.docker.io/library/",
        "docker.io/library/",
        "docker.io/",
        "library/",
    ] {
        if let Some(rest) = typed.strip_prefix(prefix) {
            return (prefix, rest);
        }
    }
    ("", typed)
}

/// As one writes the name of an image, after what is written already.
fn familiar(reference: &Reference, written: &str) -> String {
    if reference.registry != DOCKER_HUB {
        return repository(reference);
    }
    let name = match written.ends_with("library/") || written.is_empty() || written == "docker.io/"
    {
        true => reference
            .path
            .strip_prefix("library/")
            .unwrap_or(&reference.path),
        false => &reference.path,
    };
    format!("{written}{name}")
}
