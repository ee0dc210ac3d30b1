//! The settings by the name that users know them by.

use super::Settings;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

pub struct Key {
    pub name: &'static str,
    pub accepts: Accepts,
    /// Whether the value was one that the setting can have.
    pub set: fn(&mut Settings, &Value) -> bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Accepts {
    OneOf(&'static [&'static str]),
    Switch,
    Hosts,
    Path,
    Folder,
    Number {
        most: u64,
    },
    /// Rule codes, each with one of these.
    Rules(&'static [&'static str]),
}

const MOST_INDENT: u64 = 16;

pub const KEYS: &[Key] = &[
    Key {
        name: "locale",
        accepts: Accepts::OneOf(&["auto", "en", "fr"]),
        set: |settings, value| assign(&mut settings.locale, value),
    },
    Key {
        name: RULES,
        accepts: Accepts::Rules(&["off", "hint", "info", "warning", "error"]),
        set: |settings, value| {
            let mut rules = BTreeMap::new();
            let is_valid = assign(&mut rules, value);
            settings.rules.append(&mut rules);
            is_valid
        },
    },
    Key {
        name: "profile",
        accepts: Accepts::OneOf(&["recommended", "strict"]),
        set: |settings, value| assign(&mut settings.profile, value),
    },
    Key {
        name: "registry.mode",
        accepts: Accepts::OneOf(&["auto", "offline"]),
        set: |settings, value| assign(&mut settings.registry.mode, value),
    },
    Key {
        name: "registry.allow",
        accepts: Accepts::Hosts,
        set: |settings, value| assign(&mut settings.registry.allow, value),
    },
    Key {
        name: "hover.beginner",
        accepts: Accepts::Switch,
        set: |settings, value| assign(&mut settings.hover_beginner, value),
    },
    Key {
        name: "codeLens.layers",
        accepts: Accepts::Switch,
        set: |settings, value| assign(&mut settings.code_lens.layers, value),
    },
    Key {
        name: "codeLens.quiz",
        accepts: Accepts::Switch,
        set: |settings, value| assign(&mut settings.code_lens.quiz, value),
    },
    Key {
        name: "inlayHints.layers",
        accepts: Accepts::Switch,
        set: |settings, value| assign(&mut settings.inlay_hints.layers, value),
    },
    Key {
        name: "inlayHints.values",
        accepts: Accepts::Switch,
        set: |settings, value| assign(&mut settings.inlay_hints.values, value),
    },
    Key {
        name: "context.folder",
        accepts: Accepts::Folder,
        set: |settings, value| {
            let mut folder = String::new();
            let is_valid = assign(&mut folder, value);
            settings.context_folder = Some(folder).filter(|folder| !folder.is_empty());
            is_valid
        },
    },
    Key {
        name: "shellcheck.path",
        accepts: Accepts::Path,
        set: |settings, value| {
            let mut path = String::new();
            let is_valid = assign(&mut path, value);
            settings.shellcheck_path = Some(path).filter(|path| !path.is_empty());
            is_valid
        },
    },
    Key {
        name: "format.indent",
        accepts: Accepts::Number { most: MOST_INDENT },
        set: |settings, value| {
            value.as_u64().is_some_and(|most| most <= MOST_INDENT)
                && assign(&mut settings.format.indent, value)
        },
    },
    Key {
        name: "format.keywordCase",
        accepts: Accepts::OneOf(&["upper", "lower", "preserve"]),
        set: |settings, value| assign(&mut settings.format.keyword_case, value),
    },
];

pub const RULES: &str = "rules";

pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The first parts of the dotted names.
pub fn groups() -> impl Iterator<Item = &'static str> {
    KEYS.iter()
        .filter_map(|key| Some(key.name.split_once('.')?.0))
}

fn assign<'de, T: Deserialize<'de>>(slot: &mut T, value: &'de Value) -> bool {
    match T::deserialize(value) {
        Ok(value) => {
            *slot = value;
            true
        }
        Err(_) => false,
    }
}

impl Accepts {
    pub fn describe(self, lang: Lang) -> String {
        match self {
            Accepts::OneOf(values) | Accepts::Rules(values) => one_of(values, lang),
            Accepts::Switch => one_of(&["true", "false"], lang),
            Accepts::Hosts => msg!(
                lang,
                en: "a list of host names, such as `[\"ghcr.io\"]`",
                fr: "une liste de noms d'hôtes, comme `[\"ghcr.io\"]`",
            ),
            Accepts::Path => msg!(
                lang,
                en: "the path of a program, such as `\"/usr/bin/shellcheck\"`",
                fr: "le chemin d'un programme, comme `\"/usr/bin/shellcheck\"`",
            ),
            Accepts::Folder => msg!(
                lang,
                en: "a folder, counted from that of the workspace, such as `\"services\"`",
                fr: "un dossier, compté depuis celui de l'espace de travail, comme `\"services\"`",
            ),
            Accepts::Number { most } => msg!(
                lang,
                en: "a whole number from 0 to {most}",
                fr: "un nombre entier de 0 à {most}",
            ),
        }
    }
}

fn one_of(values: &[&str], lang: Lang) -> String {
    let quoted = |value: &&str| format!("`{value}`");
    let (last, others) = values.split_last().unwrap_or((&"", &[]));
    let others = others.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let last = quoted(last);
    msg!(lang, en: "{others} or {last}", fr: "{others} ou {last}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Every value that a message offers is one that is taken.
    #[test]
    fn takes_what_it_says() {
        for key in KEYS {
            let values = match key.accepts {
                Accepts::OneOf(values) => values.iter().map(|value| json!(value)).collect(),
                Accepts::Rules(values) => values
                    .iter()
                    .map(|value| json!({"DL3008": value}))
                    .collect(),
                Accepts::Switch => vec![json!(true), json!(false)],
                Accepts::Hosts => vec![json!([]), json!(["ghcr.io"])],
                Accepts::Path => vec![json!(""), json!("/usr/bin/shellcheck")],
                Accepts::Folder => vec![json!(""), json!("services")],
                Accepts::Number { most } => vec![json!(0), json!(most)],
            };
            for value in values {
                let taken = (key.set)(&mut Settings::default(), &value);
                assert!(taken, "{} = {value}", key.name);
            }
        }
    }

    #[test]
    fn takes_nothing_else() {
        for key in KEYS {
            for value in [
                json!("nonsense"),
                json!(17),
                json!(-1),
                json!([1]),
                json!({"a": 1}),
            ] {
                let takes_any_text = matches!(key.accepts, Accepts::Path | Accepts::Folder);
                if takes_any_text && value.is_string() {
                    continue;
                }
                let mut settings = Settings::default();
                assert!(!(key.set)(&mut settings, &value), "{} = {value}", key.name);
            }
        }
    }

    #[test]
    fn lists_values_in_both_languages() {
        let switch = Accepts::Switch;
        assert_eq!(switch.describe(Lang::En), "`true` or `false`");
        assert_eq!(switch.describe(Lang::Fr), "`true` ou `false`");
    }
}
