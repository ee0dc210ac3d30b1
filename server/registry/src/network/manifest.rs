//! What an image is made of, as a registry tells it.

use super::config::Config;
use super::failure::Failure;
use crate::listed::is_digest;
use serde::{Deserialize, Serialize};

/// All forms in which an image may be told.
pub const ALL: &str = "application/vnd.oci.image.index.v1+json, \
    application/vnd.docker.distribution.manifest.list.v2+json, \
    application/vnd.oci.image.manifest.v1+json, \
    application/vnd.docker.distribution.manifest.v2+json";

/// Of one platform, the lowest first.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Layers {
    pub layers: Vec<Layer>,
    /// `None` where nobody has asked for it, or it did not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<Config>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Layer {
    pub digest: String,
    /// Compressed.
    pub bytes: u64,
}

impl Layers {
    pub fn bytes(&self) -> u64 {
        let sum = |bytes: u64, layer: &Layer| bytes.saturating_add(layer.bytes);
        self.layers.iter().fold(0, sum)
    }
}

pub enum Read {
    /// And where its configuration is.
    Layers(Layers, Option<Blob>),
    /// An index, and the digest of what it has for the platform.
    Of(String),
}

#[derive(Deserialize)]
struct Manifest {
    manifests: Option<Vec<Entry>>,
    layers: Option<Vec<Blob>>,
    config: Option<Blob>,
}

#[derive(Deserialize)]
struct Entry {
    digest: String,
    platform: Option<Platform>,
}

#[derive(Deserialize)]
struct Platform {
    #[serde(default)]
    architecture: String,
    #[serde(default)]
    os: String,
    #[serde(default)]
    variant: Option<String>,
}

#[derive(Deserialize)]
pub struct Blob {
    #[serde(default)]
    pub digest: String,
    #[serde(default)]
    pub size: u64,
}

/// `platform` is as Docker writes one: `linux/arm64/v8`.
pub fn read(text: &[u8], platform: &str) -> Result<Read, Failure> {
    let manifest: Manifest = serde_json::from_slice(text).map_err(|_| Failure::Nonsense)?;
    if let Some(layers) = manifest.layers {
        let layers = layers.into_iter().map(|blob| Layer {
            digest: blob.digest,
            bytes: blob.size,
        });
        let layers = Layers {
            layers: layers.collect(),
            config: None,
        };
        let config = manifest.config.filter(|blob| is_digest(&blob.digest));
        return Ok(Read::Layers(layers, config));
    }
    let entries = manifest.manifests.ok_or(Failure::Nonsense)?;
    let found = entries
        .iter()
        .filter(|entry| is_digest(&entry.digest))
        .find(|entry| {
            let own = entry.platform.as_ref();
            own.is_some_and(|own| own.is(platform))
        });
    found
        .map(|entry| Read::Of(entry.digest.clone()))
        .ok_or(Failure::NoPlatform)
}

impl Platform {
    /// A variant that is not asked for may be any.
    fn is(&self, platform: &str) -> bool {
        let mut parts = platform.split('/');
        let mut part = || parts.next().unwrap_or_default();
        let (os, architecture, variant) = (part(), part(), part());
        let own = self.variant.as_deref().unwrap_or_default();
        let default = if self.architecture == "arm64" {
            "v8"
        } else {
            ""
        };
        self.os == os
            && self.architecture == architecture
            && (variant.is_empty() || own == variant || own.is_empty() && variant == default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proofs_are_no_platform() {
        let one = "a".repeat(64);
        let other = "b".repeat(64);
        let index = format!(
            r#"{{"manifests": [
                {{"digest": "sha256:{other}", "platform": {{"architecture": "unknown", "os": "unknown"}}}},
                {{"digest": "sha256:{one}", "platform": {{"architecture": "arm64", "os": "linux", "variant": "v8"}}}}
            ]}}"#
        );
        let found = |platform| match read(index.as_bytes(), platform) {
            Ok(Read::Of(digest)) => digest,
            _ => String::new(),
        };
        assert_eq!(found("linux/arm64"), format!("sha256:{one}"));
        assert_eq!(found("linux/arm64/v8"), format!("sha256:{one}"));
        assert_eq!(found("linux/amd64"), "");
    }

    #[test]
    fn layers_have_sizes() {
        let text = br#"{"layers": [{"digest": "a", "size": 2}, {"digest": "b", "size": 3}]}"#;
        let Ok(Read::Layers(layers, _)) = read(text, "linux/amd64") else {
            panic!("no layers");
        };
        assert_eq!(layers.bytes(), 5);
        for text in ["", "[]", "{}", "<html>", r#"{"layers": 1}"#] {
            assert!(read(text.as_bytes(), "linux/amd64").is_err(), "{text}");
        }
    }
}
