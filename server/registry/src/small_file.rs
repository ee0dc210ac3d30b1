//! Files of other programs. One that is a pipe might never end, and one that is large is none of theirs.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

const LARGEST_FILE: u64 = 1024 * 1024;

pub fn read(path: &Path) -> Option<Vec<u8>> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    let mut file = File::open(path).ok()?.take(LARGEST_FILE + 1);
    file.read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST_FILE).then_some(bytes)
}
