//! Certificates that a person gave for one registry: `certs.d/host:port/*.crt`, and `*.cert` with
//! `*.key` to show one's own.

use super::allowed::without_port;
use crate::places::Places;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a host, the person's own before the system's.
pub fn folder(places: &Places, host: &str) -> Option<PathBuf> {
    // A host is a name of a folder, and leads nowhere else.
    if host.contains(['/', '\\']) || without_port(host).is_empty() || host.starts_with('.') {
        return None;
    }
    let home = places.home();
    let rootless = home
        .as_ref()
        .map(|home| home.join(".config/docker/certs.d"));
    let containers = home
        .as_ref()
        .map(|home| home.join(".config/containers/certs.d"));
    let folders = [
        places.docker_config().map(|docker| docker.join("certs.d")),
        rootless,
        containers,
        Some(places.system("etc/docker/certs.d")),
        Some(places.system("etc/containers/certs.d")),
    ];
    let folders = folders.into_iter().flatten();
    folders
        .map(|folder| folder.join(host))
        .find(|folder| folder.is_dir())
}

/// Those that a host of this folder may be signed with, or show itself.
pub fn trusted(folder: &Path) -> Vec<CertificateDer<'static>> {
    let files = files(folder, "crt");
    files.flat_map(|text| certificates(&text)).collect()
}

/// What to show a host that wants to see one.
pub fn own(folder: &Path) -> Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let chain = files(folder, "cert").flat_map(|text| certificates(&text));
    let chain: Vec<CertificateDer<'static>> = chain.collect();
    let key = files(folder, "key").find_map(|text| PrivateKeyDer::from_pem_slice(&text).ok())?;
    (!chain.is_empty()).then_some((chain, key))
}

fn files(folder: &Path, extension: &'static str) -> impl Iterator<Item = Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let paths = paths.filter(move |path| path.extension().is_some_and(|own| own == extension));
    paths.filter_map(|path| fs::read(path).ok())
}

fn certificates(text: &[u8]) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(text).flatten().collect()
}
