use std::fs;
use std::io::{ErrorKind, Read, Result};
use std::path::Path;

/// Far more than all rules there are.
const MAX_BYTES: u64 = 1 << 20;

/// The text of a file of settings; `None` where there is no such file.
pub fn read(path: &Path) -> Result<Option<String>> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        metadata => metadata?,
    };
    if !metadata.is_file() {
        return Ok(None);
    }
    let mut text = String::new();
    let file = fs::File::open(path)?;
    file.take(MAX_BYTES).read_to_string(&mut text)?;
    Ok(Some(text))
}
