//! Where the engine listens, as its own commands would find it.

use crate::places::Places;
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

/// Sockets to try, in order. One that a person named is the only one; where that is none of this
/// machine, there is none.
pub fn candidates(places: &Places) -> Vec<PathBuf> {
    let host = (places.variable)("DOCKER_HOST").filter(|host| !host.is_empty());
    if let Some(host) = host {
        return socket(&host).into_iter().collect();
    }
    if let Some(host) = host_of_context(places) {
        return socket(&host).into_iter().collect();
    }
    let podman = (places.variable)("CONTAINER_HOST").and_then(|host| socket(&host));
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
        .collect()
}

fn socket(host: &str) -> Option<PathBuf> {
    host.strip_prefix("unix://").map(PathBuf::from)
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
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
