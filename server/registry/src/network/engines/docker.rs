//! Docker's `daemon.json`.

use super::text;
use crate::places::Places;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;

#[derive(Deserialize, Default)]
pub struct Daemon {
    /// Hosts, and ranges of addresses.
    #[serde(default, rename = "insecure-registries", deserialize_with = "lenient")]
    pub insecure: Vec<String>,
    /// Of Docker Hub.
    #[serde(default, rename = "registry-mirrors", deserialize_with = "lenient")]
    pub mirrors: Vec<String>,
}

/// Nothing for what has another form.
fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Daemon {
    /// What all files say: that of the system's engine, of one without root, of Docker Desktop.
    pub fn read(places: &Places) -> Daemon {
        let mut all = Daemon::default();
        for path in paths(places) {
            let text = text(&path);
            let read = text.and_then(|text| serde_json::from_str::<Daemon>(&text).ok());
            let Some(read) = read else { continue };
            all.insecure.extend(read.insecure);
            all.mirrors.extend(read.mirrors);
        }
        all
    }
}

fn paths(places: &Places) -> Vec<PathBuf> {
    let own = places.settings().map(|own| own.join("docker/daemon.json"));
    let desktop = places.docker_config();
    let desktop = desktop.map(|folder| folder.join("daemon.json"));
    let system = if cfg!(windows) {
        let data = places.folder("ProgramData");
        data.map(|data| data.join("docker/config/daemon.json"))
    } else {
        Some(places.system("etc/docker/daemon.json"))
    };
    [own, desktop, system].into_iter().flatten().collect()
}
