//! The files that a command is given: by name, or in folders.

use super::console::{Console, Outcome};
use super::source::Input;
use crate::dockerfiles::walk;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use strates_analysis::msg;
use strates_analysis::shown::visible;

pub struct Files {
    /// All of them, those in folders in the order of their names.
    pub inputs: Vec<Input>,
    /// Those that lie in the folders.
    pub ignore_files: Vec<PathBuf>,
    /// A folder without any Dockerfile is refused.
    pub outcome: Outcome,
}

pub fn files(console: &Console, inputs: &[Input]) -> Files {
    let mut files = Files {
        inputs: Vec::new(),
        ignore_files: Vec::new(),
        outcome: Outcome::Done,
    };
    for input in inputs {
        match input {
            Input::File(folder) if folder.is_dir() => {
                let folders = std::slice::from_ref(folder);
                let found = walk(folders, &mut HashMap::new(), &AtomicBool::new(false));
                if found.dockerfiles.is_empty() {
                    files.outcome = console.refuse(&nothing_in(folder, console));
                }
                let dockerfiles = found.dockerfiles.into_iter();
                files.inputs.extend(dockerfiles.map(Input::File));
                files.ignore_files.extend(found.ignore_files);
            }
            Input::File(path) => files.inputs.push(Input::File(path.clone())),
            Input::Stdin => files.inputs.push(Input::Stdin),
        }
    }
    files
}

fn nothing_in(folder: &Path, console: &Console) -> String {
    let name: String = visible(&folder.to_string_lossy()).collect();
    msg!(
        console.lang,
        en: "there is no Dockerfile in `{name}`. Files named Dockerfile, Containerfile, Dockerfile.* and *.Dockerfile are looked for.",
        fr: "il n'y a pas de Dockerfile dans `{name}`. Sont cherchés les fichiers nommés Dockerfile, Containerfile, Dockerfile.* et *.Dockerfile.",
    )
}
