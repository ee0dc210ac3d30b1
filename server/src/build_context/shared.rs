//! Folders that are looked at for many files at once.

use super::{Complaint, Folder};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use strates_analysis::context::{BuildContext, Entry, IgnoreFile};

/// Folders that many files lie in, each listed once.
#[derive(Default)]
pub struct Listings {
    known: Mutex<HashMap<PathBuf, Option<Arc<[Entry]>>>>,
    told: Mutex<HashSet<PathBuf>>,
}

/// A folder whose own list is shared with the other files in it.
pub struct SharedFolder<'a> {
    folder: Folder,
    listings: &'a Listings,
}

impl Listings {
    pub fn share(&self, folder: Folder) -> SharedFolder<'_> {
        let listings = self;
        SharedFolder { folder, listings }
    }

    /// What is wrong with this ignore file is told elsewhere.
    pub fn is_told(&self, ignore_file: Option<&Path>) {
        let path = ignore_file.and_then(|path| std::path::absolute(path).ok());
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend(path);
    }
}

impl SharedFolder<'_> {
    /// What is wrong with its ignore file, told once.
    pub fn new_complaint(&self) -> Option<Complaint> {
        let complaint = self.folder.complaint()?;
        let mut told = self
            .listings
            .told
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        told.insert(complaint.path.clone()).then_some(complaint)
    }
}

impl BuildContext for SharedFolder<'_> {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        if !folder.is_empty() {
            return self.folder.list(folder);
        }
        let root = self.folder.root.clone()?;
        let mut known = self
            .listings
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let entries = known.entry(root).or_insert_with(|| {
            let entries = self.folder.list("");
            entries.map(Arc::from)
        });
        entries.as_ref().map(|entries| entries.to_vec())
    }

    fn name(&self) -> Option<String> {
        self.folder.name()
    }

    fn dockerfile(&self) -> Option<String> {
        self.folder.dockerfile()
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.folder.ignore_file()
    }
}
