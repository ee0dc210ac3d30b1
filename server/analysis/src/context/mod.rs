//! The build context: the folder whose files COPY and ADD take, seen through a small trait.

mod fault;
mod glob;
mod ignore;
mod taken;
#[cfg(test)]
pub(crate) mod testing;
mod tree;

pub use fault::{Fault, fault};
pub use ignore::{Ignore, clean};
pub use taken::{Taken, names, taken};
pub use tree::{Node, Tree};

pub(crate) use glob::Glob;
pub(crate) use ignore::leads_out;

use std::sync::Arc;

/// What the analysis needs to know of a build context. Paths are relative to it, with `/`.
pub trait BuildContext {
    /// What lies in a folder (`""` is the context itself); `None` where there is no such folder.
    fn list(&self, folder: &str) -> Option<Vec<Entry>>;

    /// The same by name alone, for who can wait but a moment.
    fn names(&self, folder: &str) -> Option<Names> {
        let entries = self.list(folder)?.into_iter();
        let names = entries.map(|entry| Name {
            name: entry.name,
            is_folder: entry.is_folder,
        });
        Some(Names {
            names: names.collect(),
            is_all: true,
        })
    }

    /// The same, but no more than `most` entries, and whether these are all.
    fn list_some(&self, folder: &str, most: usize) -> Option<(Vec<Entry>, bool)> {
        let mut entries = self.list(folder)?;
        let is_all = entries.len() <= most;
        entries.truncate(most);
        Some((entries, is_all))
    }

    /// How users know the context, where it is not the Dockerfile's own folder.
    fn name(&self) -> Option<String> {
        None
    }

    /// The names that builds give to other contexts: where FROM says one, no image is meant.
    fn other_contexts(&self) -> Vec<String> {
        Vec::new()
    }

    /// The path of the Dockerfile in the context.
    fn dockerfile(&self) -> Option<String>;

    /// The ignore file in force: that of the Dockerfile, or the context's own.
    fn ignore_file(&self) -> Option<IgnoreFile>;
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub name: String,
    pub is_folder: bool,
    pub bytes: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    pub name: String,
    pub is_folder: bool,
}

/// The names in a folder, as far as they are read.
pub struct Names {
    pub names: Arc<[Name]>,
    pub is_all: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IgnoreFile {
    pub name: String,
    pub text: String,
}

/// For a document that lies in no folder.
pub struct NoContext;

impl BuildContext for NoContext {
    fn list(&self, _: &str) -> Option<Vec<Entry>> {
        None
    }

    fn dockerfile(&self) -> Option<String> {
        None
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        None
    }
}
