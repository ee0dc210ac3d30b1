//! One place that settings come from, and what was wrong there.

use super::keys::{self, Accepts, KEYS, Key, RULES};
use super::problem::Fault;
use super::{Origin, Problem, Settings, small_file};
use serde_json::{Value, json};
use std::path::Path;
use strates_analysis::nearest::nearest;

pub const FILE_NAME: &str = "strates.toml";

#[derive(Default)]
pub struct Source {
    valid: Vec<(&'static Key, Value)>,
    pub problems: Vec<Problem>,
}

impl Source {
    /// Settings by name, nested or dotted, alone or under the name `strates`.
    pub fn of(value: &Value, origin: Origin) -> Source {
        let mut reader = Reader {
            source: Source::default(),
            origin,
        };
        match value.get("strates").unwrap_or(value) {
            Value::Null => {}
            Value::Object(settings) => {
                for (key, value) in settings {
                    reader.read(key, value);
                }
            }
            _ => reader.report(Fault::NoSettings),
        }
        reader.source
    }

    /// The settings of a folder; no file means none.
    pub fn in_folder(folder: &Path) -> Source {
        let path = folder.join(FILE_NAME);
        let text = match small_file::read(&path) {
            Ok(Some(text)) => text,
            Ok(None) => return Source::default(),
            Err(error) => {
                let fault = Fault::NotReadable {
                    error: error.to_string(),
                };
                return Source::faulty(Origin::File(path), fault);
            }
        };
        match toml::from_str::<Value>(&text) {
            Ok(value) => Source::of(&value, Origin::File(path)).without_programs_of(folder),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start.min(text.len()));
                let line = text.as_bytes()[..start]
                    .iter()
                    .filter(|byte| **byte == b'\n')
                    .count()
                    + 1;
                let error = error.message().trim_end_matches('.').to_owned();
                Source::faulty(Origin::File(path), Fault::NotToml { line, error })
            }
        }
    }

    /// Who opens a project does not want it to say which of its own files to run.
    fn without_programs_of(mut self, folder: &Path) -> Source {
        let problems = &mut self.problems;
        self.valid.retain(|(key, value)| {
            let path = Path::new(value.as_str().unwrap_or_default());
            let is_own = path.is_relative() || path.starts_with(folder);
            let is_refused = key.accepts == Accepts::Path && is_own && !path.as_os_str().is_empty();
            if is_refused {
                problems.push(Problem {
                    origin: Origin::File(folder.join(FILE_NAME)),
                    fault: Fault::OwnProgram {
                        key: key.name.to_owned(),
                    },
                });
            }
            !is_refused
        });
        self
    }

    fn faulty(origin: Origin, fault: Fault) -> Source {
        Source {
            valid: Vec::new(),
            problems: vec![Problem { origin, fault }],
        }
    }

    pub fn apply(&self, settings: &mut Settings) {
        for (key, value) in &self.valid {
            (key.set)(settings, value);
        }
    }
}

struct Reader {
    source: Source,
    origin: Origin,
}

impl Reader {
    fn read(&mut self, name: &str, value: &Value) {
        // Some editors send every setting that they know of, `null` where it is not set.
        if value.is_null() {
            return;
        }
        let rule = name
            .strip_prefix(RULES)
            .and_then(|rest| rest.strip_prefix('.'));
        match (keys::find(name), value) {
            (
                Some(Key {
                    accepts: Accepts::Rules(_),
                    ..
                }),
                Value::Object(levels),
            ) => {
                for (code, level) in levels {
                    self.read_rule(code, level);
                }
            }
            (Some(key), _) => self.take(key, name, value, value),
            (None, _) if rule.is_some_and(|code| !code.is_empty()) => {
                self.read_rule(rule.unwrap_or_default(), value);
            }
            (None, Value::Object(members)) if is_group(name) => {
                for (member, value) in members {
                    self.read(&format!("{name}.{member}"), value);
                }
            }
            (None, _) if is_group(name) => self.report(Fault::NoTable {
                key: name.to_owned(),
            }),
            (None, _) => {
                let known = KEYS.iter().map(|key| key.name).chain(keys::groups());
                let nearest = nearest(name, known);
                self.report(Fault::UnknownKey {
                    key: name.to_owned(),
                    nearest,
                });
            }
        }
    }

    fn read_rule(&mut self, code: &str, level: &Value) {
        if let Some(key) = keys::find(RULES) {
            self.take(
                key,
                &format!("{RULES}.{code}"),
                &json!({ code: level }),
                level,
            );
        }
    }

    fn take(&mut self, key: &'static Key, name: &str, value: &Value, shown: &Value) {
        if (key.set)(&mut Settings::default(), value) {
            self.source.valid.push((key, value.clone()));
        } else {
            let (key, value, accepts) = (name.to_owned(), shown.clone(), key.accepts);
            self.report(Fault::BadValue {
                key,
                value,
                accepts,
            });
        }
    }

    fn report(&mut self, fault: Fault) {
        let origin = self.origin.clone();
        self.source.problems.push(Problem { origin, fault });
    }
}

fn is_group(name: &str) -> bool {
    keys::groups().any(|group| group == name)
}

#[cfg(test)]
mod tests {
    use super::super::{KeywordCase, Level, Locale, RegistryMode};
    use super::*;

    fn settings(value: Value) -> Settings {
        let source = Source::of(&value, Origin::Editor);
        assert_eq!(source.problems, []);
        let mut settings = Settings::default();
        source.apply(&mut settings);
        settings
    }

    fn faults(value: Value) -> Vec<Fault> {
        let problems = Source::of(&value, Origin::Editor).problems;
        problems.into_iter().map(|problem| problem.fault).collect()
    }

    #[test]
    fn a_project_does_not_choose_its_own_programs() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("evil");
        for (path, is_taken) in [
            ("./evil", false),
            (own.to_str().unwrap(), false),
            ("/usr/bin/shellcheck", true),
        ] {
            let text = format!("shellcheck.path = '{path}'\n");
            std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
            let source = Source::in_folder(folder.path());
            assert_eq!(source.problems.is_empty(), is_taken, "{path}");
            let mut settings = Settings::default();
            source.apply(&mut settings);
            assert_eq!(settings.shellcheck_path.is_some(), is_taken);
        }
    }

    #[test]
    fn nested_and_dotted_are_the_same() {
        let nested = json!({
            "locale": "fr",
            "rules": {"DL3008": "off"},
            "registry": {"mode": "offline", "allow": ["ghcr.io"]},
            "format": {"indent": 2, "keywordCase": "lower"},
        });
        let dotted = json!({
            "locale": "fr",
            "rules.DL3008": "off",
            "registry.mode": "offline",
            "registry.allow": ["ghcr.io"],
            "format.indent": 2,
            "format.keywordCase": "lower",
        });
        let settings = [nested.clone(), dotted, json!({"strates": nested})].map(settings);
        assert_eq!(settings[0], settings[1]);
        assert_eq!(settings[0], settings[2]);
        assert_eq!(settings[0].locale, Locale::Fr);
        assert_eq!(settings[0].rules["DL3008"], Level::Off);
        assert_eq!(settings[0].registry.mode, RegistryMode::Offline);
        assert_eq!(settings[0].registry.allow, ["ghcr.io"]);
        assert_eq!(settings[0].format.indent, Some(2));
        assert_eq!(settings[0].format.keyword_case, KeywordCase::Lower);
    }

    #[test]
    fn null_is_not_set() {
        assert_eq!(
            settings(json!({"locale": null, "registry": null})),
            Settings::default()
        );
        assert_eq!(settings(json!(null)), Settings::default());
    }

    #[test]
    fn one_mistake_spoils_nothing_else() {
        let value = json!({"local": "fr", "profile": "strict", "rules": {"a": "of", "b": "off"}});
        let source = Source::of(&value, Origin::Editor);
        assert_eq!(source.problems.len(), 2);
        let mut settings = Settings::default();
        source.apply(&mut settings);
        assert_eq!(settings.profile, super::super::Profile::Strict);
        assert_eq!(settings.rules.keys().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn names_the_key_that_was_meant() {
        let unknown = |key: &str, nearest| Fault::UnknownKey {
            key: key.to_owned(),
            nearest,
        };
        assert_eq!(
            faults(json!({"local": "fr"})),
            [unknown("local", Some("locale"))]
        );
        let nested = json!({"registry": {"mod": "auto"}});
        assert_eq!(
            faults(nested),
            [unknown("registry.mod", Some("registry.mode"))]
        );
        let group = json!({"registy": {"mode": "auto"}});
        assert_eq!(faults(group), [unknown("registy", Some("registry"))]);
        assert_eq!(faults(json!({"wholly": 1})), [unknown("wholly", None)]);
    }

    #[test]
    fn a_group_is_no_value() {
        assert_eq!(
            faults(json!({"format": 4})),
            [Fault::NoTable {
                key: "format".to_owned()
            }]
        );
        assert_eq!(faults(json!([])), [Fault::NoSettings]);
    }
}
