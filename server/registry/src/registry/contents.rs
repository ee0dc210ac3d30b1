//! What a tag stands for, and what that is made of.

use super::Shared;
use super::asking::news_of;
use super::jobs::Kind;
use crate::catalog::own_platform;
use crate::listed::repository;
use crate::network::{Failure, Layers};
use crate::settings::Mode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::model::Reference;

const DIGEST_FRESH: Duration = Duration::from_secs(60 * 60);

impl Shared {
    /// Has the layers of an image looked for. Not at Docker Hub, which counts that as a pull.
    pub(super) fn look_for_layers(self: &Arc<Shared>, image: &Reference, may_ask: bool) {
        let may_ask = may_ask && self.settings().mode == Mode::Auto;
        if !may_ask
            || image.registry == "docker.io"
            || self.known_layers(image, own_platform()).is_some()
        {
            return;
        }
        let name = repository(image);
        let again = self.memory().repository(&name).again;
        if again.is_some_and(|again| again > Instant::now()) {
            return;
        }
        let shared = Arc::clone(self);
        let image = image.clone();
        self.start(&name, Kind::Layers, &version(&image), move || {
            let _ = shared.layers(&image, own_platform());
        });
    }

    pub(super) fn known_digest(&self, image: &Reference) -> Option<String> {
        if image.digest.is_some() {
            return image.digest.clone();
        }
        let memory = self.memory();
        let (digest, seen) = memory.digests.get(&version(image))?;
        (seen.elapsed() < DIGEST_FRESH).then(|| digest.clone())
    }

    pub(super) fn known_layers(&self, image: &Reference, platform: &str) -> Option<Arc<Layers>> {
        let digest = self.known_digest(image)?;
        let key = layers_key(image, &digest, platform);
        self.memory().layers.get(&key).cloned()
    }

    pub(super) fn digest(&self, image: &Reference) -> Result<String, Failure> {
        if self.settings().mode != Mode::Auto {
            return Err(Failure::Offline);
        }
        if let Some(digest) = self.known_digest(image) {
            return Ok(digest);
        }
        let route = self.session().route(&self.settings(), image)?;
        let tag = image.tag.as_deref().unwrap_or("latest");
        let digest = self.session().digest(&route, tag)?;
        let mut memory = self.memory();
        memory.bound();
        memory
            .digests
            .insert(version(image), (digest.clone(), Instant::now()));
        Ok(digest)
    }

    pub(super) fn layers(&self, image: &Reference, platform: &str) -> Result<Arc<Layers>, Failure> {
        let digest = self.digest(image)?;
        let key = layers_key(image, &digest, platform);
        if let Some(layers) = self.memory().layers.get(&key) {
            return Ok(Arc::clone(layers));
        }
        let layers = match self.cache().read::<Layers>(&key) {
            Some(layers) => layers,
            None => {
                let route = self.session().route(&self.settings(), image)?;
                let layers = self.session().layers(&route, &digest, platform)?;
                self.cache().write(&key, &layers);
                layers
            }
        };
        let layers = Arc::new(layers);
        let mut memory = self.memory();
        memory.bound();
        memory.layers.insert(key, Arc::clone(&layers));
        drop(memory);
        self.tell(&news_of(image));
        Ok(layers)
    }
}

fn version(image: &Reference) -> String {
    let version = image.tag.as_deref().unwrap_or("latest");
    format!("{}:{version}", repository(image))
}

fn layers_key(image: &Reference, digest: &str, platform: &str) -> String {
    format!("{}@{digest} {platform}", repository(image))
}
