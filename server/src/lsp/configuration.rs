//! The settings in force: the editor's over those of `strates.toml` over the defaults, per
//! workspace folder; and the language that follows from them.

mod state;

use crate::settings::{Checks, Hadolint, Origin, Problem, Settings, Source};
use lsp_types::Url;
use serde_json::Value;
use state::{Folder, State};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use strates_analysis::lang::Lang;

pub struct Configuration(RwLock<State>);

impl Configuration {
    pub fn new(environment: Lang) -> Configuration {
        Configuration(RwLock::new(State::new(environment)))
    }

    pub fn of(&self, document: &Url) -> Arc<Settings> {
        self.read().of(document)
    }

    /// Which rules this document is held against.
    pub fn checks_of(&self, document: &Url) -> Arc<Checks> {
        let state = self.read();
        let folder = state.folder_of(document);
        let checks = folder.map_or(&state.checks, |folder| &folder.checks);
        Arc::clone(checks)
    }

    /// What to say about this document is said in this language.
    pub fn lang_of(&self, document: &Url) -> Lang {
        let state = self.read();
        state.lang(&state.of(document))
    }

    /// The language for what concerns no document.
    pub fn lang(&self) -> Lang {
        let state = self.read();
        state.lang(state.general())
    }

    /// For what concerns no document: those of the first folder.
    pub fn general(&self) -> Arc<Settings> {
        Arc::clone(self.read().general())
    }

    /// Those that the editor may have settings of their own for: of several, each.
    pub fn scopes(&self) -> Vec<Url> {
        let state = self.read();
        match state.folders.as_slice() {
            [_] => Vec::new(),
            folders => folders.iter().map(|folder| folder.uri.clone()).collect(),
        }
    }

    pub fn folders(&self) -> Vec<PathBuf> {
        self.read()
            .folders
            .iter()
            .filter_map(|folder| folder.path.clone())
            .collect()
    }

    /// The innermost of them that a document lies in.
    pub fn folder_of(&self, document: &Url) -> Option<PathBuf> {
        self.read().folder_of(document)?.path.clone()
    }

    /// What is wrong and has not been told yet.
    pub fn take_unreported(&self) -> Vec<Problem> {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut state.unreported)
    }

    // Each of these returns whether any document is now answered for differently.

    pub fn set_locale(&self, locale: Option<Lang>) -> bool {
        self.change(|state| state.locale = locale)
    }

    pub fn set_editor(&self, value: &Value, origin: Origin) -> bool {
        self.change_editor(|state| state.editor = Source::of(value, origin))
    }

    /// What the editor says when it is asked: in general, and for the folders that it was asked about.
    /// Where it says nothing in general, what it said at first stays.
    pub fn set_answers(&self, general: Option<&Value>, scoped: &[(Url, Option<&Value>)]) -> bool {
        self.change_editor(|state| {
            if let Some(general) = general {
                state.editor = Source::of(general, Origin::Editor);
            }
            for folder in &mut state.folders {
                let answer = scoped.iter().find(|(uri, _)| *uri == folder.uri);
                let answer = answer.and_then(|(_, answer)| *answer);
                folder.editor = answer.map(|answer| Source::of(answer, Origin::Editor));
            }
        })
    }

    pub fn change_folders(&self, added: Vec<Url>, removed: &[Url]) -> bool {
        self.change(|state| {
            let is_gone = |uri: &Url| removed.contains(uri) || added.contains(uri);
            state.folders.retain(|folder| !is_gone(&folder.uri));
            state.folders.extend(added.into_iter().map(Folder::new));
        }) | self.read_files()
    }

    /// Reads every folder's `strates.toml` and `.hadolint.yaml`.
    pub fn read_files(&self) -> bool {
        self.change(|state| {
            for folder in &mut state.folders {
                let source = folder
                    .path
                    .as_deref()
                    .map(Source::in_folder)
                    .unwrap_or_default();
                let known = std::mem::replace(&mut folder.file, source);
                report_new(&known, &folder.file, &mut state.unreported);
                let hadolint = folder.path.as_deref().and_then(Hadolint::in_folder);
                let known = std::mem::replace(&mut folder.hadolint, hadolint);
                let known = known.map_or_else(Vec::new, |known| known.problems);
                let problems = folder
                    .hadolint
                    .iter()
                    .flat_map(|hadolint| &hadolint.problems);
                let new = problems.filter(|problem| !known.contains(problem));
                state.unreported.extend(new.cloned());
            }
        })
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same mistake in several folders is told once.
    fn change_editor(&self, change: impl FnOnce(&mut State)) -> bool {
        self.change(|state| {
            let known = state.problems_of_editor();
            change(state);
            for problem in state.problems_of_editor() {
                if !known.contains(&problem) && !state.unreported.contains(&problem) {
                    state.unreported.push(problem);
                }
            }
        })
    }

    fn change(&self, change: impl FnOnce(&mut State)) -> bool {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let before = state.in_force();
        change(&mut state);
        state.settle();
        state.in_force() != before
    }
}

fn report_new(known: &Source, source: &Source, unreported: &mut Vec<Problem>) {
    let is_new = |problem: &&Problem| !known.problems.contains(problem);
    unreported.extend(source.problems.iter().filter(is_new).cloned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Profile;
    use serde_json::json;

    #[test]
    fn the_language_follows_the_settings_then_the_editor_then_the_environment() {
        let configuration = Configuration::new(Lang::Fr);
        assert_eq!(configuration.lang(), Lang::Fr);
        assert!(configuration.set_locale(Some(Lang::En)));
        assert_eq!(configuration.lang(), Lang::En);
        assert!(configuration.set_editor(&json!({"locale": "fr"}), Origin::Editor));
        assert_eq!(configuration.lang(), Lang::Fr);
        assert!(configuration.set_editor(&json!({"locale": "auto"}), Origin::Editor));
        assert_eq!(configuration.lang(), Lang::En);
        assert!(!configuration.set_locale(Some(Lang::En)));
    }

    #[test]
    fn the_editor_wins_over_the_innermost_folder() {
        let root =
            std::env::temp_dir().join(format!("strates-configuration-{}", std::process::id()));
        let inner = root.join("inner");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(
            root.join("strates.toml"),
            "profile = 'strict'\nrules.a = 'off'\nlocale = 'fr'",
        )
        .unwrap();
        std::fs::write(inner.join("strates.toml"), "[format]\nindent = 2").unwrap();
        let configuration = Configuration::new(Lang::En);
        let uri = |path: &PathBuf| Url::from_file_path(path).unwrap();
        configuration.change_folders(vec![uri(&root), uri(&inner)], &[]);
        configuration.set_editor(&json!({"rules": {"b": "hint"}}), Origin::Editor);

        let outer = configuration.of(&uri(&root.join("Dockerfile")));
        assert_eq!((outer.profile, outer.rules.len()), (Profile::Strict, 2));
        assert_eq!(
            configuration
                .of(&uri(&inner.join("Dockerfile")))
                .format
                .indent,
            Some(2)
        );
        let outside = configuration.of(&uri(&root.with_extension("elsewhere")));
        assert_eq!(
            (outside.profile, outside.rules.len()),
            (Profile::Recommended, 1)
        );

        configuration.set_editor(
            &json!({"profile": "recommended", "locale": "auto"}),
            Origin::Editor,
        );
        let a = uri(&root.join("a"));
        assert_eq!(configuration.of(&a).profile, Profile::Recommended);
        assert_eq!(configuration.lang_of(&a), Lang::Fr);
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn each_of_several_folders_has_its_own_answer() {
        let configuration = Configuration::new(Lang::En);
        let [one, two] = ["file:///one/", "file:///two/"].map(|uri| Url::parse(uri).unwrap());
        configuration.change_folders(vec![one.clone()], &[]);
        assert_eq!(configuration.scopes(), []);
        configuration.change_folders(vec![two.clone()], &[]);
        assert_eq!(configuration.scopes(), [one.clone(), two.clone()]);

        let (general, french) = (
            json!({"local": "en"}),
            json!({"local": "en", "locale": "fr"}),
        );
        let answers = [(one.clone(), Some(&french)), (two.clone(), None)];
        assert!(configuration.set_answers(Some(&general), &answers));
        let lang = |folder: &Url| configuration.lang_of(&folder.join("Dockerfile").unwrap());
        assert_eq!((lang(&one), lang(&two)), (Lang::Fr, Lang::En));
        assert_eq!(configuration.take_unreported().len(), 1);

        configuration.change_folders(Vec::new(), &[two]);
        assert!(configuration.set_answers(None, &[]));
        assert_eq!(lang(&one), Lang::En);
        assert_eq!(configuration.take_unreported().len(), 0);
    }

    #[test]
    fn tells_a_problem_once() {
        let configuration = Configuration::new(Lang::En);
        let told = |value| {
            configuration.set_editor(&value, Origin::Editor);
            configuration.take_unreported().len()
        };
        assert_eq!(told(json!({"local": "fr"})), 1);
        assert_eq!(told(json!({"local": "fr"})), 0);
        assert_eq!(told(json!({"local": "fr", "profil": "strict"})), 1);
        assert_eq!(told(json!({})), 0);
        assert_eq!(told(json!({"local": "fr"})), 1);
    }
}
