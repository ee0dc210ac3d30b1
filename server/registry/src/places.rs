//! Where things are outside of this crate. Tests have places of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The value of a variable of the environment.
pub type Variable = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

#[derive(Clone)]
pub struct Places {
    /// What knows tags and names of Docker Hub.
    pub hub: String,
    /// Registries that are elsewhere than their names say, as `docker.io` is, with their addresses.
    pub registries: Vec<(String, String)>,
    /// Before the paths of the system's folders.
    pub root: PathBuf,
    pub variable: Variable,
}

impl Default for Places {
    fn default() -> Places {
        Places {
            hub: "https://hub.docker.com".to_owned(),
            registries: vec![(
                "docker.io".to_owned(),
                "https://registry-1.docker.io".to_owned(),
            )],
            root: PathBuf::from("/"),
            variable: Arc::new(|name| std::env::var(name).ok()),
        }
    }
}

impl Places {
    /// Where nobody answers and nothing lies: for the tests of those who use this crate.
    pub fn nowhere() -> Places {
        const CLOSED: &str = "http://127.0.0.1:9";
        Places {
            hub: CLOSED.to_owned(),
            registries: vec![("docker.io".to_owned(), CLOSED.to_owned())],
            root: PathBuf::from("/nowhere"),
            variable: Arc::new(|_| None),
        }
    }

    /// A path of the system, as `etc/docker`.
    pub fn system(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A folder that a variable names; an empty value names none.
    pub fn folder(&self, variable: &str) -> Option<PathBuf> {
        let value = (self.variable)(variable).filter(|value| !value.is_empty())?;
        Some(PathBuf::from(value))
    }

    pub fn home(&self) -> Option<PathBuf> {
        let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        self.folder(variable)
    }

    /// Where programs keep what a person set, as `~/.config` does.
    pub fn settings(&self) -> Option<PathBuf> {
        let own = self.folder("XDG_CONFIG_HOME");
        own.or_else(|| Some(self.home()?.join(".config")))
    }

    /// `$DOCKER_CONFIG` or `~/.docker`.
    pub fn docker_config(&self) -> Option<PathBuf> {
        let own = self.folder("DOCKER_CONFIG");
        own.or_else(|| Some(self.home()?.join(".docker")))
    }

    /// The folder of this program among those that the platform keeps for what can be had again.
    /// Three variables, so no crate.
    pub fn cache(&self) -> Option<PathBuf> {
        let platform = if cfg!(windows) {
            self.folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            self.home().map(|home| home.join("Library/Caches"))
        } else {
            // A relative one is to be ignored, says its specification.
            let own = self.folder("XDG_CACHE_HOME");
            let own = own.filter(|path| Path::new(path).is_absolute());
            own.or_else(|| Some(self.home()?.join(".cache")))
        };
        Some(platform?.join("strates").join("registry"))
    }
}
