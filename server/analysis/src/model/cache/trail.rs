//! How far a change has come: which names and which state of a stage it has reached.

use super::*;
use rpds::HashTrieSetSync;
use std::collections::HashMap;

/// Of variables. Cheap to clone: a stage starts with those of its base.
pub type Names = HashTrieSetSync<String>;

/// The arguments before the first FROM that have another value.
pub fn changed_globals(file: &Dockerfile, changed: usize) -> Names {
    let mut names = Names::default();
    for placed in &file.globals {
        let Body::Arguments(arguments) = &placed.body else {
            continue;
        };
        for argument in arguments {
            let Some(name) = &argument.name else { continue };
            let default = argument.value.as_ref();
            if placed.start == changed
                || default.is_some_and(|word| mentions(&word.text, file.escape, &names))
            {
                names.insert_mut(name.text.to_string());
            } else if argument.assigned {
                names.remove_mut(&*name.text);
            }
        }
    }
    names
}

/// Whether a text uses any of these variables.
pub fn mentions(text: &str, escape: Escape, names: &Names) -> bool {
    if names.is_empty() || !text.contains('$') {
        return false;
    }
    let found = std::cell::Cell::new(false);
    let lookup = |name: &str| {
        found.set(found.get() || names.contains(name));
        // A value, so that both sides of `${A:+b}` and `${A:-b}` are read.
        Some(String::from("x"))
    };
    let read = expand(text, escape.0, &lookup);
    found.get() || read.is_err()
}

/// How far a change has come in a stage.
#[derive(Clone, Default)]
pub struct Trail {
    /// The file system is built again.
    pub files: Option<Certainty>,
    pub variables: Names,
    /// Variables of the image that an ARG hides until the stage ends, and whether they have changed.
    pub hidden: HashMap<String, bool>,
    /// What ENV set, and so stays in the image.
    pub kept: Names,
    pub user: bool,
    pub shell: bool,
    pub directory: bool,
}

impl Trail {
    /// Where a stage that builds on this one starts.
    pub fn inherited(&self) -> Trail {
        let mut trail = self.clone();
        for (name, changed) in std::mem::take(&mut trail.hidden) {
            trail.set(name, changed);
        }
        trail
    }

    pub fn set(&mut self, name: String, changed: bool) {
        match changed {
            true => self.variables.insert_mut(name),
            false => {
                self.variables.remove_mut(&name);
            }
        }
    }
}
