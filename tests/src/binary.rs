//! The built program.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// What `STRATES_BIN` names, or else what cargo builds now.
pub fn program() -> &'static PathBuf {
    &PROGRAM
}

static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("STRATES_BIN") {
    Some(program) => program.into(),
    None => built(),
});

fn built() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--package",
            "strates",
            "--bin",
            "strates",
        ])
        .args((!cfg!(debug_assertions)).then_some("--release"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo can be run");
    assert!(status.success(), "strates does not build");
    // This test is in the folder `deps` beside the program.
    let test = env::current_exe().expect("a test knows where it is");
    let folder = test
        .ancestors()
        .nth(2)
        .expect("a test is in a target folder");
    folder
        .join("strates")
        .with_extension(env::consts::EXE_EXTENSION)
}
