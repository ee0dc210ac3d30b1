//! The tags of a repository as a registry lists them, in the form that is kept on disk.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use strates_analysis::model::Reference;

/// A list younger than this is not asked for again.
pub const FRESH: Duration = Duration::from_secs(60 * 60);

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Listed {
    /// When it was fetched, in seconds since 1970.
    pub fetched: u64,
    /// No tag is missing.
    pub is_complete: bool,
    pub tags: Vec<ListedTag>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ListedTag {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Platforms, each with its compressed bytes; 0 where nobody says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<(String, u64)>,
}

impl Listed {
    pub fn is_fresh(&self) -> bool {
        let age = now().checked_sub(self.fetched);
        age.is_some_and(|age| age < FRESH.as_secs())
    }

    /// With what else is known of the same repository, where this is not all of it.
    pub fn joined(mut self, older: Option<&Listed>) -> Listed {
        let Some(older) = older.filter(|_| !self.is_complete) else {
            return self;
        };
        let known: HashSet<&str> = self.tags.iter().map(|tag| &*tag.name).collect();
        let missing = older.tags.iter();
        let missing = missing.filter(|tag| !known.contains(&*tag.name));
        let missing: Vec<ListedTag> = missing.cloned().collect();
        self.tags.extend(missing);
        self
    }
}

/// As the disk and the memory name a repository: `docker.io/library/node`.
pub fn repository(reference: &Reference) -> String {
    format!("{}/{}", reference.registry, reference.path)
}

pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
