//! A walk through the folders that asks the disk for no list twice, and ends.

use super::names::{is_dockerfile, is_ignore_file, is_searched};
use super::seen::{Seen, unchanged};
use std::collections::HashMap;
use std::fs::{self, DirEntry, FileType};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What a folder holds that matters.
#[derive(Clone, Default)]
pub struct Listing {
    folders: Vec<PathBuf>,
    dockerfiles: Vec<PathBuf>,
    ignore_files: Vec<PathBuf>,
}

/// What there is in folders and all that they hold, in the order of the names.
#[derive(Default)]
pub struct Walked {
    pub dockerfiles: Vec<PathBuf>,
    pub ignore_files: Vec<PathBuf>,
}

/// Beyond these a workspace is no project any more, but somebody's home.
const MAX_FOLDERS: usize = 50_000;
const MAX_DOCKERFILES: usize = 5_000;

pub fn dockerfiles(
    roots: &[PathBuf],
    known: &mut HashMap<PathBuf, Seen<Listing>>,
    stop: &AtomicBool,
) -> Vec<PathBuf> {
    walk(roots, known, stop).dockerfiles
}

pub fn walk(
    roots: &[PathBuf],
    known: &mut HashMap<PathBuf, Seen<Listing>>,
    stop: &AtomicBool,
) -> Walked {
    let mut waiting: Vec<PathBuf> = roots.to_vec();
    let mut found = Walked::default();
    for _ in 0..MAX_FOLDERS {
        let Some(folder) = waiting.pop() else { break };
        if stop.load(Ordering::Relaxed) || found.dockerfiles.len() >= MAX_DOCKERFILES {
            break;
        }
        let metadata = fs::metadata(&folder)
            .ok()
            .filter(|metadata| metadata.is_dir());
        let listing =
            metadata.and_then(|metadata| unchanged(known, &folder, &metadata, || list(&folder)));
        let listing = listing.unwrap_or_default();
        waiting.extend(listing.folders);
        found.dockerfiles.extend(listing.dockerfiles);
        found.ignore_files.extend(listing.ignore_files);
    }
    for files in [&mut found.dockerfiles, &mut found.ignore_files] {
        files.sort();
        // One workspace folder may lie within another.
        files.dedup();
    }
    found
}

fn list(folder: &Path) -> Option<Listing> {
    let mut listing = Listing::default();
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name();
        let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else {
            continue;
        };
        // A link to a folder is not followed: it may lead back here.
        let is_file = || kind.is_file() || leads_to_file(&entry, kind);
        if kind.is_dir() && is_searched(name) {
            listing.folders.push(entry.path());
        } else if is_dockerfile(name) && is_file() {
            listing.dockerfiles.push(entry.path());
        } else if is_ignore_file(name) && is_file() {
            listing.ignore_files.push(entry.path());
        }
    }
    Some(listing)
}

/// Reading anything else, such as a pipe, might never end.
fn leads_to_file(entry: &DirEntry, kind: FileType) -> bool {
    kind.is_symlink() && entry.path().is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_dockerfiles_where_people_keep_them() {
        let root = std::env::temp_dir().join(format!("strates-walk-{}", std::process::id()));
        for path in [
            "Dockerfile",
            "a/b/web.Dockerfile",
            "node_modules/x/Dockerfile",
            ".git/Dockerfile",
            "README.md",
            "a/b/web.Dockerfile.dockerignore",
            ".dockerignore",
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "FROM scratch\n").unwrap();
        }
        let roots = [root.clone(), root.join("a")];
        let walk = |stop| walk(&roots, &mut HashMap::new(), &AtomicBool::new(stop));
        let found = walk(false);
        assert_eq!(
            found.dockerfiles,
            [root.join("Dockerfile"), root.join("a/b/web.Dockerfile")]
        );
        assert_eq!(
            found.ignore_files,
            [".dockerignore", "a/b/web.Dockerfile.dockerignore"].map(|name| root.join(name))
        );
        assert!(walk(true).dockerfiles.is_empty());
        fs::remove_dir_all(root).unwrap();
    }
}
