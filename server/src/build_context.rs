//! The folder of a Dockerfile as its build context.

use lsp_types::Url;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use strates_analysis::context::{BuildContext, Entry, IgnoreFile};

/// Reads the disk: only ever on a thread that may wait.
pub struct Folder {
    /// `None` for a document that lies in no folder.
    root: Option<PathBuf>,
    dockerfile: String,
}

/// A larger ignore file is none.
const LARGEST_IGNORE_FILE: u64 = 1 << 20;

impl Folder {
    pub fn of(document: &Url) -> Folder {
        Folder::holding(document.to_file_path().ok().as_deref())
    }

    /// The folder of a file.
    pub fn holding(path: Option<&Path>) -> Folder {
        let name = path.and_then(Path::file_name);
        Folder {
            dockerfile: name
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            root: path.and_then(Path::parent).map(Path::to_owned),
        }
    }
}

/// Folders that many files lie in, each listed once.
#[derive(Default)]
pub struct Listings(Mutex<HashMap<PathBuf, Option<Arc<[Entry]>>>>);

/// A folder whose own list is shared with the other files in it.
pub struct SharedFolder<'a> {
    folder: Folder,
    listings: &'a Listings,
}

impl Listings {
    pub fn holding(&self, path: Option<&Path>) -> SharedFolder<'_> {
        SharedFolder {
            folder: Folder::holding(path),
            listings: self,
        }
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
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let entries = known.entry(root).or_insert_with(|| {
            let entries = self.folder.list("");
            entries.map(Arc::from)
        });
        entries.as_ref().map(|entries| entries.to_vec())
    }

    fn dockerfile(&self) -> Option<String> {
        self.folder.dockerfile()
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.folder.ignore_file()
    }
}

impl BuildContext for Folder {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let entries = fs::read_dir(self.root.as_ref()?.join(folder)).ok()?;
        let entries = entries.flatten().filter_map(|entry| {
            // Of a link, not of what it leads to: BuildKit copies links as they are.
            let metadata = entry.metadata().ok()?;
            Some(Entry {
                name: entry.file_name().into_string().ok()?,
                is_folder: metadata.is_dir(),
                bytes: metadata.len(),
            })
        });
        Some(entries.collect())
    }

    fn dockerfile(&self) -> Option<String> {
        self.root.as_ref()?;
        Some(self.dockerfile.clone())
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        let names = [
            format!("{}.dockerignore", self.dockerfile),
            ".dockerignore".to_owned(),
        ];
        names.into_iter().find_map(|name| {
            let path = self.root.as_ref()?.join(&name);
            let is_small = fs::metadata(&path).ok()?.len() <= LARGEST_IGNORE_FILE;
            let text = is_small.then(|| fs::read(&path).ok())??;
            Some(IgnoreFile {
                name,
                text: String::from_utf8_lossy(&text).into_owned(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ignore_file_of_the_dockerfile_wins() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let uri = Url::from_file_path(folder.path().join("app.Dockerfile")).unwrap();
        let context = Folder::of(&uri);
        assert_eq!(context.ignore_file(), None);
        write(".dockerignore", "a");
        assert_eq!(context.ignore_file().unwrap().name, ".dockerignore");
        write("app.Dockerfile.dockerignore", "b");
        assert_eq!(context.ignore_file().unwrap().text, "b");
        let names: Vec<_> = context
            .list("")
            .unwrap()
            .into_iter()
            .map(|entry| entry.name)
            .collect();
        assert_eq!(names.len(), 2);
    }

    #[test]
    fn a_document_without_a_folder_has_no_context() {
        let context = Folder::of(&Url::parse("untitled:Untitled-1").unwrap());
        assert_eq!((context.list(""), context.ignore_file()), (None, None));
    }
}
