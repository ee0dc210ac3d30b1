//! A folder of the disk as the build context of a Dockerfile.

mod complaint;
mod reading;
mod shared;
mod typed;

pub use complaint::Complaint;
use complaint::Fault;
pub use shared::Listings;
pub use typed::LastNames;

use crate::build_files::relative;
use lsp_types::Url;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};
use strates_analysis::context::{BuildContext, Entry, Ignore, IgnoreFile};

/// Reads the disk: only ever on a thread that may wait.
pub struct Folder {
    /// `None` for a document that lies in no folder.
    root: Option<PathBuf>,
    /// As the user knows it, where it is not the Dockerfile's own.
    name: Option<String>,
    /// The Dockerfile, which may lie elsewhere.
    dockerfile: Option<PathBuf>,
    /// The names that its builds give to other contexts.
    others: Vec<String>,
}

/// A larger ignore file is none.
const LARGEST_IGNORE_FILE: u64 = 1 << 20;

/// A walk through so many files and folders takes some hundredths of a second.
pub const MOST_NODES: usize = 20_000;

impl Folder {
    /// The folder that a Dockerfile lies in.
    pub fn holding(path: Option<&Path>) -> Folder {
        Folder {
            root: path.and_then(Path::parent).map(Path::to_owned),
            name: None,
            dockerfile: path.map(Path::to_owned),
            others: Vec::new(),
        }
    }

    /// Another folder than the one that it lies in.
    pub fn in_context(dockerfile: &Path, root: PathBuf, name: String) -> Folder {
        Folder {
            root: Some(root),
            name: Some(name),
            dockerfile: Some(dockerfile.to_owned()),
            others: Vec::new(),
        }
    }

    pub fn beside(self, others: Vec<String>) -> Folder {
        Folder { others, ..self }
    }

    /// The Dockerfile whose own ignore file this is; `None` for that of a folder.
    pub fn dockerfile_of(ignore_file: &Path) -> Option<PathBuf> {
        let name = ignore_file.file_name()?.to_str()?;
        let name = name.strip_suffix(".dockerignore")?;
        (!name.is_empty()).then(|| ignore_file.with_file_name(name))
    }

    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The file of a path that counts from the folder.
    pub fn uri(&self, path: &str) -> Option<Url> {
        Url::from_file_path(self.root.as_ref()?.join(path)).ok()
    }
}

impl Folder {
    /// What is wrong with the ignore file in force.
    pub fn complaint(&self) -> Option<Complaint> {
        let path = self.ignore_files().find(|path| path.exists())?;
        // A pipe might never end.
        let metadata = fs::metadata(&path).ok().filter(Metadata::is_file)?;
        if metadata.len() > LARGEST_IGNORE_FILE {
            let fault = Fault::TooLarge;
            return Some(Complaint { path, fault });
        }
        let fault = match fs::read(&path) {
            Err(error) => Fault::Unreadable(error.to_string()),
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let (line, pattern, fault) = Ignore::broken_pattern(&text)?;
                Fault::Pattern {
                    line: line + 1,
                    pattern: pattern.to_owned(),
                    fault,
                }
            }
        };
        Some(Complaint { path, fault })
    }

    /// The Dockerfile's own, which lies beside it, before that of the context.
    fn ignore_files(&self) -> impl Iterator<Item = PathBuf> {
        let own = self.dockerfile.as_ref().map(|dockerfile| {
            let mut name = dockerfile.as_os_str().to_owned();
            name.push(".dockerignore");
            PathBuf::from(name)
        });
        let of_context = self.root.as_ref().map(|root| root.join(".dockerignore"));
        own.into_iter().chain(of_context)
    }

    /// As users know it: from the context on, where it lies there.
    fn shown(&self, path: &Path) -> String {
        let root = self.root.as_deref();
        let within = root.and_then(|root| relative(path, root));
        within.unwrap_or_else(|| path.display().to_string())
    }
}

fn entry(entry: DirEntry) -> Option<Entry> {
    // Of a link, not of what it leads to: BuildKit copies links as they are.
    let metadata = entry.metadata().ok()?;
    Some(Entry {
        name: entry.file_name().into_string().ok()?,
        is_folder: metadata.is_dir(),
        bytes: metadata.len(),
    })
}

impl BuildContext for Folder {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let entries = fs::read_dir(self.root.as_ref()?.join(folder)).ok()?;
        Some(entries.flatten().filter_map(entry).collect())
    }

    fn list_some(&self, folder: &str, most: usize) -> Option<(Vec<Entry>, bool)> {
        let entries = fs::read_dir(self.root.as_ref()?.join(folder)).ok()?;
        let mut entries = entries.flatten();
        let some = entries.by_ref().take(most).filter_map(entry).collect();
        Some((some, entries.next().is_none()))
    }

    fn name(&self) -> Option<String> {
        self.name.clone()
    }

    fn other_contexts(&self) -> Vec<String> {
        self.others.clone()
    }

    fn dockerfile(&self) -> Option<String> {
        relative(self.dockerfile.as_ref()?, self.root.as_ref()?)
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.ignore_files().find_map(|path| {
            let metadata = fs::metadata(&path).ok().filter(Metadata::is_file)?;
            let is_small = metadata.len() <= LARGEST_IGNORE_FILE;
            let text = is_small.then(|| fs::read(&path).ok())??;
            Some(IgnoreFile {
                name: self.shown(&path),
                text: String::from_utf8_lossy(&text).into_owned(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strates_analysis::lang::Lang;

    #[test]
    fn a_broken_ignore_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Dockerfile");
        let ignore = folder.path().join(".dockerignore");
        let complaint = || Folder::holding(Some(&path)).complaint();
        assert_eq!(complaint(), None);
        fs::write(&ignore, "# [\n*.log\n\\[a\n[a-z]\n").unwrap();
        assert_eq!(complaint(), None);
        fs::write(&ignore, "*.log\nsrc/[ab\n").unwrap();
        let message = complaint().unwrap().message(Lang::En);
        assert!(
            message.starts_with("Line 2 of") && message.contains("`src/[ab`"),
            "{message}"
        );
    }

    #[test]
    fn the_ignore_file_of_the_dockerfile_wins() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let context = Folder::holding(Some(&folder.path().join("app.Dockerfile")));
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
        let context = Folder::holding(None);
        assert_eq!((context.list(""), context.ignore_file()), (None, None));
    }
}
