//! What `tests/engine/install` left.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, fs, io};

pub struct Installed {
    root: PathBuf,
    /// Unpacked here, so the test starts and ends it; else one that runs on this machine.
    pub own: bool,
}

impl Installed {
    /// None, and a loud word about it, where there is no engine.
    pub fn find() -> Option<Installed> {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/engine");
        let installed = Installed {
            root: tools.join("root"),
            own: tools.join("complete").exists(),
        };
        // Only root can start a daemon.
        let can_start = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let asked = env::var("STRATES_ENGINE").unwrap_or_default();
        let is_there = installed.busybox().exists() && (can_start || !installed.own);
        if is_there && asked != "apart" {
            return Some(installed);
        }
        let how = match asked.as_str() {
            "apart" => {
                "the builds with a Docker Engine are a step of their own, `tests/run engine`"
            }
            _ => "no Docker Engine: run tests/engine/install and this test as root",
        };
        assert!(asked != "required", "{how}");
        static SAID: Once = Once::new();
        // Not `eprintln!`, which is heard only of tests that fail.
        SAID.call_once(|| {
            let _ = writeln!(io::stderr(), "SKIPPED: {how}; nothing was built");
        });
        None
    }

    /// One program that is all of a system's commands, and needs no library.
    pub fn busybox(&self) -> PathBuf {
        self.root.join("usr/bin/busybox")
    }

    pub fn plugins(&self) -> PathBuf {
        self.root.join("usr/libexec/docker/cli-plugins")
    }

    /// PATH with the engine's programs before the system's.
    pub fn path(&self) -> String {
        let system = env::var("PATH").unwrap_or_default();
        let root = self.root.display();
        format!("{root}/usr/sbin:{root}/usr/bin:{system}")
    }
}
