//! What is looked for, and when.

use super::jobs::{Kind, Question};
use super::memory::{Memory, Search, Wanted};
use super::merged::Merged;
use super::{News, Shared};
use crate::engine::{Inspected, LocalImages};
use crate::listed::{Listed, now, repository};
use crate::network::{Failure, Layers};
use crate::settings::Mode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::model::Reference;

/// What the local engine has may change at any time, and it is not far.
const ENGINE_FRESH: Duration = Duration::from_secs(10);

const DIGEST_FRESH: Duration = Duration::from_secs(60 * 60);

/// A repository that its registry does not know.
const MISSING: Duration = Duration::from_secs(10 * 60);

/// One that needs another login first.
const DENIED: Duration = Duration::from_secs(2 * 60);

/// Before the next try, where the host says nothing else.
const PAUSE: Duration = Duration::from_secs(30);

/// Of the platform that most images are run on here.
pub fn own_platform() -> &'static str {
    match std::env::consts::ARCH {
        "aarch64" => "linux/arm64",
        "x86" => "linux/386",
        "arm" => "linux/arm/v7",
        "powerpc64" => "linux/ppc64le",
        "s390x" => "linux/s390x",
        "riscv64" => "linux/riscv64",
        _ => "linux/amd64",
    }
}

impl Shared {
    /// Has tags of a repository looked for where they are not known, and whether that is under way.
    pub(super) fn look_for_tags(
        self: &Arc<Shared>,
        image: &Reference,
        wanted: &Wanted,
        may_ask: bool,
    ) -> bool {
        let name = repository(image);
        let may_ask = may_ask && self.settings().mode == Mode::Auto;
        let mut memory = self.memory();
        let known = memory.repository(&name);
        let shared = Arc::clone(self);
        let (image, wanted) = (image.clone(), wanted.clone());
        if !known.is_read {
            known.is_read = true;
            let under_way = known.under_way.clone();
            self.start(&name, Kind::Kept, "", move || {
                shared.read_kept(&image);
                if may_ask {
                    shared.fetch_tags(&image, &wanted);
                }
                drop(under_way);
            });
            return true;
        }
        let due = known.due(&image.registry, &wanted, Instant::now());
        if let (true, Some(part)) = (may_ask, due) {
            let under_way = known.under_way.clone();
            self.start(
                &name,
                Kind::Tags,
                part.as_deref().unwrap_or(""),
                move || {
                    shared.fetch_tags(&image, &wanted);
                    drop(under_way);
                },
            );
        }
        known.under_way.is_any()
    }

    fn start(&self, subject: &str, kind: Kind, detail: &str, task: impl FnOnce() + Send + 'static) {
        let question = Question {
            subject: subject.to_owned(),
            kind,
            detail: detail.to_owned(),
        };
        self.jobs.start(question, task);
    }

    fn read_kept(&self, image: &Reference) {
        let Some(listed) = self.cache().read::<Listed>(&repository(image)) else {
            return;
        };
        self.know(image, listed);
        self.tell(&news_of(image));
    }

    fn know(&self, image: &Reference, listed: Listed) {
        let merged = Merged::new(&listed, &self.catalog, image);
        let mut memory = self.memory();
        let known = memory.repository(&repository(image));
        known.listed = Some(Arc::new(listed));
        known.merged = Some(Arc::new(merged));
    }

    fn fetch_tags(&self, image: &Reference, wanted: &Wanted) {
        let name = repository(image);
        // What came meanwhile may be enough.
        let due = |memory: &mut Memory| {
            let known = memory.repository(&name);
            known.due(&image.registry, wanted, Instant::now())
        };
        let Some(part) = due(&mut self.memory()) else {
            return;
        };
        let part = part.as_deref();
        let pause = |pause| {
            let mut memory = self.memory();
            memory.repository(&name).again = Some(Instant::now() + pause);
        };
        let repository = match self.session().repository(&self.settings(), image) {
            Ok(repository) => repository,
            Err(_) => return pause(PAUSE),
        };
        let found = self.session().tags(&repository, part);
        let rest = || {
            let hub = &self.session().places.hub;
            let base = if repository.host == "docker.io" {
                hub
            } else {
                &repository.base
            };
            let rest = self.session().rest(base);
            rest.map_or(PAUSE, |until| {
                until.saturating_duration_since(Instant::now())
            })
        };
        if found.tags.is_empty() && found.failure.is_some() {
            if found.failure == Some(Failure::Missing) && part.is_none() {
                self.memory().repository(&name).missing_until = Some(Instant::now() + MISSING);
                self.tell(&news_of(image));
            }
            return pause(match found.failure {
                Some(Failure::Denied) => DENIED,
                _ => rest(),
            });
        }
        let older = self.memory().repository(&name).listed.clone();
        let is_part = part.is_some();
        let fetched = older
            .as_ref()
            .filter(|_| is_part)
            .map_or(if is_part { 0 } else { now() }, |older| older.fetched);
        let listed = Listed {
            fetched,
            is_complete: found.is_complete && !is_part,
            tags: found.tags,
        };
        let listed = listed.joined(older.as_deref());
        self.cache().write(&name, &listed);
        self.know(image, listed);
        let mut memory = self.memory();
        let known = memory.repository(&name);
        known.is_read = true;
        known.missing_until = None;
        known.again = None;
        if !is_part {
            known.is_cut = found.failure.is_some();
            known.parts.clear();
        }
        // Complete or not: another time tells no more for a while.
        known
            .parts
            .extend(part.map(|part| (part.to_owned(), Instant::now())));
        drop(memory);
        if found.failure.is_some() {
            pause(rest());
        }
        self.tell(&news_of(image));
    }

    /// Names at Docker Hub, and whether some are on their way.
    pub(super) fn look_for_names(self: &Arc<Shared>, typed: &str, may_ask: bool) -> bool {
        let may_ask = may_ask && self.settings().mode == Mode::Auto;
        let memory = self.memory();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
        let is_worth_it = typed.len() > 1 && typed.len() < 100 && typed.chars().all(is_name);
        let is_resting = memory
            .search_again
            .is_some_and(|again| again > Instant::now());
        if may_ask && is_worth_it && !is_resting && memory.search(typed).is_none() {
            let under_way = memory.searches_under_way.clone();
            let shared = Arc::clone(self);
            let query = typed.to_owned();
            self.start("names", Kind::Names, typed, move || {
                shared.search(&query);
                drop(under_way);
            });
        }
        memory.searches_under_way.is_any()
    }

    fn search(&self, typed: &str) {
        if self.settings().mode == Mode::Offline {
            return;
        }
        match self.session().search(typed) {
            Ok((found, is_complete)) => {
                let mut memory = self.memory();
                memory.bound();
                let search = Search { found, is_complete };
                memory.searches.insert(typed.to_owned(), search);
                drop(memory);
                self.tell(&News::Names);
            }
            Err(_) => {
                let rest = self.session().rest(&self.session().places.hub);
                let again = rest.unwrap_or_else(|| Instant::now() + PAUSE);
                self.memory().search_again = Some(again);
            }
        }
    }

    /// Has the local engine asked for its images, and whether that is under way.
    pub(super) fn look_at_engine(self: &Arc<Shared>, may_ask: bool) -> bool {
        let mut memory = self.memory();
        let now = Instant::now();
        let is_fresh = memory
            .engine
            .asked
            .is_some_and(|asked| now < asked + ENGINE_FRESH);
        if may_ask && !is_fresh {
            memory.engine.asked = Some(now);
            let under_way = memory.engine.under_way.clone();
            let shared = Arc::clone(self);
            self.start("engine", Kind::Engine, "", move || {
                shared.list_local();
                drop(under_way);
            });
        }
        memory.engine.under_way.is_any()
    }

    fn list_local(&self) {
        let images = LocalImages::read(&self.settings().places).map(Arc::new);
        let mut memory = self.memory();
        let is_news = memory.engine.images != images;
        memory.engine.images = images;
        drop(memory);
        if is_news {
            self.tell(&News::Engine);
        }
    }

    /// Has an image of the local engine looked at closely.
    pub(super) fn look_into(self: &Arc<Shared>, image: &Reference, may_ask: bool) {
        let memory = self.memory();
        let Some(local) = memory
            .engine
            .images
            .as_ref()
            .and_then(|images| images.get(image))
        else {
            return;
        };
        if !may_ask || memory.engine.inspected.contains_key(&local.id) {
            return;
        }
        let (local, image) = (local.clone(), image.clone());
        let shared = Arc::clone(self);
        let id = local.id.clone();
        self.start("engine", Kind::Inspect, &id, move || {
            let Some(inspected) = local.inspect(&shared.settings().places) else {
                return;
            };
            let mut memory = shared.memory();
            memory.bound();
            memory
                .engine
                .inspected
                .insert(local.id, Arc::new(inspected));
            drop(memory);
            shared.tell(&news_of(&image));
        });
    }

    pub(super) fn inspected(&self, image: &Reference) -> Option<Arc<Inspected>> {
        let memory = self.memory();
        let local = memory.engine.images.as_ref()?.get(image)?;
        memory.engine.inspected.get(&local.id).cloned()
    }

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
        if self.settings().mode == Mode::Offline {
            return Err(Failure::Offline);
        }
        if let Some(digest) = self.known_digest(image) {
            return Ok(digest);
        }
        let repository = self.session().repository(&self.settings(), image)?;
        let tag = image.tag.as_deref().unwrap_or("latest");
        let digest = self.session().digest(&repository, tag)?;
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
                let repository = self.session().repository(&self.settings(), image)?;
                let layers = self.session().layers(&repository, &digest, platform)?;
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

fn news_of(image: &Reference) -> News {
    News::Image {
        registry: image.registry.clone(),
        path: image.path.clone(),
    }
}

fn version(image: &Reference) -> String {
    let version = image.tag.as_deref().unwrap_or("latest");
    format!("{}:{version}", repository(image))
}

fn layers_key(image: &Reference, digest: &str, platform: &str) -> String {
    format!("{}@{digest} {platform}", repository(image))
}
