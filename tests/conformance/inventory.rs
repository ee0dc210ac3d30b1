//! All that BuildKit's frontend knows, listed from its source, has a page.

use serde_json::{Map, Value};
use std::fs;
use strates_analysis::docs::{Kind, Subject};
use strates_analysis::features::explain::{Entry, explain};
use strates_analysis::lang::Lang;
use strates_tests::corpus;

/// The list, which lies beside the corpus; nothing, and a loud word about it, where it is missing.
fn inventory() -> Value {
    let path = corpus::folder().join("../facts/dockerfile_inventory.json");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: no inventory at {}; nothing was compared",
            path.display()
        );
        return Value::Null;
    };
    serde_json::from_str(&text).expect("the inventory is JSON")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn map(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = value.as_object().into_iter().flat_map(Map::iter);
    entries.map(|(name, value)| (name.as_str(), value))
}

fn name(value: &Value) -> &str {
    let name = value.get("name").unwrap_or(value);
    name.as_str().expect("what is listed has a name")
}

/// The first thing that explains a word is of this kind.
#[track_caller]
fn page(word: &str, kind: Kind) -> &'static Subject {
    match explain(word).first() {
        Some(Entry::Subject(subject)) if subject.kind == kind => subject,
        other => panic!("{word}: no page of a {kind:?}, but {other:?}"),
    }
}

/// Where both name a version, it is the same.
#[track_caller]
fn check_since(listed: &Value, subject: &Subject) {
    let listed = listed["since"].as_str();
    let footer = subject.page(Lang::En).footer;
    let since = footer.strip_prefix("*Since Dockerfile syntax ");
    let since = since.and_then(|since| since.split(' ').next());
    if let (Some(listed), Some(since)) = (listed, since) {
        assert_eq!(since, listed, "{}/{}", subject.folder, subject.name);
    }
}

#[test]
fn instructions() {
    for instruction in list(&inventory()["instructions"]) {
        page(name(instruction), Kind::Instruction);
    }
}

#[test]
fn flags() {
    for instruction in list(&inventory()["instructions"]) {
        for flag in list(&instruction["flags"]) {
            let subject = page(name(flag), Kind::Flag);
            let behind = format!("{} {}", name(instruction), name(flag));
            assert_eq!(page(&behind, Kind::Flag).name, subject.name);
            check_since(flag, subject);
        }
    }
}

#[test]
fn directives() {
    for directive in list(&inventory()["directives"]) {
        page(name(directive), Kind::Directive);
        page(&format!("# {}=", name(directive)), Kind::Directive);
    }
}

#[test]
fn mounts() {
    for (kind, mount) in map(&inventory()["mount_types"]) {
        if kind.starts_with('_') {
            continue;
        }
        let subject = page(&format!("--mount=type={kind}"), Kind::Mount);
        assert_eq!(subject.name, kind);
        check_since(mount, subject);
    }
}

#[test]
fn mount_options() {
    for (_, mount) in map(&inventory()["mount_types"]) {
        for (option, details) in map(&mount["options"]) {
            for alias in list(&details["aliases"]).map(name).chain([option]) {
                page(&format!("{alias}="), Kind::MountOption);
            }
        }
    }
    for key in list(&inventory()["mount_types"]["_parser_keys"]) {
        page(&format!("{}=", name(key)), Kind::MountOption);
    }
}

#[test]
fn predefined_arguments() {
    let arguments = &inventory()["predefined_args"];
    for group in ["platform_global", "proxy", "buildkit"] {
        for argument in list(&arguments[group]) {
            page(name(argument), Kind::Argument);
            page(&format!("${}", name(argument)), Kind::Argument);
        }
    }
}

#[test]
fn modifiers() {
    for modifier in list(&inventory()["variable_substitution"]["modifiers"]) {
        let form = modifier["form"].as_str().expect("a modifier has a form");
        page(form, Kind::Modifier);
    }
}

#[test]
fn checks() {
    for check in list(&inventory()["build_checks"]) {
        let found = explain(name(check)).first().copied();
        let is_rule = matches!(found, Some(Entry::Rule(rule)) if rule.code == name(check));
        assert!(is_rule, "{}", name(check));
    }
}
