//! What is known at this moment.

use super::merged::Merged;
use crate::engine::{Inspected, LocalImages};
use crate::listed::Listed;
use crate::network::{Found, Layers};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

/// Those asked for longest ago go first.
const MOST_REPOSITORIES: usize = 64;
const MOST_SEARCHES: usize = 200;
const MOST_IMAGES: usize = 200;

#[derive(Default)]
pub struct Memory {
    repositories: HashMap<String, Repository>,
    pub searches: HashMap<String, Search>,
    pub searches_under_way: UnderWay,
    /// No search before.
    pub search_again: Option<Instant>,
    pub engine: Engine,
    /// By repository and tag, and when it was so.
    pub digests: HashMap<String, (String, Instant)>,
    /// By repository, digest and platform: these never change.
    pub layers: HashMap<String, Arc<Layers>>,
    clock: u64,
}

#[derive(Default)]
pub struct Repository {
    pub listed: Option<Arc<Listed>>,
    pub merged: Option<Arc<Merged>>,
    /// The disk has been looked at.
    pub is_read: bool,
    /// There is more, but it did not come.
    pub is_cut: bool,
    /// No request before.
    pub again: Option<Instant>,
    /// The registry knows of none, and believes who asks.
    pub missing_until: Option<Instant>,
    /// Parts of names of which all tags are known.
    pub parts: Vec<String>,
    pub under_way: UnderWay,
    used: u64,
}

pub struct Search {
    pub found: Vec<Found>,
    pub is_complete: bool,
}

#[derive(Default)]
pub struct Engine {
    pub images: Option<Arc<LocalImages>>,
    pub asked: Option<Instant>,
    pub inspected: HashMap<String, Arc<Inspected>>,
    pub under_way: UnderWay,
}

/// Counts what is on its way: a task that is dropped undone counts no more.
#[derive(Clone, Default)]
pub struct UnderWay(Arc<()>);

impl UnderWay {
    pub fn is_any(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

impl Repository {
    /// Whether a request is due, and may be made.
    pub fn is_due(&self, part: Option<&str>, now: Instant) -> bool {
        if self.again.is_some_and(|again| again > now) {
            return false;
        }
        if self.missing_until.is_some_and(|until| until > now) {
            return false;
        }
        let Some(listed) = &self.listed else {
            return true;
        };
        !listed.is_fresh() || self.is_cut || part.is_some_and(|part| self.lacks(part))
    }

    /// Whether there may be tags with this part in their name that are not known.
    pub fn lacks(&self, part: &str) -> bool {
        let is_complete = self
            .listed
            .as_ref()
            .is_some_and(|listed| listed.is_complete);
        !is_complete && !self.parts.iter().any(|known| part.contains(known.as_str()))
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
        }
        if self.layers.len() > MOST_IMAGES {
            self.layers.clear();
        }
    }
}
