//! Where the settings come from, and how they make those in force.

use crate::settings::{Checks, Hadolint, Locale, Problem, Settings, Source};
use lsp_types::Url;
use std::path::PathBuf;
use std::sync::Arc;
use strates_analysis::lang::Lang;

pub struct State {
    environment: Lang,
    /// What the editor is set to, when it says so.
    pub locale: Option<Lang>,
    pub editor: Source,
    /// For documents outside all folders.
    pub settings: Arc<Settings>,
    pub checks: Arc<Checks>,
    pub folders: Vec<Folder>,
    pub unreported: Vec<Problem>,
}

pub struct Folder {
    pub uri: Url,
    pub path: Option<PathBuf>,
    pub file: Source,
    /// What the editor says for this folder, where it has more than one.
    pub editor: Option<Source>,
    pub hadolint: Option<Hadolint>,
    pub settings: Arc<Settings>,
    pub checks: Arc<Checks>,
}

impl Folder {
    pub fn new(uri: Url) -> Folder {
        Folder {
            path: uri.to_file_path().ok(),
            uri,
            file: Source::default(),
            editor: None,
            hadolint: None,
            settings: Arc::default(),
            checks: Arc::default(),
        }
    }
}

impl State {
    pub fn new(environment: Lang) -> State {
        State {
            environment,
            locale: None,
            editor: Source::default(),
            settings: Arc::default(),
            checks: Arc::default(),
            folders: Vec::new(),
            unreported: Vec::new(),
        }
    }

    pub fn problems_of_editor(&self) -> Vec<Problem> {
        let scoped = self
            .folders
            .iter()
            .filter_map(|folder| folder.editor.as_ref());
        let all = std::iter::once(&self.editor).chain(scoped);
        all.flat_map(|source| &source.problems).cloned().collect()
    }

    pub fn general(&self) -> &Arc<Settings> {
        let first = self.folders.first();
        first.map_or(&self.settings, |folder| &folder.settings)
    }

    pub fn of(&self, document: &Url) -> Arc<Settings> {
        let folder = self.folder_of(document);
        folder
            .map_or(&self.settings, |folder| &folder.settings)
            .clone()
    }

    /// The innermost folder that a document lies in.
    pub fn folder_of(&self, document: &Url) -> Option<&Folder> {
        let holds = |folder: &&Folder| {
            let folder = folder.uri.as_str().trim_end_matches('/');
            document
                .as_str()
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let holding = self.folders.iter().filter(holds);
        holding.max_by_key(|folder| folder.uri.as_str().len())
    }

    pub fn lang(&self, settings: &Settings) -> Lang {
        settings
            .locale
            .lang()
            .or(self.locale)
            .unwrap_or(self.environment)
    }

    pub fn settle(&mut self) {
        let mut settings = Settings::default();
        self.editor.apply(&mut settings);
        self.checks = Arc::new(settings.checks(None));
        self.settings = Arc::new(settings);
        for folder in &mut self.folders {
            let mut settings = Settings::default();
            folder.file.apply(&mut settings);
            let locale = settings.locale;
            let editor = folder.editor.as_ref().unwrap_or(&self.editor);
            editor.apply(&mut settings);
            // An editor that leaves the choice open does not take it from the file.
            if settings.locale == Locale::Auto {
                settings.locale = locale;
            }
            folder.checks = Arc::new(settings.checks(folder.hadolint.as_ref()));
            folder.settings = Arc::new(settings);
        }
    }

    pub fn in_force(&self) -> Vec<(Lang, Arc<Settings>, Arc<Checks>)> {
        let folders = self.folders.iter();
        let folders = folders.map(|folder| (&folder.settings, &folder.checks));
        let all = folders.chain([(&self.settings, &self.checks)]);
        all.map(|(settings, checks)| (self.lang(settings), settings.clone(), checks.clone()))
            .collect()
    }
}
