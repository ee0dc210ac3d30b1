//! Podman's images, through its socket where its own commands would find it.

use crate::installed;
use crate::person::{reference, tags};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;
use std::{env, fs};
use strates_analysis::images::{Images, Source};
use strates_registry::{Mode, Places, Registry, Settings};
use strates_tests::Folder;

#[test]
fn podmans_images() {
    let Some(podman) = Podman::start() else {
        return;
    };
    podman.import("docker.io/library/made:1.2");
    podman.import("plain");
    let registry = podman.registry();
    // Podman writes Docker Hub's name before all of its images, and its own before those of nobody.
    assert_eq!(tags(&registry, "made"), ["1.2"]);
    assert_eq!(tags(&registry, "localhost/plain"), ["latest"]);
    let names = registry.asking().names("ma");
    assert!(
        names
            .items
            .iter()
            .any(|name| name.name == "made" && name.is_local)
    );
    let made = reference("made:1.2");
    registry.asking().about(&made);
    assert!(registry.settle(Duration::from_secs(30)));
    let about = registry.asking().about(&made).unwrap();
    assert!(about.tag.unwrap().is_local);
    let layers = about
        .layers
        .map(|layers| (layers.value, layers.origin.source));
    assert_eq!(layers, Some((1, Source::Engine)));
    let environment = registry.silent().environment(&made).unwrap().value;
    assert!(
        environment.contains(&("COLOUR".to_owned(), "blue".to_owned())),
        "{environment:?}"
    );
    assert_eq!(
        registry
            .silent()
            .history(&made)
            .map(|history| history.value.len()),
        Some(1)
    );
}

struct Podman {
    service: Child,
    program: std::path::PathBuf,
    folder: Folder,
}

impl Podman {
    fn start() -> Option<Podman> {
        let program = installed::program("podman")?;
        let folder = Folder::new();
        let here = folder.path("");
        let here = here.trim_end_matches('/');
        let storage = format!(
            "[storage]\ndriver = \"vfs\"\nrunroot = \"{here}/runroot\"\ngraphroot = \"{here}/graph\"\n"
        );
        folder.write("storage.conf", &storage);
        let mut engine = format!(
            "[engine]\ncgroup_manager = \"cgroupfs\"\nevents_logger = \"file\"\n\
             lock_type = \"file\"\ntmp_dir = \"{here}/tmp\"\n"
        );
        if installed::beside(&program).is_some() {
            let monitor = program.with_file_name("conmon");
            engine.push_str(&format!("conmon_path = [\"{}\"]\n", monitor.display()));
        }
        engine.push_str(&format!(
            "[network]\nnetwork_config_dir = \"{here}/networks\"\n"
        ));
        folder.write("containers.conf", &engine);
        let policy = r#"{"default": [{"type": "insecureAcceptAnything"}]}"#;
        folder.write("home/.config/containers/policy.json", policy);
        folder.write("files/hello", "hello");
        folder.write("run/podman/.keep", "");
        let socket = folder.path("run/podman/podman.sock");
        let service = command(&program, &folder)
            .args([
                "system",
                "service",
                "--time",
                "0",
                &format!("unix://{socket}"),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.path("log")).unwrap())
            .spawn()
            .expect("podman can be run");
        let podman = Podman {
            service,
            program,
            folder,
        };
        podman.wait(&socket);
        Some(podman)
    }

    fn wait(&self, socket: &str) {
        for _ in 0..200 {
            if Path::new(socket).exists() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!(
            "podman does not start: {:?}",
            fs::read_to_string(self.folder.path("log"))
        );
    }

    /// An image of one file.
    fn import(&self, name: &str) {
        let archive = self.folder.path("files.tar");
        let tar = Command::new("tar")
            .args(["-cf", &archive, "-C", &self.folder.path("files"), "."])
            .status();
        assert!(tar.expect("there is a tar").success());
        let imported = command(&self.program, &self.folder)
            .args(["import", "--change", "ENV COLOUR=blue", &archive, name])
            .output()
            .expect("podman can be run");
        assert!(
            imported.status.success(),
            "{}",
            String::from_utf8_lossy(&imported.stderr)
        );
    }

    fn registry(&self) -> Registry {
        let (home, run) = (self.folder.path("home"), self.folder.path("run"));
        let places = Places {
            root: self.folder.path("system").into(),
            variable: Arc::new(move |name| match name {
                "HOME" => Some(home.clone()),
                "XDG_RUNTIME_DIR" => Some(run.clone()),
                _ => None,
            }),
            ..Places::default()
        };
        let settings = Settings {
            mode: Mode::EngineOnly,
            places,
            ..Settings::default()
        };
        Registry::new(settings, Arc::new(|_| ()))
    }
}

/// What it leaves in the system's folders, whatever it is told, nobody else sees.
const HIDDEN: &str = "mount -t tmpfs tmpfs /var/lib && exec \"$0\" \"$@\"";

fn command(program: &Path, folder: &Folder) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let mut command = match is_root {
        true => Command::new("unshare"),
        false => Command::new(program),
    };
    if is_root {
        command.args(["--mount", "sh", "-c", HIDDEN]).arg(program);
    }
    command
        .env("HOME", folder.path("home"))
        .env("XDG_RUNTIME_DIR", folder.path("run"))
        .env("XDG_CONFIG_HOME", folder.path("home/.config"))
        .env("CONTAINERS_STORAGE_CONF", folder.path("storage.conf"))
        .env("CONTAINERS_CONF", folder.path("containers.conf"));
    if let Some((libraries, programs)) = installed::beside(program) {
        let path = env::var("PATH").unwrap_or_default();
        command
            .env("LD_LIBRARY_PATH", libraries)
            .env("PATH", format!("{programs}:{path}"));
    }
    command
}

impl Drop for Podman {
    fn drop(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}
