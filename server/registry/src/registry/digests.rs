//! What tags stand for, and when that was so: in memory, and on disk in one file for each repository.

use super::Shared;
use super::asking::news_of;
use super::jobs::Kind;
use crate::listed::{FRESH, is_digest, now, repository};
use crate::network::Failure;
use crate::settings::Mode;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use strates_analysis::model::Reference;

/// Of one repository; the oldest go.
const MOST_KEPT: usize = 64;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Digest {
    pub digest: String,
    /// When its registry said so, in seconds since 1970.
    pub seen: u64,
    /// The registry was asked again and did not answer: an old answer is better than none.
    #[serde(skip)]
    pub is_last_word: bool,
}

/// As kept on disk.
type Digests = HashMap<String, Digest>;

impl Digest {
    pub fn new(digest: String) -> Digest {
        Digest {
            digest,
            seen: now(),
            is_last_word: false,
        }
    }

    pub fn is_fresh(&self) -> bool {
        let age = now().checked_sub(self.seen);
        age.is_some_and(|age| age < FRESH.as_secs())
    }
}

impl Shared {
    /// What need not be asked for.
    pub(super) fn fresh_digest(&self, image: &Reference) -> Option<String> {
        if image.digest.is_some() {
            return image.digest.clone();
        }
        let memory = self.memory();
        let known = memory.digests.get(&version(image))?;
        known.is_fresh().then(|| known.digest.clone())
    }

    /// What may be shown, and since when that is known of a tag: where no registry is to be asked, or
    /// none answers, of any age.
    pub(super) fn known_digest(&self, image: &Reference) -> Option<(String, Option<u64>)> {
        if let Some(digest) = &image.digest {
            return Some((digest.clone(), None));
        }
        let may_be_old = self.settings().mode != Mode::Auto;
        let memory = self.memory();
        let known = memory.digests.get(&version(image))?;
        (known.is_fresh() || known.is_last_word || may_be_old)
            .then(|| (known.digest.clone(), Some(known.seen)))
    }

    /// Some were known, of whatever age.
    pub(super) fn has_seen_digest(&self, image: &Reference) -> bool {
        self.memory().digests.contains_key(&version(image))
    }

    /// Waits for the registry, unless a fresh one is known here or on the disk.
    pub(super) fn digest(&self, image: &Reference) -> Result<String, Failure> {
        if self.settings().mode != Mode::Auto {
            return Err(Failure::Offline);
        }
        // It comes from a file, and becomes a part of an address.
        if image.digest.as_deref().is_some_and(|own| !is_digest(own)) {
            return Err(Failure::Missing);
        }
        if let Some(digest) = self.fresh_digest(image) {
            return Ok(digest);
        }
        self.recall_digests(image);
        if let Some(digest) = self.fresh_digest(image) {
            return Ok(digest);
        }
        let route = self.session().route(&self.settings(), image)?;
        let is_renewed = self.has_seen_digest(image);
        let asked = self.session().digest(&route, tag(image));
        match &asked {
            Ok(digest) => self.keep_digest(image, digest),
            Err(failure) if failure.is_silence() => self.keep_last_word(image),
            Err(_) => return asked,
        }
        if is_renewed {
            self.tell(&news_of(image));
        }
        asked
    }

    fn keep_last_word(&self, image: &Reference) {
        if let Some(known) = self.memory().digests.get_mut(&version(image)) {
            known.is_last_word = true;
        }
    }

    fn keep_digest(&self, image: &Reference, digest: &str) {
        let seen = Digest::new(digest.to_owned());
        let mut memory = self.memory();
        memory.bound();
        memory.digests.insert(version(image), seen.clone());
        drop(memory);
        let about = about(image);
        // Another thread of this server may add another tag to it; another server may win.
        let _keeping = self.keeping.lock();
        let mut kept: Digests = self.cache().read(&about).unwrap_or_default();
        kept.insert(tag(image).to_owned(), seen);
        if kept.len() > MOST_KEPT {
            let mut ages: Vec<u64> = kept.values().map(|known| known.seen).collect();
            ages.sort_by_key(|seen| Reverse(*seen));
            let oldest = ages.get(MOST_KEPT - 1).copied().unwrap_or(0);
            kept.retain(|_, known| known.seen >= oldest);
        }
        self.cache().write(&about, &kept);
    }

    /// Takes what the disk knows better, and tells whether that is anything.
    pub(super) fn recall_digests(&self, image: &Reference) -> bool {
        let Some(kept) = self.cache().read::<Digests>(&about(image)) else {
            return false;
        };
        let name = repository(image);
        let mut memory = self.memory();
        memory.bound();
        let mut is_news = false;
        for (tag, kept) in kept.into_iter().take(MOST_KEPT) {
            let key = format!("{name}:{tag}");
            let known = memory.digests.get(&key);
            if is_digest(&kept.digest) && known.is_none_or(|known| known.seen < kept.seen) {
                memory.digests.insert(key, kept);
                is_news = true;
            }
        }
        is_news
    }

    /// Once for each repository: what another server learns later is found when a person asks.
    pub(super) fn look_for_digests(self: &Arc<Shared>, image: &Reference) -> bool {
        let name = repository(image);
        let mut memory = self.memory();
        let known = memory.repository(&name);
        if std::mem::replace(&mut known.has_recalled, true) {
            return false;
        }
        drop(memory);
        let shared = Arc::clone(self);
        let image = image.clone();
        self.start(&about(&image), Kind::Kept, "", move || {
            if shared.recall_digests(&image) {
                shared.recall_layers(&image);
                shared.tell(&news_of(&image));
            }
        });
        true
    }
}

fn tag(image: &Reference) -> &str {
    image.tag.as_deref().unwrap_or("latest")
}

fn version(image: &Reference) -> String {
    format!("{}:{}", repository(image), tag(image))
}

/// As the disk names them.
fn about(image: &Reference) -> String {
    format!("{} digests", repository(image))
}
