//! What `tests/registry/install` left.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, io};

/// None, and a loud word about it, where there is no registry.
pub fn program() -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/registry");
    let path = env::var_os("PATH").unwrap_or_default();
    let places = env::split_paths(&path).map(|folder| folder.join("docker-registry"));
    let mut places = places.chain([tools.join("root/usr/bin/docker-registry")]);
    let asked = env::var("STRATES_REGISTRY").unwrap_or_default();
    if asked != "apart"
        && let Some(program) = places.find(|program| program.exists())
    {
        return Some(program);
    }
    let how = match asked.as_str() {
        "apart" => "what needs a registry is a step of its own, `tests/run registry`",
        _ => "no registry: run tests/registry/install",
    };
    assert!(asked != "required", "{how}");
    static SAID: Once = Once::new();
    // Not `eprintln!`, which is heard only of tests that fail.
    SAID.call_once(|| {
        let _ = writeln!(io::stderr(), "SKIPPED: {how}; none was asked");
    });
    None
}
