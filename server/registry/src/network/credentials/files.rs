//! The files themselves. What is not understood in them is not there.

use super::{Login, Secret};
use crate::places::Places;
use crate::small_file;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

pub struct Files {
    pub variable: Option<File>,
    pub docker: Option<File>,
    pub podman: Vec<File>,
}

#[derive(Deserialize, Default)]
pub struct File {
    #[serde(default, deserialize_with = "lenient")]
    pub auths: BTreeMap<String, Auth>,
    #[serde(default, rename = "credHelpers", deserialize_with = "lenient")]
    pub helpers: BTreeMap<String, String>,
    #[serde(default, rename = "credsStore", deserialize_with = "lenient")]
    pub store: Option<String>,
}

#[derive(Deserialize, Default)]
pub struct Auth {
    #[serde(default)]
    auth: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default, rename = "identitytoken")]
    identity: String,
    #[serde(default, rename = "registrytoken")]
    token: String,
}

/// Nothing for what has another form.
fn lenient<'de, D: serde::Deserializer<'de>, T: serde::de::DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Files {
    pub fn read(places: &Places) -> Files {
        let variable = (places.variable)("DOCKER_AUTH_CONFIG");
        let docker = places
            .docker_config()
            .map(|folder| folder.join("config.json"));
        let own = places.folder("REGISTRY_AUTH_FILE");
        let runtime = places.folder("XDG_RUNTIME_DIR");
        let settings = places.settings();
        let podman = [
            own,
            runtime.map(|folder| folder.join("containers/auth.json")),
            settings.map(|folder| folder.join("containers/auth.json")),
        ];
        Files {
            variable: variable.and_then(|text| serde_json::from_str(&text).ok()),
            docker: docker.and_then(|path| read(&path)),
            podman: podman
                .into_iter()
                .flatten()
                .filter_map(|path| read(&path))
                .collect(),
        }
    }
}

fn read(path: &Path) -> Option<File> {
    serde_json::from_slice(&small_file::read(path)?).ok()
}

impl Auth {
    /// `None` where only the key counts: the secret is a helper's.
    pub fn login(&self) -> Option<Login> {
        if !self.identity.is_empty() {
            return Some(Login::Identity(Secret::new(self.identity.clone())));
        }
        if !self.token.is_empty() {
            return Some(Login::Token(Secret::new(self.token.clone())));
        }
        let decoded = STANDARD.decode(self.auth.trim()).ok();
        let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
        let decoded = decoded.as_deref().and_then(|text| text.split_once(':'));
        let (user, password) = decoded.unwrap_or((&self.username, &self.password));
        login_of(user, password.trim_end_matches('\0'))
    }
}

pub fn login_of(user: &str, secret: &str) -> Option<Login> {
    if secret.is_empty() {
        return None;
    }
    let secret = Secret::new(secret.to_owned());
    Some(match user {
        "<token>" => Login::Identity(secret),
        _ => Login::Password {
            user: user.to_owned(),
            secret,
        },
    })
}
