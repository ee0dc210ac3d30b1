//! What is known at this moment.

use super::digests::Digest;
use super::merged::Merged;
use crate::engine::{Inspected, LocalImages};
use crate::listed::{FRESH, Listed};
use crate::network::{self, Found, Layers};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;
use strates_analysis::model::Reference;

/// Those asked for longest ago go first.
const MOST_REPOSITORIES: usize = 256;
const MOST_SEARCHES: usize = 200;
const MOST_IMAGES: usize = 200;
/// More bases than a file has.
const MOST_WANTED: usize = 16;

#[derive(Default)]
pub struct Memory {
    repositories: HashMap<String, Repository>,
    pub searches: HashMap<String, Search>,
    pub searches_under_way: UnderWay,
    /// No search before.
    pub search_again: Option<Instant>,
    pub engine: Engine,
    /// By repository and tag.
    pub digests: HashMap<String, Digest>,
    /// By repository, digest and platform: these never change.
    pub layers: HashMap<String, Arc<Layers>>,
    /// By image, where they did not come: not asked for before.
    pub contents_again: HashMap<String, Instant>,
    /// Those that were looked for on the disk.
    pub recalled: HashSet<String>,
    clock: u64,
}

#[derive(Default)]
pub struct Repository {
    pub listed: Option<Arc<Listed>>,
    pub merged: Option<Arc<Merged>>,
    /// The disk has been looked at.
    pub is_read: bool,
    /// So has what its tags stand for.
    pub has_recalled: bool,
    /// There is more, but it did not come.
    pub is_cut: bool,
    /// No request before.
    pub again: Option<Instant>,
    /// The registry knows of none, and believes who asks.
    pub missing_until: Option<Instant>,
    /// Parts of names that were asked for.
    pub parts: Vec<Part>,
    pub under_way: UnderWay,
    used: u64,
}

pub struct Part {
    pub text: String,
    pub since: Instant,
    /// All tags that hold it have come.
    pub is_whole: bool,
}

pub struct Search {
    pub found: Vec<Found>,
    pub is_complete: bool,
}

#[derive(Default)]
pub struct Engine {
    pub images: Option<Arc<LocalImages>>,
    pub asked: Option<Instant>,
    /// To be looked into as soon as it is known which images there are, the latest at the end.
    pub wanted: Vec<Reference>,
    pub inspected: HashMap<String, Arc<Inspected>>,
    pub under_way: UnderWay,
}

impl Engine {
    /// Where too many are, the oldest goes.
    pub fn want(&mut self, image: &Reference) {
        self.wanted.retain(|wanted| wanted != image);
        let surplus = (self.wanted.len() + 1).saturating_sub(MOST_WANTED);
        self.wanted.drain(..surplus);
        self.wanted.push(image.clone());
    }
}

/// Counts what is on its way: a task that is dropped undone counts no more.
#[derive(Clone, Default)]
pub struct UnderWay(Arc<()>);

impl UnderWay {
    pub fn is_any(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

/// What somebody wants of a repository.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// All tags; or, where they are too many, those that hold a part.
    List(Option<String>),
    /// One tag.
    Tag(String),
}

impl Repository {
    /// What to ask for now: all, or a part; `None` for nothing.
    pub fn due(&self, host: &str, wanted: &Wanted, now: Instant) -> Option<Option<String>> {
        let is_later = |moment: Option<Instant>| moment.is_some_and(|moment| moment > now);
        if is_later(self.again) || is_later(self.missing_until) {
            return None;
        }
        let listed = self.listed.as_ref().filter(|listed| listed.is_fresh());
        let may_ask_for_parts = network::may_ask_for_parts(host);
        match (listed, wanted) {
            (None, Wanted::Tag(tag)) if may_ask_for_parts => {
                self.lacks(tag, now).then(|| Some(tag.clone()))
            }
            (None, _) => Some(None),
            (Some(_), _) if self.is_cut => Some(None),
            (Some(listed), _) if listed.is_complete || !may_ask_for_parts => None,
            (Some(_), Wanted::List(part)) => {
                let part = part.as_ref().filter(|part| self.lacks(part, now));
                part.map(|part| Some(part.clone()))
            }
            (Some(_), Wanted::Tag(tag)) => {
                let is_known = self
                    .merged
                    .as_ref()
                    .is_some_and(|known| known.get(tag).is_some());
                (!is_known && self.lacks(tag, now)).then(|| Some(tag.clone()))
            }
        }
    }

    /// Whether there may be tags with this part in their name that are not known.
    fn lacks(&self, part: &str, now: Instant) -> bool {
        !self.parts.iter().any(|known| known.covers(part, now))
    }

    /// Its registry said a moment ago that there is no such repository.
    pub fn is_missing(&self, now: Instant) -> bool {
        self.missing_until.is_some_and(|until| until > now)
    }

    /// The same of one tag.
    pub fn is_missing_tag(&self, tag: &str, now: Instant) -> bool {
        let listed = self.listed.as_ref();
        let is_listed_whole =
            listed.is_some_and(|listed| listed.is_complete && listed.is_fresh()) && !self.is_cut;
        let mut parts = self.parts.iter();
        let is_asked_for = parts.any(|part| part.is_whole && part.covers(tag, now));
        let merged = self.merged.as_ref();
        let is_known = merged.is_some_and(|merged| merged.get(tag).is_some());
        (is_listed_whole || is_asked_for) && !is_known
    }
}

impl Part {
    fn covers(&self, part: &str, now: Instant) -> bool {
        part.contains(&*self.text) && now.saturating_duration_since(self.since) < FRESH
    }
}

impl Memory {
    pub fn repository(&mut self, name: &str) -> &mut Repository {
        self.clock += 1;
        if !self.repositories.contains_key(name) && self.repositories.len() >= MOST_REPOSITORIES {
            let oldest = self.repositories.iter().min_by_key(|(_, known)| known.used);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                self.repositories.remove(&oldest);
            }
        }
        let known = self.repositories.entry(name.to_owned()).or_default();
        known.used = self.clock;
        known
    }

    /// All are made anew when the settings change: another host may be asked.
    pub fn ask_again(&mut self) {
        for known in self.repositories.values_mut() {
            known.again = None;
        }
        self.search_again = None;
        self.contents_again.clear();
    }

    /// Of a search for a part of what is typed, where it found all.
    pub fn search(&self, typed: &str) -> Option<&Search> {
        if let Some(search) = self.searches.get(typed) {
            return Some(search);
        }
        let mut ends = typed.char_indices().map(|(end, _)| end);
        ends.find_map(|end| {
            let search = self.searches.get(typed.get(..end)?)?;
            search.is_complete.then_some(search)
        })
    }

    /// Makes room where there is none.
    pub fn bound(&mut self) {
        if self.searches.len() > MOST_SEARCHES {
            self.searches.clear();
        }
        if self.engine.inspected.len() > MOST_IMAGES {
            self.engine.inspected.clear();
        }
        if self.digests.len() > MOST_IMAGES {
            self.digests.clear();
            for repository in self.repositories.values_mut() {
                repository.has_recalled = false;
            }
        }
        if self.layers.len() > MOST_IMAGES {
            self.layers.clear();
            self.recalled.clear();
        }
        if self.contents_again.len() > MOST_IMAGES {
            self.contents_again.clear();
        }
        if self.recalled.len() > MOST_IMAGES {
            self.recalled.clear();
        }
    }
}
