//! The variables in force while the stages of a file are followed.

use super::review::{Review, Setting};
use super::words::{World, Worth};
use rpds::{HashTrieMapSync, HashTrieSetSync};
use std::cell::Cell;
use std::sync::Arc;

type Values = HashTrieMapSync<Arc<str>, Arc<str>>;

/// Cheap to clone: a stage starts with that of its base.
#[derive(Clone)]
pub(super) struct Environment {
    values: Values,
    /// What ENV set, which an ARG of the same name hides until the stage ends.
    kept: Values,
    /// Names that ARG hides.
    hidden: Vec<Arc<str>>,
    /// No base image can have set more.
    is_complete: bool,
    /// Declared without a value that is known: whoever builds can give them one.
    open: HashTrieSetSync<Arc<str>>,
    /// `None` where the base image decides.
    pub(super) workdir: Option<String>,
    pub(super) is_windows: bool,
}

/// Far more than the values of a real file take: each line can double what the lines before gave.
const VALUES_BYTES: usize = 4 * 1024 * 1024;

/// How much more text values may take in all.
pub(super) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Cell::new(VALUES_BYTES))
    }
}

impl Budget {
    fn allows(&self, text: &str) -> bool {
        match self.0.get().checked_sub(text.len()) {
            Some(left) => {
                self.0.set(left);
                true
            }
            None => false,
        }
    }
}

const LINUX_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

impl Environment {
    /// Before the first FROM: what BuildKit itself gives, for a build on a usual machine.
    pub(super) fn global(target: &str) -> Environment {
        let mut global = Environment::on_image(true, false);
        global.values = Values::default();
        let target = if target.is_empty() { "default" } else { target };
        for (name, value) in [
            ("BUILDPLATFORM", "linux/amd64"),
            ("BUILDOS", "linux"),
            ("BUILDOSVERSION", ""),
            ("BUILDARCH", "amd64"),
            ("BUILDVARIANT", ""),
            ("TARGETPLATFORM", "linux/amd64"),
            ("TARGETOS", "linux"),
            ("TARGETOSVERSION", ""),
            ("TARGETARCH", "amd64"),
            ("TARGETVARIANT", ""),
            ("TARGETSTAGE", target),
        ] {
            global.values.insert_mut(name.into(), value.into());
        }
        global
    }

    /// At the start of a stage on an image, or on nothing.
    pub(super) fn on_image(is_scratch: bool, is_windows: bool) -> Environment {
        let mut values = Values::default();
        if !is_windows {
            values.insert_mut("PATH".into(), LINUX_PATH.into());
        }
        Environment {
            kept: values.clone(),
            values,
            hidden: Vec::new(),
            is_complete: is_scratch,
            open: HashTrieSetSync::new_sync(),
            workdir: is_scratch.then(|| "/".to_owned()),
            is_windows,
        }
    }

    /// At the start of a stage on this one's end.
    pub(super) fn on_stage(&self) -> Environment {
        let mut next = self.clone();
        for name in std::mem::take(&mut next.hidden) {
            if let Some(value) = next.kept.get(&name).cloned() {
                next.values.insert_mut(name, value);
            }
        }
        next
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.values.get(name).map(|value| value.to_string())
    }

    /// The same for whoever expands words.
    pub(super) fn with_world<T>(&self, escape: char, look: impl FnOnce(&World) -> T) -> T {
        look(&World {
            escape,
            value: &|name| self.get(name),
            lacks: &|name| self.is_complete && !self.open.contains(name),
            workdir: self.workdir.as_deref(),
            is_windows: self.is_windows,
        })
    }

    /// Takes over what an instruction sets.
    pub(super) fn apply(
        &mut self,
        review: &Review,
        globals: &Environment,
        escape: char,
        budget: &Budget,
    ) {
        if let Some(path) = &review.directory {
            let worth = self.with_world(escape, |world| world.worth(path).ok());
            self.change_directory(worth);
        }
        if review.declares() {
            for setting in &review.settings {
                self.declare(setting, globals, escape, budget);
            }
            return;
        }
        // All pairs of a line see the variables as they were before it.
        let pairs = review.settings.iter().map(|setting| {
            self.with_world(escape, |world| {
                let name = world.worth(&setting.name).ok()?;
                let value = setting.value.as_deref().unwrap_or_default();
                Some((name.text, world.worth(value).ok()))
            })
        });
        for (name, worth) in pairs.collect::<Vec<_>>().into_iter().flatten() {
            self.keep(&name, worth, budget);
        }
    }

    /// ARG, in a stage.
    pub(super) fn declare(
        &mut self,
        setting: &Setting,
        globals: &Environment,
        escape: char,
        budget: &Budget,
    ) {
        let worth = match &setting.value {
            Some(value) => self.with_world(escape, |world| world.worth(value).ok()),
            // Without a default of its own it has that of before the first FROM, if any.
            None => match globals.get(&setting.name) {
                Some(text) => Some(Worth {
                    text,
                    is_certain: true,
                }),
                None => {
                    self.open(&setting.name);
                    return;
                }
            },
        };
        let name: Arc<str> = setting.name.as_ref().into();
        if self.kept.contains_key(&name) {
            self.hidden.push(Arc::clone(&name));
        }
        self.set(name, worth, budget);
    }

    /// ENV.
    fn keep(&mut self, name: &str, worth: Option<Worth>, budget: &Budget) {
        let name: Arc<str> = name.into();
        self.hidden.retain(|hidden| *hidden != name);
        self.set(Arc::clone(&name), worth, budget);
        match self.values.get(&name).cloned() {
            Some(value) => self.kept.insert_mut(name, value),
            None => drop(self.kept.remove_mut(&name)),
        }
    }

    fn set(&mut self, name: Arc<str>, worth: Option<Worth>, budget: &Budget) {
        let worth = worth.filter(|worth| worth.is_certain && budget.allows(&worth.text));
        match worth {
            Some(worth) => {
                self.open.remove_mut(&name);
                self.values.insert_mut(name, worth.text.into());
            }
            None => {
                self.values.remove_mut(&name);
                self.open.insert_mut(name);
            }
        }
    }

    /// Takes a name for one that may have any value, unless it has one already.
    fn open(&mut self, name: &str) {
        if !self.values.contains_key(name) {
            self.open.insert_mut(name.into());
        }
    }

    fn change_directory(&mut self, worth: Option<Worth>) {
        let worth = worth.filter(|worth| worth.is_certain);
        self.workdir = match (worth, &self.workdir) {
            (Some(worth), _) if worth.text.starts_with('/') => Some(cleaned(&worth.text)),
            (Some(worth), Some(current)) => Some(cleaned(&format!("{current}/{}", worth.text))),
            _ => None,
        };
    }

    /// ARG before the first FROM.
    pub(super) fn set_global(&mut self, name: &str, worth: Option<Worth>) {
        match worth.filter(|worth| worth.is_certain) {
            Some(worth) => self.values.insert_mut(name.into(), worth.text.into()),
            None => self.open(name),
        }
    }
}

/// An absolute path without its `.`, `..` and empty parts.
pub(super) fn cleaned(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
