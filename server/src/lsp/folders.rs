//! What is known of the folders that Dockerfiles lie in. Diagnostics follow every key and must not
//! wait for a disk: they take what was seen last, and are asked for again when it has changed.

use super::session::{Session, Snapshot};
use super::slow::in_background;
use crate::build_context::{Complaint, Folder};
use lsp_types::Url;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use strates_analysis::context::{BuildContext, Entry, IgnoreFile};
use strates_analysis::features::diagnostics::{Diagnostic, diagnostics};
use strates_analysis::lang::Lang;

#[derive(Default)]
pub struct Folders(Mutex<HashMap<Url, Seen>>);

struct Seen {
    at: Instant,
    folder: Arc<KnownFolder>,
}

/// A folder as it was when somebody looked; nothing at all before that.
#[derive(PartialEq, Default)]
pub struct KnownFolder {
    entries: Option<Vec<Entry>>,
    pub root: Option<PathBuf>,
    name: Option<String>,
    other_contexts: Vec<String>,
    dockerfile: Option<String>,
    ignore_file: Option<IgnoreFile>,
    complaint: Option<Complaint>,
}

const OUTDATED: Duration = Duration::from_secs(2);
/// Of a larger folder, nothing is said that would need its list.
const MOST_ENTRIES: usize = 10_000;

impl BuildContext for KnownFolder {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        self.entries.clone().filter(|_| folder.is_empty())
    }

    fn name(&self) -> Option<String> {
        self.name.clone()
    }

    fn other_contexts(&self) -> Vec<String> {
        self.other_contexts.clone()
    }

    fn dockerfile(&self) -> Option<String> {
        self.dockerfile.clone()
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.ignore_file.clone()
    }
}

impl KnownFolder {
    fn look(folder: &Folder) -> KnownFolder {
        let listed = folder.list_some("", MOST_ENTRIES);
        KnownFolder {
            entries: listed.and_then(|(entries, is_all)| is_all.then_some(entries)),
            root: folder.root().map(Path::to_owned),
            name: folder.name(),
            other_contexts: folder.other_contexts(),
            dockerfile: folder.dockerfile(),
            ignore_file: folder.ignore_file(),
            complaint: folder.complaint(),
        }
    }
}

impl Folders {
    fn seen(&self) -> MutexGuard<'_, HashMap<Url, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the folder of a document, and whether it is time to look again.
    fn known(&self, document: &Url) -> (Arc<KnownFolder>, bool) {
        let mut seen = self.seen();
        let Some(known) = seen.get_mut(document) else {
            let folder = Arc::default();
            let at = Instant::now();
            let known = Seen {
                at,
                folder: Arc::clone(&folder),
            };
            seen.insert(document.clone(), known);
            return (folder, true);
        };
        let is_outdated = known.at.elapsed() > OUTDATED;
        if is_outdated {
            known.at = Instant::now();
        }
        (Arc::clone(&known.folder), is_outdated)
    }

    /// What was known until now, if what was seen differs from it.
    fn replace(&self, document: &Url, folder: KnownFolder) -> Option<Arc<KnownFolder>> {
        let mut seen = self.seen();
        let known = seen.get_mut(document)?;
        (*known.folder != folder).then(|| std::mem::replace(&mut known.folder, Arc::new(folder)))
    }

    pub fn forget(&self, document: &Url) {
        self.seen().remove(document);
    }

    /// Looks at every folder again when it is asked about next.
    pub fn outdate(&self) {
        let long_ago = Instant::now().checked_sub(2 * OUTDATED);
        for seen in self.seen().values_mut() {
            seen.at = long_ago.unwrap_or(seen.at);
        }
    }
}

impl Session {
    /// The folder of a document as far as it is known; looks again in the background.
    pub fn folder_of(&self, document: &Url) -> Arc<KnownFolder> {
        let (folder, look_again) = self.folders.known(document);
        if look_again && document.scheme() == "file" {
            let (session, document) = (self.itself(), document.clone());
            in_background(move || {
                let Some(session) = session.upgrade() else {
                    return;
                };
                let folder = session.context_of(&document);
                let seen = KnownFolder::look(&folder);
                session.names.of(folder).look_ahead();
                let complaint = seen.complaint.clone();
                let Some(before) = session.folders.replace(&document, seen) else {
                    return;
                };
                if let Some(complaint) =
                    complaint.filter(|new| before.complaint.as_ref() != Some(new))
                {
                    let lang = session.configuration.lang_of(&document);
                    session.outbox.warn(complaint.message(lang));
                }
                if session.is_judged_anew(&document, before) {
                    session.folder_changed(document);
                }
            });
        }
        folder
    }

    /// Whether an open document has other diagnostics than before its folder was looked at. Most
    /// have the same, and nobody is told anything.
    fn is_judged_anew(&self, document: &Url, before: Arc<KnownFolder>) -> bool {
        let Some(now) = self.snapshot(document) else {
            return false;
        };
        let before = Snapshot {
            folder: before,
            ..now.clone()
        };
        let told = |snapshot: &Snapshot| -> Vec<_> {
            let found = diagnostics(&snapshot.document, &snapshot.setup());
            let found = found.iter();
            let told = |each: &Diagnostic| (each.range(), each.severity, each.message(Lang::En));
            found.map(told).collect()
        };
        told(&before) != told(&now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_looked_at_once_until_it_is_outdated() {
        let folders = Folders::default();
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("Dockerfile");
        let uri = Url::from_file_path(&path).unwrap();
        let look = || KnownFolder::look(&Folder::holding(Some(&path)));
        let (folder, is_unknown) = folders.known(&uri);
        assert!(is_unknown && folder.list("").is_none());
        assert!(!folders.known(&uri).1);

        assert!(folders.replace(&uri, look()).is_some());
        assert!(folders.replace(&uri, look()).is_none());
        assert_eq!(
            folders.known(&uri).0.list("").map(|entries| entries.len()),
            Some(0)
        );

        std::fs::write(root.path().join(".dockerignore"), "a").unwrap();
        folders.outdate();
        assert!(folders.known(&uri).1);
        assert!(folders.replace(&uri, look()).is_some());
        assert!(folders.known(&uri).0.ignore_file().is_some());
    }
}
