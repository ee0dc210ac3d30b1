//! A folder in which somebody types a name.

use super::Folder;
use super::reading::Reading;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use strates_analysis::context::{BuildContext, Entry, IgnoreFile, Names};

/// The names in the folders that were asked about last, the latest at the end. While somebody types
/// a name there, each key asks again.
#[derive(Default)]
pub struct LastNames(Mutex<Vec<SeenNames>>);

#[derive(Clone)]
struct SeenNames {
    path: PathBuf,
    at: Instant,
    /// When the folder itself was changed last; `None` where it may have changed unseen since.
    changed: Option<SystemTime>,
    reading: Arc<Reading>,
}

/// Nobody notices names that are so old.
const OUTDATED: Duration = Duration::from_secs(2);

/// Nobody feels so short a time; what is read by then is offered, and the next key asks again.
const PATIENCE: Duration = Duration::from_millis(50);

/// The context itself, and the folder in it that somebody types in.
const MOST_FOLDERS: usize = 2;

/// A folder whose names are remembered.
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

    fn seen(&self) -> MutexGuard<'_, Vec<SeenNames>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, path: &Path) -> Option<Arc<Reading>> {
        let mut all = self.seen();
        let index = all.iter().position(|seen| seen.path == path)?;
        let seen = all.remove(index);
        // Asked about last, it goes last.
        all.push(seen.clone());
        // Nobody waits for the lock while the disk is asked.
        drop(all);
        let is_known = seen.at.elapsed() < OUTDATED
            || !seen.reading.is_over()
            || seen.changed.is_some() && seen.changed == changed(path, SystemTime::now());
        is_known.then_some(seen.reading)
    }

    /// The names in a folder, known or being read; where they are not, `begin` has them read.
    fn reading(&self, path: PathBuf, begin: impl FnOnce(Arc<Reading>, PathBuf)) -> Arc<Reading> {
        if let Some(reading) = self.known(&path) {
            return reading;
        }
        let (at, changed) = (Instant::now(), changed(&path, SystemTime::now()));
        let mut all = self.seen();
        let last = all.iter().find(|seen| seen.path == path);
        let reading = last.map(|seen| Reading::after(&seen.reading));
        let reading = Arc::new(reading.unwrap_or_default());
        all.retain(|seen| seen.path != path);
        let surplus = (all.len() + 1).saturating_sub(MOST_FOLDERS);
        all.drain(..surplus);
        all.push(SeenNames {
            path: path.clone(),
            at,
            changed,
            reading: Arc::clone(&reading),
        });
        // Nobody waits for the lock while the disk is read.
        drop(all);
        begin(Arc::clone(&reading), path);
        reading
    }
}

/// A folder changes with its names. One that has just changed can do so again within a tick of its
/// clock, and nobody could tell.
fn changed(path: &Path, now: SystemTime) -> Option<SystemTime> {
    let changed = fs::metadata(path).ok()?.modified().ok()?;
    let age = now.duration_since(changed).ok()?;
    (age > OUTDATED).then_some(changed)
}

impl TypedFolder<'_> {
    /// Reads the folder itself before anybody asks: one with very many names takes its time.
    pub fn look_ahead(&self) {
        if let Some(root) = &self.folder.root {
            let here = |reading: Arc<Reading>, path: PathBuf| reading.run(&path);
            self.names.reading(root.join(""), here);
        }
    }

    fn reading(&self, folder: &str) -> Option<Arc<Reading>> {
        let path = self.folder.root.as_ref()?.join(folder);
        Some(self.names.reading(path, Reading::begin))
    }
}

impl BuildContext for TypedFolder<'_> {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        self.folder.list(folder)
    }

    fn names(&self, folder: &str) -> Option<Names> {
        self.reading(folder)?.wait(PATIENCE)
    }

    fn dockerfile(&self) -> Option<String> {
        self.folder.dockerfile()
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.folder.ignore_file()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again_when_the_folder_has_changed() {
        let root = tempfile::tempdir().unwrap();
        let last = LastNames::default();
        let typed = last.of(Folder::holding(Some(&root.path().join("Dockerfile"))));
        let count = |folder| {
            let read = typed.reading(folder)?.wait(Duration::MAX);
            read.map(|read| read.names.len())
        };
        fs::create_dir(root.path().join("a")).unwrap();
        assert_eq!(
            (count(""), count("a"), count("gone")),
            (Some(1), Some(0), None)
        );
        // The latest two are kept, and each is known for a moment.
        assert!(last.known(&root.path().join("")).is_none());
        fs::write(root.path().join("a/b"), "").unwrap();
        assert_eq!(count("a"), Some(0));
        let age = |by: Duration| {
            for seen in last.seen().iter_mut() {
                seen.at = seen.at.checked_sub(by).unwrap_or(seen.at);
            }
        };
        age(2 * OUTDATED);
        assert_eq!(count("a"), Some(1));
        // Unchanged for long, they need not be read.
        let long_ago = SystemTime::now()
            .checked_sub(Duration::from_secs(60))
            .unwrap();
        let folder = fs::File::open(root.path().join("a")).unwrap();
        folder.set_modified(long_ago).unwrap();
        age(2 * OUTDATED);
        assert_eq!(count("a"), Some(1));
        age(2 * OUTDATED);
        assert!(last.known(&root.path().join("a")).is_some());
        fs::write(root.path().join("a/c"), "").unwrap();
        assert_eq!(count("a"), Some(2));
    }
}
