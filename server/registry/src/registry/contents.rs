//! What an image is made of: its layers, the variables that it sets, how it was made.

use super::Shared;
use super::asking::news_of;
use super::jobs::Kind;
use crate::catalog::own_platform;
use crate::date::date_of_day;
use crate::listed::{is_digest, repository};
use crate::network::{Failure, Layers};
use crate::settings::Mode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::images::{Origin, Source};
use strates_analysis::model::{DOCKER_HUB, Reference};

/// Before the next try by itself.
const PAUSE: Duration = Duration::from_secs(30);

impl Shared {
    /// Has looked for what an image is made of, on the disk; and in its registry, where that may be
    /// asked. Docker Hub counts that as a pull: there at most what the tag stands for now is asked,
    /// of an image that somebody looked up before.
    pub(super) fn look_for_layers(self: &Arc<Shared>, image: &Reference, may_ask: bool) {
        if self.knows_all(image) {
            return;
        }
        if !may_ask || self.settings().mode != Mode::Auto {
            self.look_on_disk(image);
            return;
        }
        let (name, own) = (repository(image), in_full(image));
        let mut memory = self.memory();
        let pauses = [
            memory.repository(&name).again,
            memory.contents_again.get(&own).copied(),
        ];
        drop(memory);
        if pauses
            .into_iter()
            .flatten()
            .any(|again| again > Instant::now())
        {
            return;
        }
        let shared = Arc::clone(self);
        let image = image.clone();
        self.start(&name, Kind::Layers, &own.clone(), move || {
            if shared.follow(&image).is_ok() {
                return;
            }
            let mut memory = shared.memory();
            memory.bound();
            memory.contents_again.insert(own, Instant::now() + PAUSE);
            drop(memory);
            shared.recall(&image);
        });
    }

    fn follow(&self, image: &Reference) -> Result<(), Failure> {
        let route = self.session().route(&self.settings(), image)?;
        if route.own.host != DOCKER_HUB {
            return self.look_up(image);
        }
        self.recall_digests(image);
        if self.fresh_digest(image).is_none() && self.has_seen_digest(image) {
            self.digest(image)?;
        }
        self.recall(image);
        Ok(())
    }

    fn look_on_disk(self: &Arc<Shared>, image: &Reference) {
        if image.digest.is_none() && self.look_for_digests(image) {
            return;
        }
        let Some(key) = self.known_key(image) else {
            return;
        };
        let mut memory = self.memory();
        memory.bound();
        if memory.layers.contains_key(&key) || !memory.recalled.insert(key.clone()) {
            return;
        }
        drop(memory);
        let shared = Arc::clone(self);
        let image = image.clone();
        self.start(&key, Kind::Kept, "", move || {
            shared.recall(&image);
        });
    }

    /// Nothing more can be learned of it now.
    fn knows_all(&self, image: &Reference) -> bool {
        let Some(digest) = self.fresh_digest(image) else {
            return false;
        };
        let key = layers_key(image, &digest, own_platform());
        let memory = self.memory();
        let known = memory.layers.get(&key);
        known.is_some_and(|known| known.config.is_some())
    }

    fn known_key(&self, image: &Reference) -> Option<String> {
        let (digest, _) = self.known_digest(image)?;
        is_digest(&digest).then(|| layers_key(image, &digest, own_platform()))
    }

    /// Of the platform of this machine, and where that comes from.
    pub(super) fn known_layers(&self, image: &Reference) -> Option<(Arc<Layers>, Origin)> {
        let (digest, seen) = self.known_digest(image)?;
        let key = layers_key(image, &digest, own_platform());
        let layers = self.memory().layers.get(&key).cloned()?;
        let day = seen.and_then(|seen| u32::try_from(seen / 86_400).ok());
        let origin = Origin {
            source: Source::Registry,
            date: day.map(date_of_day),
        };
        Some((layers, origin))
    }

    /// Takes what the disk knows of the image, and tells whether that is anything.
    pub(super) fn recall_layers(&self, image: &Reference) -> bool {
        let Some(key) = self.known_key(image) else {
            return false;
        };
        let has_all = |known: &Arc<Layers>| known.config.is_some();
        if self.memory().layers.get(&key).is_some_and(has_all) {
            return false;
        }
        let Some(layers) = self.cache().read::<Layers>(&key) else {
            return false;
        };
        self.keep(key, Arc::new(layers));
        true
    }

    fn recall(&self, image: &Reference) {
        if self.recall_layers(image) {
            self.tell(&news_of(image));
        }
    }

    fn keep(&self, key: String, layers: Arc<Layers>) {
        let mut memory = self.memory();
        memory.bound();
        memory.layers.insert(key, layers);
    }

    /// The layers, even where nobody tells what made them.
    pub(super) fn layers(&self, image: &Reference, platform: &str) -> Result<Arc<Layers>, Failure> {
        self.learn(image, platform).map(|(layers, _)| layers)
    }

    /// All that its registry knows of the image for this machine. Waits, and Docker Hub counts it as a
    /// pull.
    pub(super) fn look_up(&self, image: &Reference) -> Result<(), Failure> {
        match self.learn(image, own_platform())? {
            (_, Some(failure)) => Err(failure),
            _ => Ok(()),
        }
    }

    /// Whether that may tell anything new: nobody here knows it, and registries may be asked.
    pub(super) fn may_look_up(&self, image: &Reference) -> bool {
        if self.settings().mode != Mode::Auto || self.knows_all(image) || self.is_local(image) {
            return false;
        }
        let is_missing = {
            let mut memory = self.memory();
            memory
                .repository(&repository(image))
                .is_missing(Instant::now())
        };
        !is_missing
    }

    /// And why there is no more than the layers.
    fn learn(
        &self,
        image: &Reference,
        platform: &str,
    ) -> Result<(Arc<Layers>, Option<Failure>), Failure> {
        let digest = self.digest(image)?;
        let key = layers_key(image, &digest, platform);
        let known = self.memory().layers.get(&key).cloned();
        let is_whole = |known: &Arc<Layers>| known.config.is_some();
        if let Some(known) = known.filter(is_whole) {
            return Ok((known, None));
        }
        let kept = self.cache().read::<Layers>(&key).map(Arc::new);
        if let Some(kept) = &kept {
            self.keep(key.clone(), Arc::clone(kept));
            if is_whole(kept) {
                self.tell(&news_of(image));
                return Ok((Arc::clone(kept), None));
            }
        }
        let (layers, failure) = match (self.ask(image, &digest, platform), kept) {
            (Ok(asked), _) => asked,
            // Of an older version of strates, which knew no more.
            (Err(failure), Some(kept)) => return Ok((kept, Some(failure))),
            (Err(failure), None) => return Err(failure),
        };
        self.cache().write(&key, &layers);
        let layers = Arc::new(layers);
        self.keep(key, Arc::clone(&layers));
        self.tell(&news_of(image));
        Ok((layers, failure))
    }

    fn ask(
        &self,
        image: &Reference,
        digest: &str,
        platform: &str,
    ) -> Result<(Layers, Option<Failure>), Failure> {
        let route = self.session().route(&self.settings(), image)?;
        self.session().layers(&route, digest, platform)
    }
}

fn in_full(image: &Reference) -> String {
    let (tag, digest) = (image.tag.as_deref(), image.digest.as_deref());
    format!(
        "{}:{}@{}",
        repository(image),
        tag.unwrap_or_default(),
        digest.unwrap_or_default()
    )
}

fn layers_key(image: &Reference, digest: &str, platform: &str) -> String {
    format!("{}@{digest} {platform}", repository(image))
}
