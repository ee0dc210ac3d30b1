//! A Docker Engine: one of the test's own, which ends with it, or the one that runs on this machine.

use crate::daemon::{self, Daemon};
use crate::installed::Installed;
use serde_json::json;
use std::ffi::OsStr;
use std::io::Write;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;
use std::{fs, io};
use strates_tests::Folder;

/// Where an engine keeps what it builds. `COPY --link` makes a layer of its own only where layers
/// can be merged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    /// Docker's own, which can merge none: new installations had it up to Docker 28.
    Graph,
    /// containerd's, which new installations of Docker 29 and Docker Desktop have.
    Containerd,
}

pub struct Engine {
    // Ends before its folder goes.
    _daemon: Option<Daemon>,
    pub installed: Installed,
    /// Of the images that the test makes: their names begin with it.
    pub prefix: String,
    pub folder: Folder,
}

/// In seconds, for anything that the engine is asked.
const PATIENCE: &str = "120";

impl Engine {
    /// None, and a word about it, where there is no engine with this store.
    pub fn start(store: Store) -> Option<Engine> {
        let installed = Installed::find()?;
        let folder = Folder::new();
        let own = installed.own;
        let engine = Engine {
            _daemon: own.then(|| Daemon::start(&installed, &folder, store)),
            installed,
            prefix: format!("strates-test-{}-{store:?}", std::process::id()).to_lowercase(),
            folder,
        };
        if own {
            let client = json!({"cliPluginsExtraDirs": [engine.installed.plugins()]});
            engine
                .folder
                .write("client/config.json", &client.to_string());
            engine.wait();
        }
        let found = engine.store();
        if found == store {
            return Some(engine);
        }
        assert!(
            !own,
            "the engine has not the store that it was told to have"
        );
        let _ = writeln!(
            io::stderr(),
            "SKIPPED: the engine that runs here has the store {found:?}, not {store:?}"
        );
        None
    }

    fn wait(&self) {
        for _ in 0..300 {
            let output = self.docker(&["version"]).output();
            if output.is_ok_and(|output| output.status.success()) {
                return;
            }
            sleep(Duration::from_millis(100));
        }
        let logs = ["log", "keeper.log"].map(|log| fs::read_to_string(self.folder.path(log)));
        panic!("the engine does not start: {logs:?}");
    }

    fn store(&self) -> Store {
        let status = self.run(&["info", "--format", "{{json .DriverStatus}}"]);
        match status.contains("io.containerd.snapshotter") {
            true => Store::Containerd,
            false => Store::Graph,
        }
    }

    pub fn docker(&self, arguments: &[&str]) -> Command {
        self.command("docker".as_ref(), arguments)
    }

    /// `docker buildx`, without the detour where that is the engine's own.
    pub fn buildx(&self, arguments: &[&str]) -> Command {
        let plugin = self.installed.plugins().join("docker-buildx");
        match self.installed.own {
            true => self.command(plugin.as_os_str(), arguments),
            false => self.docker(&[&["buildx"], arguments].concat()),
        }
    }

    fn command(&self, program: &OsStr, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        if self.installed.own {
            command = Command::new("timeout");
            command
                .arg(PATIENCE)
                .arg(program)
                .env("PATH", self.installed.path())
                .env("DOCKER_HOST", daemon::host(&self.folder))
                .env("DOCKER_CONFIG", self.folder.path("client"))
                .env("BUILDX_BUILDER", "default")
                .env_remove("DOCKER_CONTEXT");
        }
        command.args(arguments);
        command.env("BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
        command
    }

    /// What `docker` prints; it must succeed.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self.docker(arguments).output().expect("docker can be run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "docker {arguments:?}: {said}");
        String::from_utf8(output.stdout).expect("docker prints UTF-8")
    }

    fn remove_images(&self) {
        let reference = format!("reference={}/*/*", self.prefix);
        let names = [
            "images",
            "--format",
            "{{.Repository}}:{{.Tag}}",
            "--filter",
            &reference,
        ];
        let Ok(found) = self.docker(&names).output() else {
            return;
        };
        let names = String::from_utf8_lossy(&found.stdout);
        for name in names.split_whitespace() {
            let _ = self.docker(&["rmi", name]).output();
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // With its own engine all goes.
        if !self.installed.own {
            self.remove_images();
        }
    }
}
