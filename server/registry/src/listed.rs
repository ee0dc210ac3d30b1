//! The tags of a repository as a registry lists them, in the form that is kept on disk.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use strates_analysis::model::Reference;

/// A list younger than this is not asked for again.
pub const FRESH: Duration = Duration::from_secs(60 * 60);

/// Enough for any repository that people read.
const MOST_TAGS: usize = 50_000;

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

    /// Without what is no tag: these are written into files and shown to people, and anyone may
    /// have made them up.
    pub fn sound(mut self) -> Listed {
        self.tags.retain(|tag| is_tag(&tag.name));
        self.is_complete &= self.tags.len() <= MOST_TAGS;
        self.tags.truncate(MOST_TAGS);
        for tag in &mut self.tags {
            tag.digest = tag.digest.take().filter(|digest| is_digest(digest));
            tag.platforms.retain(|(platform, _)| is_platform(platform));
        }
        self
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

fn is_tag(name: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    name.len() <= 128
        && name.bytes().all(is_inner)
        && !name.starts_with(['.', '-'])
        && !name.is_empty()
}

pub fn is_digest(text: &str) -> bool {
    let parts = text.split_once(':');
    parts.is_some_and(|(algorithm, hash)| {
        !algorithm.is_empty()
            && algorithm.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (32..=128).contains(&hash.len())
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn is_platform(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte);
    text.len() <= 64 && text.bytes().all(is_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_left_out() {
        let long = "a".repeat(129);
        let names = [
            "1.2",
            "_x",
            "",
            "a b",
            "x\nRUN evil",
            "a:b",
            ".a",
            "-a",
            "é",
            &long,
            "A-1_2.3",
        ];
        let tag = |name: &&str| ListedTag {
            name: (*name).to_owned(),
            digest: Some("<script>".to_owned()),
            platforms: vec![("linux/amd64".to_owned(), 1), ("a`b".to_owned(), 1)],
        };
        let listed = Listed {
            tags: names.iter().map(tag).collect(),
            ..Listed::default()
        };
        let sound = listed.sound();
        let names: Vec<&str> = sound.tags.iter().map(|tag| &*tag.name).collect();
        assert_eq!(names, ["1.2", "_x", "A-1_2.3"]);
        for tag in &sound.tags {
            assert_eq!((&tag.digest, tag.platforms.len()), (&None, 1));
        }
    }

    #[test]
    fn too_many_tags_are_not_all() {
        let tags = (0..MOST_TAGS + 1).map(|number| ListedTag {
            name: number.to_string(),
            ..ListedTag::default()
        });
        let listed = Listed {
            is_complete: true,
            tags: tags.collect(),
            fetched: 0,
        };
        let sound = listed.sound();
        assert_eq!((sound.tags.len(), sound.is_complete), (MOST_TAGS, false));
    }
}
