//! Who a person is to a registry: what `docker login` and `podman login` left.
//!
//! In this order: `$DOCKER_AUTH_CONFIG`; Docker's file, where a helper of the host comes before the
//! helper for all and both before what is written there; Podman's file.

mod files;
mod helper;

use crate::places::Places;
use files::{File, Files};
use std::fmt;

/// Docker Hub's name in these files.
const HUB: &str = "https://index.docker.io/v1/";

/// Shown to nobody, not even for debugging.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Login {
    Password {
        user: String,
        secret: Secret,
    },
    /// To get tokens with, in place of a password.
    Identity(Secret),
    /// A token for the registry itself.
    Token(Secret),
}

impl Secret {
    pub fn new(secret: String) -> Secret {
        Secret(secret)
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("…")
    }
}

/// For an image of a host. Asks helpers, each for three seconds at most.
pub fn login(places: &Places, host: &str, path: &str) -> Option<Login> {
    let files = Files::read(places);
    let docker = [&files.variable, &files.docker].into_iter().flatten();
    for file in docker {
        if let Some(login) = of_file(places, file, host, None) {
            return Some(login);
        }
    }
    let podman = files.podman.iter();
    podman
        .filter_map(|file| of_file(places, file, host, Some(path)))
        .next()
}

/// Hosts that a person is logged in to.
pub fn hosts(places: &Places) -> Vec<String> {
    let files = Files::read(places);
    let all = [&files.variable, &files.docker].into_iter().flatten();
    let all = all.chain(&files.podman);
    let keys = all.flat_map(|file| file.auths.keys().chain(file.helpers.keys()));
    keys.map(|key| host_of(key)).collect()
}

fn of_file(places: &Places, file: &File, host: &str, path: Option<&str>) -> Option<Login> {
    let helper = file.helpers.iter().find(|(key, _)| host_of(key) == host);
    if let Some((key, helper)) = helper {
        // The one that is named for a host is the one that knows.
        return helper::ask(places, helper, key);
    }
    if let Some(store) = &file.store {
        let key = file.auths.keys().find(|key| host_of(key) == host);
        let server = match key {
            Some(key) => key,
            None if host == "docker.io" => HUB,
            None => host,
        };
        if let Some(login) = helper::ask(places, store, server) {
            return Some(login);
        }
    }
    if let Some(path) = path {
        return scoped(file, host, path);
    }
    let exact = file.auths.get(host).and_then(|auth| auth.login());
    exact.or_else(|| {
        let others = file.auths.iter().filter(|(key, _)| host_of(key) == host);
        others.filter_map(|(_, auth)| auth.login()).next()
    })
}

/// Podman's keys may name a part of a registry: the longest that holds the image.
fn scoped(file: &File, host: &str, path: &str) -> Option<Login> {
    let full = format!("{host}/{path}");
    let mut key = full.as_str();
    loop {
        let known = |own: &&String| normal(own) == key;
        let found = file.auths.iter().find(|(own, _)| known(own));
        if let Some(login) = found.and_then(|(_, auth)| auth.login()) {
            return Some(login);
        }
        key = key.rsplit_once('/')?.0;
    }
}

fn normal(key: &str) -> &str {
    let key = key
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let key = key.trim_end_matches('/');
    let key = key.trim_end_matches("/v1").trim_end_matches("/v2");
    match key {
        "index.docker.io" => "docker.io",
        _ => key,
    }
}

fn host_of(key: &str) -> String {
    let host = normal(key).split('/').next().unwrap_or_default();
    match host {
        "index.docker.io" | "registry-1.docker.io" => "docker.io".to_owned(),
        _ => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        let login = Login::Password {
            user: "me".to_owned(),
            secret: Secret::new("hunter2".to_owned()),
        };
        assert_eq!(
            format!("{login:?}"),
            r#"Password { user: "me", secret: … }"#
        );
    }

    #[test]
    fn keys_name_hosts() {
        for key in [
            HUB,
            "index.docker.io",
            "docker.io",
            "https://registry-1.docker.io/v2/",
        ] {
            assert_eq!(host_of(key), "docker.io", "{key}");
        }
        assert_eq!(host_of("http://localhost:5000/v1/"), "localhost:5000");
        assert_eq!(host_of("quay.io/team/app"), "quay.io");
    }
}
