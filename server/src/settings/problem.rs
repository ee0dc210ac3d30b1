//! What is wrong with a setting, said so that the user can mend it.

use super::keys::Accepts;
use serde_json::Value;
use std::path::PathBuf;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    pub origin: Origin,
    pub fault: Fault,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Origin {
    InitializationOptions,
    Editor,
    File(PathBuf),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Fault {
    UnknownKey {
        key: String,
        nearest: Option<&'static str>,
    },
    BadValue {
        key: String,
        value: Value,
        accepts: Accepts,
    },
    /// A single value where a group of settings belongs.
    NoTable {
        key: String,
    },
    /// The whole is not a table of settings.
    NoSettings,
    NotToml {
        line: usize,
        error: String,
    },
    NotYaml {
        line: usize,
        error: String,
    },
    UnknownHadolintKey {
        key: String,
        nearest: Option<&'static str>,
    },
    /// A value that hadolint does not take either.
    BadHadolintValue {
        key: String,
    },
    NotReadable {
        error: String,
    },
    /// A project names a program of its own to be run.
    OwnProgram {
        key: String,
    },
}

impl Problem {
    pub fn message(&self, lang: Lang) -> String {
        let place = self.origin.describe(lang);
        match &self.fault {
            Fault::UnknownKey {
                key,
                nearest: Some(nearest),
            } => msg!(
                lang,
                en: "Unknown setting `{key}` in {place}. Did you mean `{nearest}`?",
                fr: "Paramètre `{key}` inconnu dans {place}. Vouliez-vous dire `{nearest}`\u{a0}?",
            ),
            Fault::UnknownKey { key, nearest: None } => {
                let known: Vec<_> = super::keys::KEYS.iter().map(|key| key.name).collect();
                let known = known.join("`, `");
                msg!(
                    lang,
                    en: "Unknown setting `{key}` in {place}. Known settings: `{known}`.",
                    fr: "Paramètre `{key}` inconnu dans {place}. Paramètres connus\u{a0}: `{known}`.",
                )
            }
            Fault::BadValue {
                key,
                value,
                accepts,
            } => {
                let accepts = accepts.describe(lang);
                msg!(
                    lang,
                    en: "Setting `{key}` in {place}: `{value}` is not a value it can have. Use {accepts}.",
                    fr: "Paramètre `{key}` dans {place}\u{a0}: `{value}` n'est pas une valeur possible. Indiquez {accepts}.",
                )
            }
            Fault::NoTable { key } => msg!(
                lang,
                en: "Setting `{key}` in {place} is a group: give it settings by name, not a single value.",
                fr: "Le paramètre `{key}` dans {place} est un groupe\u{a0}: donnez-lui des paramètres par nom, pas une valeur seule.",
            ),
            Fault::NoSettings => msg!(
                lang,
                en: "No settings could be read from {place}: give an object with settings by name.",
                fr: "Aucun paramètre n'a pu être lu dans {place}\u{a0}: donnez un objet avec des paramètres par nom.",
            ),
            Fault::NotToml { line, error } => msg!(
                lang,
                en: "Line {line} of {place} is not valid TOML, so none of its settings apply: {error}.",
                fr: "La ligne {line} de {place} n'est pas du TOML valide, donc aucun de ses paramètres ne s'applique\u{a0}: {error}.",
            ),
            Fault::NotYaml { line, error } => msg!(
                lang,
                en: "Line {line} of {place} is not valid YAML, so none of its settings apply: {error}.",
                fr: "La ligne {line} de {place} n'est pas du YAML valide, donc aucun de ses paramètres ne s'applique\u{a0}: {error}.",
            ),
            Fault::UnknownHadolintKey { key, nearest } => {
                let guess = nearest.map(|nearest| {
                    msg!(
                        lang,
                        en: " Did you mean `{nearest}`?",
                        fr: " Vouliez-vous dire `{nearest}`\u{a0}?",
                    )
                });
                let guess = guess.unwrap_or_default();
                msg!(
                    lang,
                    en: "hadolint has no setting `{key}`, which stands in {place}.{guess}",
                    fr: "hadolint n'a pas de paramètre `{key}`, qui figure dans {place}.{guess}",
                )
            }
            Fault::BadHadolintValue { key } => msg!(
                lang,
                en: "The value of `{key}` in {place} is not one that hadolint accepts, so it does not apply. See hadolint's documentation.",
                fr: "La valeur de `{key}` dans {place} n'est pas de celles que hadolint accepte\u{a0}: elle ne s'applique pas. Voyez la documentation de hadolint.",
            ),
            Fault::OwnProgram { key } => msg!(
                lang,
                en: "Setting `{key}` in {place} names a program of the project itself, which is not run. Name one in the editor's settings instead.",
                fr: "Le paramètre `{key}` dans {place} désigne un programme du projet lui-même, qui n'est pas exécuté. Indiquez-en un dans les paramètres de l'éditeur.",
            ),
            Fault::NotReadable { error } => msg!(
                lang,
                en: "The settings in {place} could not be read: {error}.",
                fr: "Les paramètres dans {place} n'ont pas pu être lus\u{a0}: {error}.",
            ),
        }
    }
}

impl Origin {
    fn describe(&self, lang: Lang) -> String {
        match self {
            Origin::InitializationOptions => msg!(
                lang,
                en: "the editor's `initializationOptions`",
                fr: "les `initializationOptions` de l'éditeur",
            ),
            Origin::Editor => msg!(
                lang,
                en: "the editor's `strates` settings",
                fr: "les paramètres `strates` de l'éditeur",
            ),
            Origin::File(path) => format!("`{}`", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(origin: Origin, fault: Fault, en: &str, fr: &str) {
        let problem = Problem { origin, fault };
        assert_eq!(problem.message(Lang::En), en);
        assert_eq!(problem.message(Lang::Fr), fr);
    }

    #[test]
    fn asks_whether_another_key_was_meant() {
        check(
            Origin::File("/w/strates.toml".into()),
            Fault::UnknownKey {
                key: "local".to_owned(),
                nearest: Some("locale"),
            },
            "Unknown setting `local` in `/w/strates.toml`. Did you mean `locale`?",
            "Paramètre `local` inconnu dans `/w/strates.toml`. Vouliez-vous dire `locale`\u{a0}?",
        );
    }

    #[test]
    fn says_which_values_there_are() {
        let accepts = Accepts::OneOf(&["auto", "en", "fr"]);
        check(
            Origin::Editor,
            Fault::BadValue {
                key: "locale".to_owned(),
                value: json!("de"),
                accepts,
            },
            "Setting `locale` in the editor's `strates` settings: `\"de\"` is not a value it can have. Use `auto`, `en` or `fr`.",
            "Paramètre `locale` dans les paramètres `strates` de l'éditeur\u{a0}: `\"de\"` n'est pas une valeur possible. Indiquez `auto`, `en` ou `fr`.",
        );
    }
}
