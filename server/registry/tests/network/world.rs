//! A person's machine with a registry client on it: variables, files, folders of its own.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use strates_analysis::images::{About, Images, Known, Tag};
use strates_analysis::model::Reference;
use strates_registry::{Mode, News, Places, Registry, Settings};

pub struct World {
    folder: PathBuf,
    variables: HashMap<String, String>,
    pub settings: Settings,
    pub news: Arc<Mutex<Vec<News>>>,
}

/// Nobody listens there.
pub const NOWHERE: &str = "http://127.0.0.1:9";

impl World {
    pub fn new() -> World {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("strates-registry-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let mut world = World {
            variables: HashMap::new(),
            settings: Settings {
                places: Places {
                    hub: NOWHERE.to_owned(),
                    registries: vec![("docker.io".to_owned(), NOWHERE.to_owned())],
                    root: folder.join("system"),
                    ..Places::default()
                },
                ..Settings::default()
            },
            folder,
            news: Arc::default(),
        };
        let path = world.path("home");
        world.set(home, &path);
        if cfg!(windows) {
            let path = world.path("cache");
            world.set("LOCALAPPDATA", &path);
        }
        world
    }

    pub fn set(&mut self, variable: &str, value: &str) -> &mut World {
        self.variables.insert(variable.to_owned(), value.to_owned());
        self
    }

    pub fn hub(&mut self, url: &str) -> &mut World {
        self.settings.places.hub = url.to_owned();
        self
    }

    pub fn hub_registry(&mut self, url: &str) -> &mut World {
        self.at("docker.io", url)
    }

    /// A registry under its own name.
    pub fn at(&mut self, host: &str, url: &str) -> &mut World {
        let registries = &mut self.settings.places.registries;
        registries.retain(|(known, _)| known != host);
        registries.push((host.to_owned(), url.to_owned()));
        self
    }

    pub fn allow(&mut self, host: &str) -> &mut World {
        self.settings.allow.push(host.to_owned());
        self
    }

    pub fn offline(&mut self) -> &mut World {
        self.settings.mode = Mode::Offline;
        self
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Another server on the same machine, as it is now.
    pub fn registry(&self) -> Registry {
        let variables = self.variables.clone();
        let mut settings = self.settings.clone();
        settings.places.variable = Arc::new(move |name| variables.get(name).cloned());
        let news = Arc::clone(&self.news);
        Registry::new(
            settings,
            Arc::new(move |new: &News| news.lock().unwrap().push(new.clone())),
        )
    }

    pub fn cache(&self) -> PathBuf {
        let folder = if cfg!(windows) {
            "cache"
        } else if cfg!(target_os = "macos") {
            "home/Library/Caches"
        } else {
            "home/.cache"
        };
        self.folder.join(folder).join("strates/registry")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn reference(name: &str) -> Reference {
    Reference::parse(name).unwrap_or_else(|| panic!("no image: {name}"))
}

/// What is known once all that was started has ended.
pub fn tags(registry: &Registry, image: &str, typed: &str) -> Known<Tag> {
    registry.asking().tags(&reference(image), typed);
    settle(registry);
    registry.asking().tags(&reference(image), typed)
}

pub fn tag_names(registry: &Registry, image: &str, typed: &str) -> Vec<String> {
    let tags = tags(registry, image, typed);
    tags.items.into_iter().map(|tag| tag.name).collect()
}

pub fn about(registry: &Registry, image: &str) -> Option<About> {
    // The engine's list first, then what it leads to.
    for _ in 0..2 {
        registry.asking().about(&reference(image));
        settle(registry);
    }
    registry.asking().about(&reference(image))
}

pub fn settle(registry: &Registry) {
    assert!(
        registry.settle(Duration::from_secs(30)),
        "something never ends"
    );
}
