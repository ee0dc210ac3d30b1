//! What outlives the process: one small JSON file for each repository and each manifest.
//!
//! Two servers may write the same file at once: each writes one of its own and renames it, so a
//! reader sees the one or the other. What cannot be read counts as not there.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

/// Of the files: another one is not read.
const FORM: u32 = 1;

const LARGEST_FILE: u64 = 8 * 1024 * 1024;

/// Beyond these the oldest go.
const MOST_FILES: usize = 400;
const MOST_BYTES: u64 = 64 * 1024 * 1024;

pub struct Cache {
    folder: Option<PathBuf>,
}

#[derive(Serialize)]
struct Written<'a, T> {
    form: u32,
    about: &'a str,
    known: &'a T,
}

#[derive(Deserialize)]
struct Found<T> {
    form: u32,
    about: String,
    known: T,
}

impl Cache {
    /// Without a folder nothing is kept.
    pub fn new(folder: Option<PathBuf>) -> Cache {
        Cache { folder }
    }

    pub fn read<T: DeserializeOwned>(&self, about: &str) -> Option<T> {
        let path = self.path(about)?;
        let mut text = String::new();
        let file = File::open(path).ok()?;
        let bytes = file.take(LARGEST_FILE + 1).read_to_string(&mut text).ok()?;
        if bytes as u64 > LARGEST_FILE {
            return None;
        }
        let found: Found<T> = serde_json::from_str(&text).ok()?;
        (found.form == FORM && found.about == about).then_some(found.known)
    }

    /// A disk that is full or read-only is no reason to stop.
    pub fn write<T: Serialize>(&self, about: &str, known: &T) {
        let Some(path) = self.path(about) else {
            return;
        };
        let written = Written {
            form: FORM,
            about,
            known,
        };
        let Ok(text) = serde_json::to_vec(&written) else {
            return;
        };
        if text.len() as u64 > LARGEST_FILE || put(&path, &text).is_err() {
            return;
        }
        if let Some(folder) = &self.folder {
            let _ = prune(folder);
        }
    }

    fn path(&self, about: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(file_name(about)))
    }
}

/// A name that every file system takes, and no two things share.
fn file_name(about: &str) -> String {
    const LONGEST: usize = 180;
    let mut name = String::new();
    for byte in about.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => name.push(char::from(byte)),
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    if name.len() > LONGEST {
        // FNV-1a; should two ever meet, `about` in the file tells them apart.
        let hash = about.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        name.truncate(LONGEST);
        name.push_str(&format!("~{hash:016x}"));
    }
    name + ".json"
}

fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let own = path.with_extension(format!("{}-{number}.new", std::process::id()));
    if let Some(folder) = path.parent() {
        create_private(folder)?;
    }
    let written = own_file(&own).and_then(|mut file| file.write_all(text));
    let done = written.and_then(|()| fs::rename(&own, path));
    if done.is_err() {
        let _ = fs::remove_file(&own);
    }
    done
}

/// The names of private repositories are nobody else's to read.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn own_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn prune(folder: &Path) -> io::Result<()> {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let Ok(found) = entry.metadata() else {
            continue;
        };
        let written = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        files.push((written, found.len(), entry.path()));
    }
    files.sort_by_key(|(written, ..)| std::cmp::Reverse(*written));
    let mut bytes = 0_u64;
    for (at, (_, length, path)) in files.iter().enumerate() {
        bytes = bytes.saturating_add(*length);
        if at >= MOST_FILES || bytes > MOST_BYTES {
            let _ = fs::remove_file(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let cache = Kept::new();
        cache.write("docker.io/library/node", &vec![1, 2]);
        assert_eq!(cache.numbers("docker.io/library/node"), Some(vec![1, 2]));
        assert_eq!(cache.numbers("docker.io/library/nod"), None);
        cache.write("docker.io/library/node", &vec![3]);
        assert_eq!(cache.numbers("docker.io/library/node"), Some(vec![3]));
        assert_eq!(cache.files(), ["docker.io%2Flibrary%2Fnode.json"]);
    }

    #[test]
    fn what_others_wrote_is_not_there() {
        let cache = Kept::new();
        for text in [
            "",
            "{",
            "null",
            r#"{"form":1,"about":"b","known":[1]}"#,
            r#"{"form":2,"about":"a","known":[1]}"#,
            r#"{"form":1,"about":"a","known":"x"}"#,
            "\u{0}\u{0}",
        ] {
            fs::write(cache.folder().join("a.json"), text).unwrap();
            assert_eq!(cache.numbers("a"), None, "{text}");
        }
        fs::write(cache.folder().join("a.json"), [0xff, 0xfe]).unwrap();
        assert_eq!(cache.numbers("a"), None);
    }

    #[test]
    fn the_oldest_of_too_many_go() {
        let cache = Kept::new();
        for number in 0..MOST_FILES + 5 {
            let name = cache.folder().join(format!("{number}.json"));
            fs::write(name, "x").unwrap();
        }
        cache.write("newest", &vec![1]);
        assert_eq!(cache.files().len(), MOST_FILES);
        assert_eq!(cache.numbers("newest"), Some(vec![1]));
    }

    #[test]
    fn long_names_stay_apart() {
        let long = "a/".repeat(300);
        assert!(file_name(&long).len() < 210);
        assert_ne!(file_name(&format!("{long}b")), file_name(&long));
    }

    #[test]
    fn many_writers_leave_one_whole_file() {
        let cache = Kept::new();
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let cache = &cache;
                scope.spawn(move || {
                    for _ in 0..20 {
                        cache.write("a", &vec![writer; 500]);
                        let read = cache.numbers("a").expect("a whole file");
                        assert!(read.iter().all(|number| read.first() == Some(number)));
                    }
                });
            }
        });
        assert_eq!(cache.files(), ["a.json"]);
    }

    struct Kept(Cache);

    impl Kept {
        fn new() -> Kept {
            static NUMBER: AtomicUsize = AtomicUsize::new(0);
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let name = format!("strates-cache-{}-{number}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::create_dir_all(&folder).unwrap();
            Kept(Cache::new(Some(folder)))
        }

        fn folder(&self) -> &Path {
            self.0.folder.as_deref().unwrap()
        }

        fn write(&self, about: &str, numbers: &Vec<u32>) {
            self.0.write(about, numbers);
        }

        fn numbers(&self, about: &str) -> Option<Vec<u32>> {
            self.0.read(about)
        }

        fn files(&self) -> Vec<String> {
            let files = fs::read_dir(self.folder()).unwrap();
            let names = files.map(|file| file.unwrap().file_name());
            names.map(|name| name.into_string().unwrap()).collect()
        }
    }

    impl Drop for Kept {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(self.folder());
        }
    }
}
