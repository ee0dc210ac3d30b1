//! The VS Code extension declares the settings that there are.

use super::Settings;
use super::keys::{Accepts, KEYS};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Of the extension alone: where the program is.
const OWN: &str = "path";

#[test]
fn declares_every_setting_and_no_other() {
    let declared = declared();
    let declared: BTreeSet<&str> = declared.keys().map(|name| short(name)).collect();
    let known: BTreeSet<&str> = KEYS.iter().map(|key| key.name).chain([OWN]).collect();
    assert_eq!(declared, known);
}

#[test]
fn declares_what_each_setting_takes() {
    let all = declared();
    for key in KEYS {
        let declared = &all[&format!("strates.{}", key.name)];
        let kind = &declared["type"];
        match key.accepts {
            Accepts::OneOf(values) => assert_eq!(declared["enum"], json!(values), "{}", key.name),
            Accepts::Switch => assert_eq!(kind, "boolean", "{}", key.name),
            Accepts::Hosts => assert_eq!(declared["items"]["type"], "string"),
            Accepts::Number { most } => {
                assert_eq!(kind, &json!(["integer", "null"]));
                let ends = (&declared["minimum"], &declared["maximum"]);
                assert_eq!(ends, (&json!(0), &json!(most)));
            }
            Accepts::Rules(levels) => {
                assert_eq!(declared["additionalProperties"]["enum"], json!(levels));
            }
            // A path.
            _ => assert_eq!(kind, "string", "{}", key.name),
        }
    }
}

/// A declared default is what is in force without it.
#[test]
fn declares_the_defaults() {
    let all = declared();
    for key in KEYS {
        let default = &all[&format!("strates.{}", key.name)]["default"];
        let mut settings = Settings::default();
        let is_taken = default.is_null() || (key.set)(&mut settings, default);
        assert!(is_taken, "{} = {default}", key.name);
        assert_eq!(settings, Settings::default(), "{} = {default}", key.name);
    }
}

#[test]
fn describes_them_in_both_languages() {
    let (en, fr) = (table("package.nls.json"), table("package.nls.fr.json"));
    assert!(en.keys().eq(fr.keys()));
    for (name, setting) in declared() {
        let key = format!("setting.{}", short(&name));
        assert_eq!(setting["markdownDescription"], format!("%{key}%"));
        assert!(en.contains_key(&key), "{key}");
    }
    for (name, text) in &fr {
        assert!(text != &en[name], "{name}");
    }
}

/// The extension asks for a program of its own version at least.
#[test]
fn has_the_version_of_the_server() {
    assert_eq!(table("package.json")["version"], env!("CARGO_PKG_VERSION"));
}

fn short(name: &str) -> &str {
    name.strip_prefix("strates.").unwrap()
}

fn declared() -> Map<String, Value> {
    let manifest = Value::Object(table("package.json"));
    let settings = &manifest["contributes"]["configuration"]["properties"];
    settings.as_object().unwrap().clone()
}

fn table(file: &str) -> Map<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../editors/vscode");
    serde_json::from_str(&fs::read_to_string(path.join(file)).unwrap()).unwrap()
}
