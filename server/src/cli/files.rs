//! The files that a command is given: by name, or in folders.

use super::console::{Console, Outcome};
use super::source::Input;
use crate::dockerfiles::dockerfiles;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use strates_analysis::msg;
use strates_analysis::shown::visible;

/// All of them, those in folders in the order of their names; a folder without any is refused.
pub fn files(console: &Console, inputs: &[Input]) -> (Vec<Input>, Outcome) {
    let mut outcome = Outcome::Done;
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::File(folder) if folder.is_dir() => {
                let folders = std::slice::from_ref(folder);
                let found = dockerfiles(folders, &mut HashMap::new(), &AtomicBool::new(false));
                if found.is_empty() {
                    outcome = console.refuse(&nothing_in(folder, console));
                }
                files.extend(found.into_iter().map(Input::File));
            }
            Input::File(path) => files.push(Input::File(path.clone())),
            Input::Stdin => files.push(Input::Stdin),
        }
    }
    (files, outcome)
}

fn nothing_in(folder: &Path, console: &Console) -> String {
    let name: String = visible(&folder.to_string_lossy()).collect();
    msg!(
        console.lang,
        en: "there is no Dockerfile in `{name}`. Files named Dockerfile, Containerfile, Dockerfile.* and *.Dockerfile are looked for.",
        fr: "il n'y a pas de Dockerfile dans `{name}`. Sont cherchés les fichiers nommés Dockerfile, Containerfile, Dockerfile.* et *.Dockerfile.",
    )
}
