//! A folder in which somebody types a name.

use super::Folder;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use strates_analysis::context::{BuildContext, Entry, IgnoreFile, Name};

/// The names in the folder that was asked about last. While somebody types a name there, each key
/// asks again.
#[derive(Default)]
pub struct LastNames(Mutex<Option<SeenNames>>);

struct SeenNames {
    path: PathBuf,
    at: Instant,
    names: Option<Arc<[Name]>>,
}

const OUTDATED: Duration = Duration::from_secs(2);

/// A folder whose names are remembered for a moment.
pub struct TypedFolder<'a> {
    folder: Folder,
    names: &'a LastNames,
}

impl LastNames {
    pub fn of(&self, folder: Folder) -> TypedFolder<'_> {
        TypedFolder {
            folder,
            names: self,
        }
    }
}

impl BuildContext for TypedFolder<'_> {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        self.folder.list(folder)
    }

    fn names(&self, folder: &str) -> Option<Arc<[Name]>> {
        let path = self.folder.root.as_ref()?.join(folder);
        let is_known = |seen: &&SeenNames| seen.path == path && seen.at.elapsed() < OUTDATED;
        let last = || self.names.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = last().as_ref().filter(is_known) {
            return seen.names.clone();
        }
        // Nobody waits for the lock while the disk is read.
        let names = self.folder.names(folder);
        *last() = Some(SeenNames {
            path,
            at: Instant::now(),
            names: names.clone(),
        });
        names
    }

    fn dockerfile(&self) -> Option<String> {
        self.folder.dockerfile()
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.folder.ignore_file()
    }
}
