//! What the configuration of an image says: the variables that it sets, and how it was made.

use super::manifest::{Blob, Layer};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

/// One that people build has some kilobytes.
pub const MOST_BYTES: u64 = 1024 * 1024;

/// A layer of so few holds an archive without a file: the head of one alone takes more.
const EMPTY_ARCHIVE: u64 = 32;

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Config {
    /// `None` where it does not tell them all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<Vec<(String, String)>>,
    /// The first first; `None` where it does not tell which of them made which layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<Made>>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Made {
    /// As its builder put it.
    pub by: String,
    /// Compressed; 0 where it added no file.
    pub bytes: u64,
}

#[derive(Deserialize)]
struct Written {
    config: Option<Run>,
    history: Option<Vec<Step>>,
    rootfs: Files,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Run {
    env: Option<Vec<String>>,
    on_build: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(default)]
    created_by: String,
    #[serde(default)]
    empty_layer: bool,
}

#[derive(Deserialize)]
struct Files {
    /// Of an image without a file, some say `null`.
    diff_ids: Option<Vec<String>>,
}

/// Whether this is what a manifest names, and not what somebody on the way put in its place.
pub fn is_that(text: &[u8], blob: &Blob) -> bool {
    let is_sound = match blob.digest.strip_prefix("sha256:") {
        Some(expected) => {
            hexadecimal(digest(&SHA256, text).as_ref()).eq_ignore_ascii_case(expected)
        }
        None => true,
    };
    is_sound && text.len() as u64 == blob.size
}

/// Nothing where it is of no image, as that of a chart of Helm, or of another one than these layers.
pub fn read(text: &[u8], layers: &[Layer]) -> Config {
    let Ok(written) = serde_json::from_slice::<Written>(text) else {
        return Config::default();
    };
    if written.rootfs.diff_ids.map_or(0, |ids| ids.len()) != layers.len() {
        return Config::default();
    }
    let environment = match written.config {
        Some(run) => run.environment(),
        None => Some(Vec::new()),
    };
    Config {
        environment,
        history: history(written.history.unwrap_or_default(), layers),
    }
}

impl Run {
    fn environment(self) -> Option<Vec<(String, String)>> {
        // ONBUILD left instructions in it, which may set more.
        if self.on_build.is_some_and(|triggers| !triggers.is_empty()) {
            return None;
        }
        let variables = self.env.unwrap_or_default();
        let pairs = variables.iter().filter_map(|variable| {
            let (name, value) = variable.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        });
        Some(pairs.collect())
    }
}

/// Each step that made a layer with the next one of them.
fn history(steps: Vec<Step>, layers: &[Layer]) -> Option<Vec<Made>> {
    let making = steps.iter().filter(|step| !step.empty_layer).count();
    if steps.is_empty() || making != layers.len() {
        return None;
    }
    let mut layers = layers.iter();
    let made = steps.into_iter().map(|step| {
        let layer = (!step.empty_layer).then(|| layers.next()).flatten();
        let bytes = layer.map_or(0, |layer| layer.bytes);
        Made {
            by: step.created_by,
            bytes: if bytes > EMPTY_ARCHIVE { bytes } else { 0 },
        }
    });
    Some(made.collect())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &str = r#"[
        {"created_by": "ADD a"},
        {"created_by": "ENV A=b=c", "empty_layer": true},
        {"created_by": "WORKDIR /x"},
        {"created_by": "RUN make"}
    ]"#;

    #[test]
    fn each_layer_has_its_step() {
        let config = config(&format!(
            r#"{{"config": {{"Env": ["A=b=c", "ODD", "E="], "OnBuild": null}}, "history": {STEPS}, "rootfs": {{"diff_ids": ["1", "2", "3"]}}}}"#
        ));
        let environment = [("A", "b=c"), ("E", "")];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(config.environment, Some(environment.into()));
        let history = config.history.unwrap_or_default();
        let history: Vec<(&str, u64)> =
            history.iter().map(|made| (&*made.by, made.bytes)).collect();
        let expected = [
            ("ADD a", 70),
            ("ENV A=b=c", 0),
            ("WORKDIR /x", 0),
            ("RUN make", 90),
        ];
        assert_eq!(history, expected);
    }

    #[test]
    fn what_is_of_no_image_tells_nothing() {
        for text in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"name": "chart", "version": "1"}"#,
            r#"{"config": {}, "rootfs": {}}"#,
            r#"{"config": {}, "rootfs": {"diff_ids": ["1", "2"]}}"#,
            r#"{"config": {"Env": 1}, "rootfs": {"diff_ids": ["1", "2", "3"]}}"#,
        ] {
            assert_eq!(config(text), Config::default(), "{text}");
        }
    }

    #[test]
    fn one_that_tells_of_other_layers_tells_no_history() {
        for history in ["null", "[]", r#"[{"created_by": "a"}]"#] {
            let config = config(&format!(
                r#"{{"history": {history}, "rootfs": {{"diff_ids": ["1", "2", "3"]}}}}"#
            ));
            assert_eq!(
                (config.environment, config.history),
                (Some(Vec::new()), None)
            );
        }
    }

    #[test]
    fn what_onbuild_may_set_is_not_known() {
        let config = config(
            r#"{"config": {"Env": ["A=b"], "OnBuild": ["RUN x"]}, "rootfs": {"diff_ids": ["1", "2", "3"]}}"#,
        );
        assert_eq!(config.environment, None);
    }

    #[test]
    fn a_digest_tells_what_was_changed_on_the_way() {
        let digest = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let is = |text: &str, digest: &str, size| {
            let digest = digest.to_owned();
            is_that(text.as_bytes(), &Blob { digest, size })
        };
        assert!(is("abc", digest, 3));
        assert!(!is("abd", digest, 3) && !is("abc", digest, 4));
        assert!(is("abc", "sha512:00", 3) && !is("abc", "sha512:00", 4));
    }

    /// Over three layers, of which the second is empty.
    fn config(text: &str) -> Config {
        let layer = |bytes| Layer {
            digest: String::new(),
            bytes,
        };
        read(text.as_bytes(), &[70, 32, 90].map(layer))
    }
}
