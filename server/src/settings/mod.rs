//! What the user has settled, in the editor and in `strates.toml`.

mod checks;
mod hadolint;
mod keys;
mod problem;
mod small_file;
mod source;
#[cfg(test)]
mod vscode;

pub use checks::Checks;
pub use hadolint::{FILE_NAMES as HADOLINT_FILE_NAMES, Hadolint};
pub use problem::{Origin, Problem};
pub use source::{FILE_NAME, Source};

use serde::Deserialize;
use std::collections::BTreeMap;
use strates_analysis::lang::Lang;

#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    pub locale: Locale,
    /// By rule code.
    pub rules: BTreeMap<String, Level>,
    pub profile: Profile,
    pub registry: Registry,
    pub hover_beginner: bool,
    pub code_lens: CodeLens,
    pub inlay_hints: InlayHints,
    /// Found by itself when it is not given.
    pub context_folder: Option<String>,
    /// Looked for on the search path when it is not given.
    pub shellcheck_path: Option<String>,
    pub format: Format,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Registry {
    pub mode: RegistryMode,
    pub allow: Vec<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct CodeLens {
    pub layers: bool,
    pub quiz: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct InlayHints {
    pub layers: bool,
    pub values: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Format {
    /// Where it is not given, the editor's own, or what `.editorconfig` says.
    pub indent: Option<u64>,
    pub keyword_case: KeywordCase,
}

#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Auto,
    En,
    Fr,
}

#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    #[default]
    Recommended,
    Strict,
}

#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Hint,
    Info,
    Warning,
    Error,
}

#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistryMode {
    #[default]
    Auto,
    Offline,
}

#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeywordCase {
    #[default]
    Upper,
    Lower,
    Preserve,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            locale: Locale::default(),
            rules: BTreeMap::new(),
            profile: Profile::default(),
            registry: Registry::default(),
            hover_beginner: false,
            code_lens: CodeLens {
                layers: true,
                quiz: false,
            },
            inlay_hints: InlayHints {
                layers: true,
                values: true,
            },
            context_folder: None,
            shellcheck_path: None,
            format: Format {
                indent: None,
                keyword_case: KeywordCase::default(),
            },
        }
    }
}

impl Locale {
    pub fn lang(self) -> Option<Lang> {
        match self {
            Locale::Auto => None,
            Locale::En => Some(Lang::En),
            Locale::Fr => Some(Lang::Fr),
        }
    }
}
