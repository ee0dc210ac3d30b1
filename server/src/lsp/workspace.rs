//! The Dockerfiles of the workspace that are not open: found on the first question about them,
//! and read again only where something has changed since.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::convert;
use crate::dockerfiles::{Listing, Seen, dockerfiles, unchanged};
use lsp_types::Range;
use strates_analysis::features::symbols::{self, Symbol};
use strates_analysis::text::Encoding;
use strates_analysis::{Document, MAX_BYTES};

#[derive(Clone)]
pub struct Stage {
    pub name: String,
    pub range: Range,
}

/// Locked for the whole of a walk, so only ever on a thread that may wait.
#[derive(Default)]
pub struct Workspace(Mutex<Known>);

#[derive(Default)]
struct Known {
    folders: HashMap<PathBuf, Seen<Listing>>,
    files: HashMap<PathBuf, Seen<Arc<[Stage]>>>,
}

impl Workspace {
    /// The stages of every Dockerfile in these folders, or of those found before it was to stop.
    pub fn stages(
        &self,
        folders: &[PathBuf],
        encoding: Encoding,
        stop: &AtomicBool,
    ) -> Vec<(PathBuf, Arc<[Stage]>)> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Known {
            folders: listings,
            files,
        } = &mut *known;
        let paths = dockerfiles(folders, listings, stop);
        let read = |path: PathBuf| {
            let metadata = fs::metadata(&path).ok().filter(is_readable)?;
            let stages = unchanged(files, &path, &metadata, || stages_in(&path, encoding))?;
            Some((path, stages))
        };
        paths.into_iter().filter_map(read).collect()
    }
}

impl Workspace {
    /// All Dockerfiles below a folder.
    pub fn dockerfiles(&self, folder: &Path) -> Vec<PathBuf> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listings = &mut known.folders;
        dockerfiles(&[folder.to_owned()], listings, &AtomicBool::new(false))
    }
}

pub fn stages(document: &Document, encoding: Encoding) -> Vec<Stage> {
    let stage = |symbol: Symbol| Stage {
        range: convert::range(document.text(), &symbol.selection, encoding),
        name: symbol.name,
    };
    symbols::stages(document).into_iter().map(stage).collect()
}

/// A pipe of that name would keep its reader waiting.
fn is_readable(metadata: &Metadata) -> bool {
    metadata.is_file() && usize::try_from(metadata.len()).is_ok_and(|bytes| bytes <= MAX_BYTES)
}

fn stages_in(path: &Path, encoding: Encoding) -> Option<Arc<[Stage]>> {
    let text = fs::read(path).ok()?;
    let document = Document::new(&String::from_utf8_lossy(&text));
    Some(stages(&document, encoding).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_again_what_has_changed() {
        let folder = std::env::temp_dir().join(format!("strates-workspace-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let workspace = Workspace::default();
        let names = || {
            let found = workspace.stages(
                std::slice::from_ref(&folder),
                Encoding::Utf16,
                &AtomicBool::new(false),
            );
            let names = found.iter().flat_map(|(_, stages)| stages.iter());
            names.map(|stage| stage.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(), [""; 0]);
        fs::write(folder.join("Dockerfile"), "FROM a AS one\n").unwrap();
        assert_eq!(names(), ["one"]);
        fs::write(folder.join("Dockerfile"), "FROM a AS two\n").unwrap();
        assert_eq!(names(), ["two"]);
        fs::write(folder.join("web.Dockerfile"), "FROM a AS three\n").unwrap();
        fs::remove_file(folder.join("Dockerfile")).unwrap();
        assert_eq!(names(), ["three"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
