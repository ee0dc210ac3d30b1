//! The files that a build can copy.

use crate::engine::Engine;
use std::process::Command;

/// Where they are, with an archive of the folder `src`. Each ends with the key: those under another
/// key differ, or COPY --link would find them in the cache.
pub fn write(engine: &Engine, folder: &str, files: &[(&str, &str)], key: &str) -> String {
    for (name, content) in files {
        let content = format!("{content} {key}\n");
        engine.folder.write(&format!("{folder}/{name}"), &content);
    }
    let context = engine.folder.path(folder);
    let archive = format!("{context}/archive.tar");
    let status = Command::new("tar")
        .args(["-cf", &archive, "-C", &context, "src"])
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    context
}
