//! Where the engine listens, as its own commands would find it.

use crate::places::Places;
use crate::small_file;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize, Default)]
struct Config {
    #[serde(default, rename = "currentContext")]
    context: String,
}

#[derive(Deserialize)]
struct Context {
    #[serde(rename = "Name")]
    name: String,
    #[serde(default, rename = "Endpoints")]
    endpoints: Endpoints,
}

#[derive(Deserialize, Default)]
struct Endpoints {
    docker: Option<Endpoint>,
}

#[derive(Deserialize)]
struct Endpoint {
    #[serde(default, rename = "Host")]
    host: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Listener {
    Socket(PathBuf),
    /// Of Windows.
    Pipe(PathBuf),
}

/// What to try, in order. One that a person named is the only one; where that is none of this
/// machine, there is none.
pub fn candidates(places: &Places) -> Vec<Listener> {
    let host = (places.variable)("DOCKER_HOST").filter(|host| !host.is_empty());
    if let Some(host) = host {
        return Listener::parse(&host).into_iter().collect();
    }
    if let Some(host) = host_of_context(places) {
        return Listener::parse(&host).into_iter().collect();
    }
    match cfg!(windows) {
        true => pipes(places),
        false => sockets(places),
    }
}

fn pipes(places: &Places) -> Vec<Listener> {
    let pipe = |name: &str| Some(Listener::Pipe(PathBuf::from(format!("{PIPES}{name}"))));
    let podman = podman(places).filter(|podman| matches!(podman, Listener::Pipe(_)));
    let known = [
        pipe("docker_engine"),
        podman,
        pipe("podman-machine-default"),
    ];
    known.into_iter().flatten().collect()
}

/// What Podman's own variable names.
fn podman(places: &Places) -> Option<Listener> {
    (places.variable)("CONTAINER_HOST").and_then(|host| Listener::parse(&host))
}

fn sockets(places: &Places) -> Vec<Listener> {
    let podman = podman(places).and_then(|podman| match podman {
        Listener::Socket(path) => Some(path),
        Listener::Pipe(_) => None,
    });
    let runtime = places.folder("XDG_RUNTIME_DIR");
    let home = places.home();
    let known = [
        Some(places.system("var/run/docker.sock")),
        runtime.as_ref().map(|folder| folder.join("docker.sock")),
        home.as_ref()
            .map(|home| home.join(".docker/run/docker.sock")),
        podman,
        runtime.map(|folder| folder.join("podman/podman.sock")),
        Some(places.system("run/podman/podman.sock")),
    ];
    known
        .into_iter()
        .flatten()
        .filter(|path| path.exists())
        .map(Listener::Socket)
        .collect()
}

const PIPES: &str = r"\\.\pipe\";

impl Listener {
    /// `None` for what is not of this machine.
    fn parse(host: &str) -> Option<Listener> {
        if let Some(socket) = host.strip_prefix("unix://") {
            return Some(Listener::Socket(PathBuf::from(socket)));
        }
        let pipe = host.strip_prefix("npipe://")?.replace('/', r"\");
        let name = pipe.strip_prefix(PIPES)?;
        let is_name = !name.is_empty() && !name.contains("..");
        is_name.then(|| Listener::Pipe(PathBuf::from(pipe)))
    }
}

/// `None` for the default one.
fn host_of_context(places: &Places) -> Option<String> {
    let docker = places.docker_config()?;
    let named = (places.variable)("DOCKER_CONTEXT").filter(|name| !name.is_empty());
    let name = match named {
        Some(name) => name,
        None => read::<Config>(&docker.join("config.json"))?.context,
    };
    if name.is_empty() || name == "default" {
        return None;
    }
    // The folders are named by a hash of the name.
    let folders = fs::read_dir(docker.join("contexts/meta")).ok()?;
    let contexts = folders
        .flatten()
        .filter_map(|folder| read::<Context>(&folder.path().join("meta.json")));
    let context = contexts.into_iter().find(|context| context.name == name)?;
    context.endpoints.docker.map(|docker| docker.host)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&small_file::read(path)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_and_pipes_of_this_machine() {
        let socket = Listener::Socket(PathBuf::from("/run/x.sock"));
        check("unix:///run/x.sock", Some(socket));
        let pipe = |name: &str| Some(Listener::Pipe(PathBuf::from(name)));
        check(
            "npipe:////./pipe/docker_engine",
            pipe(r"\\.\pipe\docker_engine"),
        );
        check(r"npipe://\\.\pipe\a\b", pipe(r"\\.\pipe\a\b"));
        for host in [
            "",
            "tcp://127.0.0.1:2375",
            "npipe://",
            "npipe:////./pipe/",
            "npipe:////server/pipe/docker_engine",
            "npipe:////./pipe/../x",
            "npipe:////?/pipe/x",
        ] {
            check(host, None);
        }
        let first = pipes(&Places::nowhere()).into_iter().next();
        assert_eq!(first, Listener::parse("npipe:////./pipe/docker_engine"));
    }

    #[test]
    fn a_named_one_is_the_only_one() {
        let mut places = Places::nowhere();
        places.variable = std::sync::Arc::new(|name| {
            let host = "npipe:////./pipe/mine";
            (name == "DOCKER_HOST").then(|| host.to_owned())
        });
        let pipe = PathBuf::from(r"\\.\pipe\mine");
        assert_eq!(candidates(&places), [Listener::Pipe(pipe)]);
    }

    fn check(host: &str, expected: Option<Listener>) {
        assert_eq!(Listener::parse(host), expected, "{host}");
    }
}
