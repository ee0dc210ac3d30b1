//! Which builds a Dockerfile is named by, and so which folder is its build context: what the user
//! has settled, else what a Compose or Bake file beside it or at the root of the workspace says, else
//! its own folder.

use super::Format;
use super::documents::{BuildDocument, MAX_BYTES};
use super::paths::{joined, relative};
use super::reading::{Build, Reading};
use crate::build_context::Folder;
use crate::dockerfiles::{Seen, unchanged};
use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What the files said when they were read last. Reads the disk: only ever on a thread that may wait.
#[derive(Default)]
pub struct BuildFiles(Mutex<Known>);

#[derive(Default)]
struct Known {
    read: HashMap<PathBuf, Seen<Arc<Reading>>>,
    /// Of those that cannot be parsed right now, too.
    last_good: HashMap<PathBuf, Arc<Reading>>,
}

/// In the order in which the tools look for them.
const NAMES: [&str; 9] = [
    "compose.yaml",
    "compose.yml",
    "docker-compose.yaml",
    "docker-compose.yml",
    "docker-bake.hcl",
    "docker-bake.json",
    "docker-bake.override.hcl",
    "docker-bake.override.json",
    "compose.override.yaml",
];

/// The text of a file that is open in an editor, and may not be saved.
pub type Open<'a> = &'a dyn Fn(&Path) -> Option<Arc<BuildDocument>>;

impl BuildFiles {
    /// The context of a Dockerfile in a folder of the workspace, with what is settled there.
    pub fn context_of(
        &self,
        dockerfile: Option<&Path>,
        workspace: Option<&Path>,
        settled: Option<&str>,
        open: Open,
    ) -> Folder {
        let Some(path) = dockerfile else {
            return Folder::holding(None);
        };
        let builds = self.builds(path, workspace, open);
        let others = builds.iter().flat_map(|(_, build)| &build.contexts);
        let others: Vec<String> = others.map(|name| name.text.clone()).collect();
        if let (Some(settled), Some(workspace)) = (settled, workspace) {
            let root = joined(workspace, settled);
            return Folder::in_context(path, root, settled.to_owned()).beside(others);
        }
        let mut builds = builds.into_iter();
        let context = builds.find_map(|(file, build)| build.context_folder(&file));
        match context.filter(|root| path.parent() != Some(root) && root.is_dir()) {
            Some(root) => {
                let name = workspace.and_then(|workspace| relative(&root, workspace));
                let own_name = || Some(root.file_name()?.to_str()?.to_owned());
                let name = name.filter(|name| !name.is_empty()).or_else(own_name);
                let name = name.unwrap_or_else(|| root.display().to_string());
                Folder::in_context(path, root, name).beside(others)
            }
            None => Folder::holding(Some(path)).beside(others),
        }
    }

    /// The files whose builds name a Dockerfile, those beside it first.
    pub fn naming(&self, dockerfile: &Path, workspace: Option<&Path>, open: Open) -> Vec<PathBuf> {
        let builds = self.builds(dockerfile, workspace, open).into_iter();
        let mut files: Vec<PathBuf> = builds.map(|(file, _)| file).collect();
        files.dedup();
        files
    }

    fn builds(
        &self,
        dockerfile: &Path,
        workspace: Option<&Path>,
        open: Open,
    ) -> Vec<(PathBuf, Build)> {
        let beside = dockerfile.parent();
        let workspace = workspace.filter(|workspace| Some(*workspace) != beside);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = Vec::new();
        for folder in beside.into_iter().chain(workspace) {
            for name in NAMES {
                let file = folder.join(name);
                let Some(reading) = known.reading(&file, open) else {
                    continue;
                };
                let builds = reading
                    .builds
                    .iter()
                    .filter(|build| build.dockerfile_path(&file).as_deref() == Some(dockerfile));
                found.extend(builds.map(|build| (file.clone(), build.clone())));
            }
        }
        found
    }
}

impl Known {
    fn reading(&mut self, file: &Path, open: Open) -> Option<Arc<Reading>> {
        if let Some(document) = open(file) {
            let reading = document.shared_reading();
            if let Some(reading) = reading {
                let good = Arc::clone(reading);
                self.last_good.insert(file.to_owned(), good);
            }
            // Half-typed, it says what it said before.
            if let Some(reading) = reading.or_else(|| self.last_good.get(file)) {
                return Some(Arc::clone(reading));
            }
        }
        let metadata = fs::metadata(file).ok().filter(Metadata::is_file)?;
        if metadata.len() > MAX_BYTES as u64 {
            return None;
        }
        let format = Format::of(file.file_name()?.to_str()?)?;
        let Known { read, last_good } = self;
        unchanged(read, file, &metadata, || {
            let text = fs::read(file).ok()?;
            match Reading::of(&String::from_utf8_lossy(&text), format) {
                Some(reading) => {
                    let reading = Arc::new(reading);
                    last_good.insert(file.to_owned(), Arc::clone(&reading));
                    Some(reading)
                }
                None => last_good.get(file).cloned(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strates_analysis::context::BuildContext;

    /// What is known of the context of a Dockerfile in a workspace with these files.
    #[track_caller]
    fn check(files: &[(&str, &str)], dockerfile: &str, settled: Option<&str>, expected: &str) {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files.iter().chain(&[(dockerfile, "FROM a\n")]) {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let path = root.path().join(dockerfile);
        let context =
            BuildFiles::default().context_of(Some(&path), Some(root.path()), settled, &|_| None);
        let found = context.name().unwrap_or("own".to_owned());
        let found = found.replace(root.path().file_name().unwrap().to_str().unwrap(), "root");
        let file = context.dockerfile().unwrap_or("outside".to_owned());
        assert_eq!(format!("{found} {file}"), expected);
    }

    const COMPOSE: &str = "services: {a: {build: {context: ., dockerfile: web/Dockerfile}}}";

    #[test]
    fn a_folder_of_its_own() {
        check(&[], "web/Dockerfile", None, "own Dockerfile");
        check(
            &[("compose.yaml", "services: {a: {build: ./web}}")],
            "web/Dockerfile",
            None,
            "own Dockerfile",
        );
        check(
            &[("compose.yaml", COMPOSE)],
            "other/Dockerfile",
            None,
            "own Dockerfile",
        );
        check(
            &[("compose.yaml", "services: [")],
            "web/Dockerfile",
            None,
            "own Dockerfile",
        );
    }

    #[test]
    fn what_a_build_file_says() {
        check(
            &[("compose.yaml", COMPOSE)],
            "web/Dockerfile",
            None,
            "root web/Dockerfile",
        );
        let bake =
            "target \"a\" {\n  context = \"app\"\n  dockerfile = \"../docker/a.Dockerfile\"\n}\n";
        let files = [("docker-bake.hcl", bake), ("app/x", "")];
        check(&files, "docker/a.Dockerfile", None, "app outside");
        let beside = [(
            "web/compose.yml",
            "services: {a: {build: {context: .., dockerfile: web/Dockerfile}}}",
        )];
        check(&beside, "web/Dockerfile", None, "root web/Dockerfile");
    }

    #[test]
    fn other_contexts_have_names() {
        let root = tempfile::tempdir().unwrap();
        let compose = "services: {a: {build: {context: ., additional_contexts: {base: x}}}}";
        fs::write(root.path().join("compose.yaml"), compose).unwrap();
        let dockerfile = root.path().join("Dockerfile");
        let context = BuildFiles::default().context_of(Some(&dockerfile), None, None, &|_| None);
        assert_eq!(context.other_contexts(), ["base"]);
    }

    #[test]
    fn what_the_user_says_wins() {
        check(
            &[("compose.yaml", COMPOSE)],
            "web/Dockerfile",
            Some("web"),
            "web Dockerfile",
        );
    }
}
