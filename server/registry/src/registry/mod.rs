//! All that can be known of images. What is known is answered at once; what is not is looked for
//! behind, and who asked is told when there is news.

mod answers;
mod asking;
mod contents;
mod digests;
mod jobs;
mod local;
mod memory;
mod merged;

use crate::cache::Cache;
use crate::catalog::Catalog;
use crate::listed::repository;
use crate::network::{Failure, Layers, Session};
use crate::settings::Settings;
use jobs::Jobs;
use memory::Memory;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use strates_analysis::images::{
    About, Environment, Fact, History, ImageName, Images, Known, Origin, Source, Step, Tag,
};
use strates_analysis::model::Reference;

/// Something that was asked for is known better than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// Tags, or what an image is made of; by registry and path, as in `docker.io` and
    /// `library/node`.
    Image { registry: String, path: String },
    /// Names of images.
    Names,
    /// Images of the local engine.
    Engine,
}

pub struct Registry {
    shared: Arc<Shared>,
}

/// For who was asked by a person: completion, hover, an action.
pub struct Asking(Silent);

/// For what happens by itself: diagnostics, lenses, hints. Connects to nothing; at most it has the
/// disk read.
#[derive(Clone)]
pub struct Silent(Arc<Shared>);

struct Shared {
    settings: RwLock<Arc<Settings>>,
    news: Arc<dyn Fn(&News) + Send + Sync>,
    catalog: Catalog,
    memory: Mutex<Memory>,
    jobs: Arc<Jobs>,
    session: OnceLock<Session>,
    cache: OnceLock<Cache>,
    /// How often there was news.
    told: AtomicU64,
    /// Held while a file is changed that several threads add to.
    keeping: Mutex<()>,
}

impl Registry {
    /// Reads nothing and starts nothing. `news` is called on threads of this crate.
    pub fn new(settings: Settings, news: Arc<dyn Fn(&News) + Send + Sync>) -> Registry {
        Registry {
            shared: Arc::new(Shared {
                settings: RwLock::new(Arc::new(settings)),
                news,
                catalog: Catalog::embedded(),
                memory: Mutex::default(),
                jobs: Arc::default(),
                session: OnceLock::new(),
                cache: OnceLock::new(),
                told: AtomicU64::new(0),
                keeping: Mutex::default(),
            }),
        }
    }

    /// All but the places, which stay as they were.
    pub fn set(&self, settings: Settings) {
        let mut own = self
            .shared
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let places = own.places.clone();
        *own = Arc::new(Settings { places, ..settings });
        drop(own);
        self.shared.memory().ask_again();
    }

    pub fn asking(&self) -> Asking {
        Asking(self.silent())
    }

    pub fn silent(&self) -> Silent {
        Silent(Arc::clone(&self.shared))
    }

    /// What a tag stands for now, of `latest` where there is none. Waits for the registry: mostly
    /// less than a second, some ten for each place that is asked.
    pub fn digest(&self, image: &Reference) -> Result<String, Failure> {
        self.shared.digest(image)
    }

    /// What an image is made of on a platform such as `linux/amd64`. Waits, and Docker Hub counts
    /// it as a pull unless it is known already.
    pub fn layers(&self, image: &Reference, platform: &str) -> Result<Arc<Layers>, Failure> {
        self.shared.layers(image, platform)
    }

    /// Has the registry tell what an image is made of on this machine's platform, for whoever asks
    /// next. Waits, and Docker Hub counts it as a pull.
    pub fn look_up(&self, image: &Reference) -> Result<(), Failure> {
        self.shared.look_up(image)
    }

    /// Whether that may tell more than is known here. Asks nobody, not even the disk.
    pub fn may_look_up(&self, image: &Reference) -> bool {
        self.shared.may_look_up(image)
    }

    /// Its registry said a moment ago that there is no such repository.
    pub fn is_missing(&self, image: &Reference) -> bool {
        let mut memory = self.shared.memory();
        memory
            .repository(&repository(image))
            .is_missing(Instant::now())
    }

    /// Waits until nothing is on its way any more, but no longer than one has patience.
    pub fn settle(&self, patience: Duration) -> bool {
        self.shared.jobs.settle(patience)
    }
}

impl Shared {
    fn settings(&self) -> Arc<Settings> {
        let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&settings)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn session(&self) -> &Session {
        self.session
            .get_or_init(|| Session::new(self.settings().places.clone()))
    }

    fn cache(&self) -> &Cache {
        self.cache
            .get_or_init(|| Cache::new(self.settings().places.cache()))
    }

    fn tell(&self, news: &News) {
        self.told.fetch_add(1, Ordering::Relaxed);
        (self.news)(news);
    }
}

impl Shared {
    /// The day, and how often there was news.
    fn version(&self) -> u64 {
        let told = self.told.load(Ordering::Relaxed);
        self.catalog
            .version()
            .wrapping_mul(1 << 32)
            .wrapping_add(told)
    }

    /// The variables that an image sets: the local engine's, else what its registry said once.
    fn environment(self: &Arc<Shared>, image: &Reference, may_ask: bool) -> Option<Environment> {
        if let Some(inspected) = self.looked_into(image, may_ask) {
            return (!inspected.has_triggers).then(|| by_engine(inspected.environment.clone()));
        }
        let (layers, origin) = self.told_by_registry(image)?;
        let value = layers.config.as_ref()?.environment.clone()?;
        Some(Fact { value, origin })
    }

    /// How an image was made, by the same.
    fn history(self: &Arc<Shared>, image: &Reference, may_ask: bool) -> Option<History> {
        if let Some(inspected) = self.looked_into(image, may_ask) {
            return Some(by_engine(inspected.history.clone()));
        }
        let (layers, origin) = self.told_by_registry(image)?;
        let made = layers.config.as_ref()?.history.as_ref()?;
        let steps = made.iter().map(|made| Step {
            created_by: made.by.clone(),
            bytes: made.bytes,
        });
        let value = steps.collect();
        Some(Fact { value, origin })
    }

    /// Of an image that the local engine does not have, as far as one knows.
    fn told_by_registry(self: &Arc<Shared>, image: &Reference) -> Option<(Arc<Layers>, Origin)> {
        if self.is_local(image) {
            return None;
        }
        self.look_for_layers(image, false);
        self.known_layers(image)
    }
}

fn by_engine<T>(value: T) -> Fact<T> {
    let origin = Origin {
        source: Source::Engine,
        date: None,
    };
    Fact { value, origin }
}

impl Images for Asking {
    fn names(&self, typed: &str) -> Known<ImageName> {
        self.0.0.names(typed, true)
    }

    fn tags(&self, image: &Reference, typed: &str) -> Known<Tag> {
        self.0.0.tags(image, typed, true)
    }

    fn version(&self) -> u64 {
        self.0.0.version()
    }

    fn silent(&self) -> Option<&dyn Images> {
        Some(&self.0)
    }

    fn about(&self, image: &Reference) -> Option<About> {
        self.0.0.about(image, true)
    }

    fn environment(&self, image: &Reference) -> Option<Environment> {
        self.0.0.environment(image, true)
    }

    fn history(&self, image: &Reference) -> Option<History> {
        self.0.0.history(image, true)
    }

    fn own_platform(&self) -> Option<&'static str> {
        self.0.0.catalog.own_platform()
    }
}

impl Images for Silent {
    fn names(&self, typed: &str) -> Known<ImageName> {
        self.0.names(typed, false)
    }

    fn tags(&self, image: &Reference, typed: &str) -> Known<Tag> {
        self.0.tags(image, typed, false)
    }

    fn version(&self) -> u64 {
        self.0.version()
    }

    fn about(&self, image: &Reference) -> Option<About> {
        self.0.about(image, false)
    }

    fn environment(&self, image: &Reference) -> Option<Environment> {
        self.0.environment(image, false)
    }

    fn history(&self, image: &Reference) -> Option<History> {
        self.0.history(image, false)
    }

    fn own_platform(&self) -> Option<&'static str> {
        self.0.catalog.own_platform()
    }
}
