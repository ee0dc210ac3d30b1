//! `strates.copyBuildCommand`: what to type at the root of the workspace to build the file.

use crate::lsp::refusal;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::MessageType;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use strates_analysis::model::layers::LayerTable;
use tower_lsp::jsonrpc::Result;

/// The command, which is also shown where the client does not do that itself.
pub fn answer(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    stage: Option<usize>,
) -> Result<Option<Value>> {
    let Ok(file) = snapshot.uri.to_file_path() else {
        return Err(refusal::not_saved(snapshot.lang));
    };
    let folders = session.configuration.folders();
    let context = snapshot.folder.root.as_deref().or(file.parent());
    let target = target(snapshot.document.layers(), stage);
    let command = command(&file, context.unwrap_or(&file), &folders, target);
    if !session.abilities().shows_answers {
        let (client, message) = (session.client.clone(), command.clone());
        tokio::spawn(async move { client.show_message(MessageType::INFO, message).await });
    }
    Ok(Some(command.into()))
}

/// What `--target` takes; nothing for the stage that is built anyway.
fn target(table: &LayerTable, stage: Option<usize>) -> Option<String> {
    let stage = table.stages.get(stage?).filter(|stage| !stage.target)?;
    let name = stage.name.clone();
    Some(name.unwrap_or_else(|| stage.index.to_string()))
}

fn command(file: &Path, context: &Path, folders: &[PathBuf], target: Option<String>) -> String {
    let holding = folders.iter().filter(|folder| file.starts_with(folder));
    let root = holding.max_by_key(|folder| folder.components().count());
    let shown = |path: &Path| -> String {
        let path = root
            .and_then(|root| path.strip_prefix(root).ok())
            .unwrap_or(path);
        match path.to_string_lossy() {
            path if path.is_empty() => ".".to_owned(),
            // Else it would be taken for an option.
            path if path.starts_with('-') => quoted(&format!("./{path}")),
            path => quoted(&path),
        }
    };
    let mut words = vec!["docker build".to_owned()];
    if let Some(name) = image_name(context) {
        words.push(format!("-t {name}"));
    }
    if file != context.join("Dockerfile") {
        words.push(format!("-f {}", shown(file)));
    }
    if let Some(target) = target {
        words.push(format!("--target {}", quoted(&target)));
    }
    words.push(shown(context));
    words.join(" ")
}

/// The folder's name as far as it can name an image.
fn image_name(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_string_lossy().to_lowercase();
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join("-"))
}

/// As a shell reads it back.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\:._-+@%".contains(letter);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false if cfg!(windows) => format!("\"{word}\""),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use strates_analysis::Document;

    #[track_caller]
    fn check(file: &str, folder: &str, expected: &str) {
        assert_eq!(
            command(
                Path::new(file),
                Path::new(file).parent().expect("a file lies in a folder"),
                &[folder.into()],
                None,
            ),
            expected,
            "{file}"
        );
    }

    #[test]
    fn is_typed_at_the_root_of_the_workspace() {
        check(
            "/home/shop/Dockerfile",
            "/home/shop",
            "docker build -t shop .",
        );
        check(
            "/home/shop/api/Dockerfile",
            "/home/shop",
            "docker build -t api api",
        );
        check(
            "/home/shop/Containerfile",
            "/home/shop",
            "docker build -t shop -f Containerfile .",
        );
        check(
            "/home/shop/api/dev.Dockerfile",
            "/home/shop",
            "docker build -t api -f api/dev.Dockerfile api",
        );
        check(
            "/elsewhere/Dockerfile",
            "/home/shop",
            "docker build -t elsewhere /elsewhere",
        );
        check("/Dockerfile", "/home", "docker build /");
    }

    #[test]
    fn names_that_a_shell_would_cut_are_quoted() {
        check(
            "/w/l'été ici/Dockerfile.dev",
            "/w",
            r"docker build -t l-t-ici -f 'l'\''été ici/Dockerfile.dev' 'l'\''été ici'",
        );
        check("/w/-x/Dockerfile", "/w", "docker build -t x ./-x");
    }

    #[test]
    fn another_folder_may_be_the_context() {
        let (file, context) = (Path::new("/w/docker/Dockerfile"), Path::new("/w"));
        let command = command(file, context, &["/w".into()], None);
        assert_eq!(command, "docker build -t w -f docker/Dockerfile .");
    }

    #[test]
    fn another_stage_than_the_last_is_a_target() {
        let document = Document::new("FROM a AS base\nFROM b\nFROM base\n");
        let table = document.layers();
        let targets = [None, Some(0), Some(1), Some(2), Some(3)];
        let targets = targets.map(|stage| target(table, stage));
        let expected = [None, Some("base"), Some("1"), None, None];
        assert_eq!(targets, expected.map(|name| name.map(str::to_owned)));
        let command = command(
            Path::new("/w/Dockerfile"),
            Path::new("/w"),
            &[],
            Some("base".to_owned()),
        );
        assert_eq!(command, "docker build -t w --target base /w");
    }
}
