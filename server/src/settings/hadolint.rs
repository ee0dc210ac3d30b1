//! `.hadolint.yaml`: what a project has settled for hadolint.

use super::problem::{Fault, Origin, Problem};
use super::small_file;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use std::path::Path;
use strates_analysis::nearest::nearest;
use strates_analysis::rules::{LabelKind, Options, Severity};

pub const FILE_NAMES: [&str; 2] = [".hadolint.yaml", ".hadolint.yml"];

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Hadolint {
    /// By code; `None` is off.
    pub levels: Vec<(String, Option<Severity>)>,
    pub options: Options,
    pub problems: Vec<Problem>,
}

const KEYS: [&str; 10] = [
    "disable-ignore-pragma",
    "failure-threshold",
    "format",
    "ignored",
    "label-schema",
    "no-color",
    "no-fail",
    "override",
    "strict-labels",
    "trustedRegistries",
];

const LABEL_KINDS: [(&str, LabelKind); 8] = [
    ("", LabelKind::Text),
    ("email", LabelKind::Email),
    ("hash", LabelKind::GitHash),
    ("rfc3339", LabelKind::Rfc3339),
    ("semver", LabelKind::SemanticVersion),
    ("spdx", LabelKind::Spdx),
    ("text", LabelKind::Text),
    ("url", LabelKind::Url),
];

const SEVERITIES: [(&str, Option<Severity>); 6] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("style", Some(Severity::Hint)),
    ("ignore", None),
    ("none", None),
];

impl Hadolint {
    /// The configuration in a folder, if there is one.
    pub fn in_folder(folder: &Path) -> Option<Hadolint> {
        FILE_NAMES.iter().find_map(|name| {
            let path = folder.join(name);
            let text = small_file::read(&path).transpose()?;
            let mut hadolint = Hadolint::default();
            let fault = match text {
                Ok(text) => hadolint.read(&text).err(),
                Err(error) => Some(Fault::NotReadable {
                    error: error.to_string(),
                }),
            };
            hadolint.report(fault);
            let origin = Origin::File(path);
            for problem in &mut hadolint.problems {
                problem.origin = origin.clone();
            }
            Some(hadolint)
        })
    }

    fn report(&mut self, fault: Option<Fault>) {
        let origin = Origin::Editor;
        self.problems
            .extend(fault.map(|fault| Problem { origin, fault }));
    }

    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let documents = Yaml::load_from_str(text).map_err(|error| Fault::NotYaml {
            line: error.marker().line(),
            error: error.info().to_owned(),
        })?;
        let Some(document) = documents.first().filter(|document| !document.is_null()) else {
            return Ok(());
        };
        let settings = document.as_mapping().ok_or(Fault::NoSettings)?;
        for (key, value) in settings {
            let key = scalar(key);
            let is_taken = match key.as_str() {
                "ignored" => self.take_levels(None, value),
                "override" => self.take_overrides(value),
                "trustedRegistries" => strings(value)
                    .map(|hosts| self.options.trusted_registries = hosts)
                    .is_some(),
                "label-schema" => self.take_labels(value),
                "strict-labels" => value
                    .as_bool()
                    .map(|only| self.options.only_these_labels = only)
                    .is_some(),
                "disable-ignore-pragma" => value
                    .as_bool()
                    .map(|off| self.options.reads_no_comments = off)
                    .is_some(),
                // How hadolint prints and ends is no business of an editor.
                known if KEYS.contains(&known) => true,
                _ => {
                    let nearest = nearest(&key, KEYS);
                    self.report(Some(Fault::UnknownHadolintKey { key, nearest }));
                    continue;
                }
            };
            if !is_taken {
                self.report(Some(Fault::BadHadolintValue { key }));
            }
        }
        Ok(())
    }

    fn take_levels(&mut self, level: Option<Severity>, codes: &Yaml) -> bool {
        let codes = strings(codes);
        let is_list = codes.is_some();
        let levels = codes.into_iter().flatten().map(|code| (code, level));
        self.levels.extend(levels);
        is_list
    }

    fn take_overrides(&mut self, value: &Yaml) -> bool {
        let Some(overrides) = value.as_mapping() else {
            return false;
        };
        // One that is wrong does not take the others along.
        overrides.iter().fold(true, |are_taken, (name, codes)| {
            let name = scalar(name);
            let level = SEVERITIES.iter().find(|(known, _)| *known == name);
            level.is_some_and(|(_, level)| self.take_levels(*level, codes)) && are_taken
        })
    }

    fn take_labels(&mut self, value: &Yaml) -> bool {
        let Some(labels) = value.as_mapping() else {
            return false;
        };
        labels.iter().fold(true, |are_taken, (label, kind)| {
            let kind = scalar(kind);
            let known = LABEL_KINDS.iter().find(|(name, _)| *name == kind);
            let known = known.map(|(_, kind)| self.options.labels.insert(scalar(label), *kind));
            known.is_some() && are_taken
        })
    }
}

/// What a scalar says, as it would be read as a text; empty for anything else.
fn scalar(value: &Yaml) -> String {
    match value {
        Yaml::Value(Scalar::String(text)) => text.to_string(),
        Yaml::Value(Scalar::Integer(number)) => number.to_string(),
        Yaml::Value(Scalar::Boolean(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

fn strings(value: &Yaml) -> Option<Vec<String>> {
    let list = value.as_sequence()?;
    let texts = list.iter().map(|item| item.as_str().map(str::to_owned));
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Hadolint, Option<Fault>) {
        let mut hadolint = Hadolint::default();
        let fault = hadolint.read(text).err();
        (hadolint, fault)
    }

    #[test]
    fn the_options_of_hadolint_are_read() {
        let (hadolint, fault) = read(
            "ignored: [DL3008]\noverride:\n  error:\n    - DL3006\n  style: [DL3015]\ntrustedRegistries:\n  - '*.io'\nlabel-schema:\n  author: text\n  url: url\nstrict-labels: true\nfailure-threshold: warning\n",
        );
        assert_eq!(fault, None);
        assert_eq!(hadolint.problems, []);
        let level = |code: &str| hadolint.levels.iter().find(|(own, _)| own == code);
        assert_eq!(level("DL3008").map(|(_, level)| *level), Some(None));
        assert_eq!(
            level("DL3006").map(|(_, level)| *level),
            Some(Some(Severity::Error))
        );
        assert_eq!(hadolint.options.trusted_registries, ["*.io"]);
        assert_eq!(hadolint.options.labels["url"], LabelKind::Url);
        assert!(hadolint.options.only_these_labels);
    }

    #[test]
    fn what_is_wrong_is_told_once_and_the_rest_works() {
        let (hadolint, fault) = read("ignore: [DL1]\nignored: DL3008\nstrict-labels: true\n");
        assert_eq!(fault, None);
        assert_eq!(hadolint.problems.len(), 2);
        assert!(hadolint.options.only_these_labels);
        assert!(matches!(read("a: [b").1, Some(Fault::NotYaml { .. })));
        assert_eq!(read("- a").1, Some(Fault::NoSettings));
        assert_eq!(read("").1, None);
    }
}
