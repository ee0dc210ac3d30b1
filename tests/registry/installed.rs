//! What `tests/registry/install` left.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, fs, io};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/registry/root")
}

/// None, and a loud word about it, where the program is missing.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places = env::split_paths(&path).map(|folder| folder.join(name));
    let mut places = places.chain([root().join("usr/bin").join(name)]);
    let asked = env::var("STRATES_REGISTRY").unwrap_or_default();
    if asked != "apart"
        && let Some(program) = places.find(|program| program.exists())
    {
        return Some(program);
    }
    let how = match asked.as_str() {
        "apart" => "what needs a registry or Podman is a step of its own, `tests/run registry`",
        _ => "no registry or no Podman: run tests/registry/install",
    };
    assert!(asked != "required", "{how}");
    static SAID: Once = Once::new();
    // Not `eprintln!`, which is heard only of tests that fail.
    SAID.call_once(|| {
        let _ = writeln!(io::stderr(), "SKIPPED: {how}; none was asked");
    });
    None
}

/// Folders of libraries and of programs that were unpacked with a program, as in PATH.
pub fn beside(program: &Path) -> Option<(String, String)> {
    let root = root();
    if !program.starts_with(&root) {
        return None;
    }
    let folders = ["usr/lib", "lib"]
        .into_iter()
        .filter_map(|lib| fs::read_dir(root.join(lib)).ok());
    let folders = folders.flatten().flatten().map(|entry| entry.path());
    let libraries = folders.filter(|path| path.to_string_lossy().contains("-linux-"));
    let libraries: Vec<String> = libraries.map(|path| path.display().to_string()).collect();
    let programs = ["usr/bin", "usr/sbin"].map(|bin| root.join(bin).display().to_string());
    Some((libraries.join(":"), programs.join(":")))
}
