//! The folder of a Dockerfile as its build context.

use lsp_types::Url;
use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use strates_analysis::context::{BuildContext, Entry, Ignore, IgnoreFile, Name};
use strates_analysis::lang::Lang;
use strates_analysis::msg;

/// Reads the disk: only ever on a thread that may wait.
pub struct Folder {
    /// `None` for a document that lies in no folder.
    root: Option<PathBuf>,
    dockerfile: String,
}

/// A larger ignore file is none.
const LARGEST_IGNORE_FILE: u64 = 1 << 20;

/// More names of a folder are not read.
const MOST_NAMES: usize = 500_000;

impl Folder {
    pub fn of(document: &Url) -> Folder {
        Folder::holding(document.to_file_path().ok().as_deref())
    }

    /// The file of a path that counts from the folder.
    pub fn uri(&self, path: &str) -> Option<Url> {
        Url::from_file_path(self.root.as_ref()?.join(path)).ok()
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

/// Why an ignore file does not say what its author means.
#[derive(Clone, PartialEq, Debug)]
pub struct Complaint {
    path: PathBuf,
    fault: Fault,
}

#[derive(Clone, PartialEq, Debug)]
enum Fault {
    Unreadable(String),
    TooLarge,
    Pattern { line: usize, pattern: String },
}

impl Complaint {
    pub fn message(&self, lang: Lang) -> String {
        let name = self.path.display();
        match &self.fault {
            Fault::Unreadable(error) => msg!(
                lang,
                en: "`{name}` could not be read, so nothing is known of what it leaves out: {error}.",
                fr: "`{name}` n'a pas pu être lu\u{a0}: on ne sait donc rien de ce qu'il écarte ({error}).",
            ),
            Fault::TooLarge => msg!(
                lang,
                en: "`{name}` is larger than 1 MB and is not read. Name folders rather than files in it.",
                fr: "`{name}` dépasse 1\u{a0}Mo et n'est pas lu. Nommez-y des dossiers plutôt que des fichiers.",
            ),
            Fault::Pattern { line, pattern } => msg!(
                lang,
                en: "Line {line} of `{name}`: `{pattern}` is no valid pattern, and every build in this folder fails. Close its bracket, or put a backslash before it.",
                fr: "Ligne {line} de `{name}`\u{a0}: `{pattern}` n'est pas un motif valide, et toute construction dans ce dossier échoue. Fermez son crochet, ou mettez une barre oblique inverse devant.",
            ),
        }
    }
}

impl Folder {
    /// What is wrong with the ignore file in force.
    pub fn complaint(&self) -> Option<Complaint> {
        let root = self.root.as_ref()?;
        let paths = self.ignore_files().map(|name| root.join(name));
        let path = paths.into_iter().find(|path| path.exists())?;
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
                let (line, pattern) = Ignore::broken_pattern(&text)?;
                Fault::Pattern {
                    line: line + 1,
                    pattern: pattern.to_owned(),
                }
            }
        };
        Some(Complaint { path, fault })
    }

    fn ignore_files(&self) -> [String; 2] {
        [
            format!("{}.dockerignore", self.dockerfile),
            ".dockerignore".to_owned(),
        ]
    }
}

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
    pub fn of(&self, document: &Url) -> TypedFolder<'_> {
        TypedFolder {
            folder: Folder::of(document),
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
    pub fn holding(&self, path: Option<&Path>) -> SharedFolder<'_> {
        SharedFolder {
            folder: Folder::holding(path),
            listings: self,
        }
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

    /// Asks the disk for nothing but names: a folder may hold very many.
    fn names(&self, folder: &str) -> Option<Arc<[Name]>> {
        let entries = fs::read_dir(self.root.as_ref()?.join(folder)).ok()?;
        let names = entries.flatten().filter_map(|entry| {
            Some(Name {
                is_folder: entry.file_type().ok()?.is_dir(),
                name: entry.file_name().into_string().ok()?,
            })
        });
        Some(names.take(MOST_NAMES).collect())
    }

    fn dockerfile(&self) -> Option<String> {
        self.root.as_ref()?;
        Some(self.dockerfile.clone())
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        self.ignore_files().into_iter().find_map(|name| {
            let path = self.root.as_ref()?.join(&name);
            let metadata = fs::metadata(&path).ok().filter(Metadata::is_file)?;
            let is_small = metadata.len() <= LARGEST_IGNORE_FILE;
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
