//! The names in a folder, as they are read: a very large one takes longer than somebody who types
//! would wait.

use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use strates_analysis::context::{Name, Names};

#[derive(Default)]
pub struct Reading {
    /// What was there when it was read last.
    before: Option<Arc<[Name]>>,
    read: Mutex<Read>,
    ended: Condvar,
}

#[derive(Default)]
struct Read {
    so_far: Vec<Name>,
    /// Once it is over; nothing in it where there is no such folder.
    all: Option<Option<Arc<[Name]>>>,
}

/// More names of a folder are not read.
const MOST_NAMES: usize = 500_000;

/// Those who wait see so many more at once.
const BATCH: usize = 2_000;

impl Reading {
    /// Another look; until it is over, what the last one saw is told.
    pub fn after(last: &Reading) -> Reading {
        let all = last.read().all.clone();
        Reading {
            before: all.flatten(),
            ..Reading::default()
        }
    }

    /// On a thread of its own.
    pub fn begin(self: Arc<Reading>, folder: PathBuf) {
        let begun = thread::Builder::new().name("names".into()).spawn({
            let (reading, folder) = (Arc::clone(&self), folder.clone());
            move || reading.run(&folder)
        });
        if begun.is_err() {
            self.run(&folder);
        }
    }

    /// On this thread, to the end.
    pub fn run(&self, folder: &Path) {
        let is_there = self.read_all(folder).is_some();
        let mut read = self.read();
        let names = mem::take(&mut read.so_far);
        read.all = Some(is_there.then(|| names.into()));
        self.ended.notify_all();
    }

    /// What there is within a time; `None` where there is no such folder.
    pub fn wait(&self, patience: Duration) -> Option<Names> {
        let is_under_way = |read: &mut Read| read.all.is_none();
        let waited = self
            .ended
            .wait_timeout_while(self.read(), patience, is_under_way);
        let (read, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let (names, is_all) = match &read.all {
            Some(all) => (all.clone()?, true),
            None => match &self.before {
                Some(names) => (Arc::clone(names), false),
                None => (read.so_far.as_slice().into(), false),
            },
        };
        Some(Names { names, is_all })
    }

    pub fn is_over(&self) -> bool {
        self.read().all.is_some()
    }

    fn read(&self) -> MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_all(&self, folder: &Path) -> Option<()> {
        let mut names = names(folder)?.take(MOST_NAMES).peekable();
        while names.peek().is_some() {
            let batch: Vec<Name> = names.by_ref().take(BATCH).collect();
            self.read().so_far.extend(batch);
        }
        Some(())
    }
}

/// Asks the disk for nothing but names and kinds.
fn names(folder: &Path) -> Option<impl Iterator<Item = Name>> {
    let entries = fs::read_dir(folder).ok()?;
    Some(entries.map_while(Result::ok).filter_map(|entry| {
        Some(Name {
            is_folder: entry.file_type().ok()?.is_dir(),
            name: entry.file_name().into_string().ok()?,
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_until_now_is_told_and_then_all() {
        let reading = Reading::default();
        let name = |name: &str| Name {
            name: name.to_owned(),
            is_folder: false,
        };
        reading.read().so_far.push(name("a"));
        let seen = reading.wait(Duration::ZERO).unwrap();
        assert_eq!((&*seen.names, seen.is_all), (&[name("a")][..], false));
        reading.read().all = Some(Some([name("b")].into()));
        let again = Reading::after(&reading);
        again.read().so_far.push(name("c"));
        let seen = again.wait(Duration::ZERO).unwrap();
        assert_eq!((&*seen.names, seen.is_all), (&[name("b")][..], false));

        let folder = tempfile::tempdir().unwrap();
        for number in 0..2 * BATCH + 1 {
            fs::write(folder.path().join(number.to_string()), "").unwrap();
        }
        let read = |folder: &Path| {
            let reading = Arc::<Reading>::default();
            Arc::clone(&reading).begin(folder.to_owned());
            reading.wait(Duration::MAX)
        };
        let seen = read(folder.path()).unwrap();
        assert_eq!((seen.names.len(), seen.is_all), (2 * BATCH + 1, true));
        assert!(read(&folder.path().join("gone")).is_none());
    }
}
