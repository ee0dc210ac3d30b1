//! The settings that hold for a file: those of the nearest folder above it that has some.

use super::console::Console;
use super::source::Input;
use crate::build_context::Folder;
use crate::build_files::BuildFiles;
use crate::settings::{Checks, FILE_NAME, HADOLINT_FILE_NAMES, Hadolint, Settings, Source};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use strates_analysis::rules::Profile;

pub struct Projects {
    profile: Option<Profile>,
    /// By the folder of a file.
    known: Mutex<HashMap<Option<PathBuf>, Arc<Project>>>,
    build_files: BuildFiles,
}

pub struct Project {
    /// Where its settings stand.
    root: Option<PathBuf>,
    pub settings: Settings,
    pub checks: Checks,
}

impl Projects {
    pub fn new(profile: Option<Profile>) -> Projects {
        Projects {
            profile,
            known: Mutex::default(),
            build_files: BuildFiles::default(),
        }
    }

    /// The build context of a file; outside a project, as if the current folder were one.
    pub fn context_of(&self, input: &Input, project: &Project) -> Folder {
        let path = input.path().and_then(|path| std::path::absolute(path).ok());
        self.context_of_path(path, project)
    }

    /// What an ignore file is for: the context of the Dockerfile whose name it bears, or the folder
    /// it lies in.
    pub fn context_of_ignore_file(&self, path: &Path, project: &Project) -> Folder {
        let path = std::path::absolute(path).ok();
        match path.as_deref().and_then(Folder::dockerfile_of) {
            Some(dockerfile) => self.context_of_path(Some(dockerfile), project),
            None => Folder::holding(path.as_deref()),
        }
    }

    fn context_of_path(&self, path: Option<PathBuf>, project: &Project) -> Folder {
        let root = project
            .root
            .clone()
            .or_else(|| std::env::current_dir().ok());
        let settled = project.settings.context_folder.as_deref();
        self.build_files
            .context_of(path.as_deref(), root.as_deref(), settled, &|_| None)
    }

    /// What is wrong with the settings is told once for each folder that has some.
    pub fn of(&self, input: &Input, console: &Console) -> Arc<Project> {
        let own = folder_of(input);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(project) = known.get(&own) {
            return Arc::clone(project);
        }
        let settled = own.as_deref().and_then(settled_folder);
        let project = match known.get(&settled) {
            Some(project) => Arc::clone(project),
            None => Arc::new(self.read(settled.as_deref(), console)),
        };
        known.insert(settled, Arc::clone(&project));
        known.insert(own, Arc::clone(&project));
        project
    }

    fn read(&self, folder: Option<&Path>, console: &Console) -> Project {
        let source = folder.map(Source::in_folder).unwrap_or_default();
        let hadolint = folder.and_then(Hadolint::in_folder);
        let of_hadolint = hadolint.iter().flat_map(|hadolint| &hadolint.problems);
        for problem in source.problems.iter().chain(of_hadolint) {
            console.warn(&problem.message(console.lang));
        }
        let mut settings = Settings::default();
        source.apply(&mut settings);
        let mut checks = settings.checks(hadolint.as_ref());
        if let Some(profile) = self.profile {
            checks.levels.profile = profile;
        }
        Project {
            root: folder.map(Path::to_owned),
            settings,
            checks,
        }
    }
}

/// Standard input belongs to the current folder.
fn folder_of(input: &Input) -> Option<PathBuf> {
    match input {
        Input::Stdin => std::env::current_dir().ok(),
        Input::File(path) => Some(std::path::absolute(path).ok()?.parent()?.to_owned()),
    }
}

/// The nearest folder with settings, from this one up.
fn settled_folder(folder: &Path) -> Option<PathBuf> {
    let has_settings = |folder: &&Path| {
        let mut names = [FILE_NAME].into_iter().chain(HADOLINT_FILE_NAMES);
        names.any(|name| folder.join(name).is_file())
    };
    folder.ancestors().find(has_settings).map(Path::to_owned)
}
