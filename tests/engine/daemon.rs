//! A Docker daemon whose files are all in one folder, and which lives no longer than the test.

use crate::engine::Store;
use crate::installed::Installed;
use serde_json::json;
use std::fs::File;
use std::process::{Child, Command, Stdio};
use strates_tests::Folder;

pub struct Daemon {
    keeper: Child,
}

/// Runs the daemon as long as standard input is open, so that it ends with the test, however that
/// ends. What it mounts nobody else sees, nor what it leaves in the system's folders.
const KEEPER: &str = r#"trap '' INT
folder=$1
shift
for place in $HIDDEN; do mount -t tmpfs tmpfs "$place"; done
dockerd "$@" </dev/null >"$folder/log" 2>&1 & daemon=$!
cat >/dev/null
kill "$daemon"
wait "$daemon"
rm -rf "$folder""#;

/// No registry is asked, not even for an image that a test forgot to make.
const NOWHERE: &str = "http://127.0.0.1:9";

impl Daemon {
    pub fn start(installed: &Installed, folder: &Folder, store: Store) -> Daemon {
        let config = json!({
            "bridge": "none",
            "iptables": false,
            "ip6tables": false,
            // Nothing is forgotten between two builds, however full the disk is.
            "builder": {"gc": {"enabled": false}},
            "proxies": {"http-proxy": NOWHERE, "https-proxy": NOWHERE},
            "features": {"containerd-snapshotter": store == Store::Containerd},
            "hosts": [host(folder)],
            "data-root": folder.path("data"),
            "exec-root": folder.path("exec"),
            "pidfile": folder.path("pid"),
        });
        folder.write("daemon.json", &config.to_string());
        let here = folder.path("");
        let needed = [installed.path(), here.clone()];
        let hidden = ["/opt", "/run"].into_iter();
        let hidden = hidden.filter(|place| !needed.iter().any(|path| path.starts_with(place)));
        let keeper = Command::new("unshare")
            .args(["--mount", "sh", "-c", KEEPER, "sh", &here])
            .args(["--config-file", &folder.path("daemon.json")])
            .env("PATH", installed.path())
            .env("HIDDEN", hidden.collect::<Vec<_>>().join(" "))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(File::create(folder.path("keeper.log")).unwrap())
            .spawn()
            .expect("unshare can be run");
        Daemon { keeper }
    }
}

pub fn host(folder: &Folder) -> String {
    format!("unix://{}", folder.path("socket"))
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
