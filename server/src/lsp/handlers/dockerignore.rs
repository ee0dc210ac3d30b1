//! `strates.generateDockerignore`: a new file in the build context, never over an old one.

use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Url, WorkspaceEdit,
};
use serde_json::Value;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;
use strates_analysis::features::dockerignore::dockerignore;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

const FILE_NAME: &str = ".dockerignore";

/// The text of the file, which the client is asked to make, or which is written where it cannot.
pub fn generate(session: &Arc<Session>, snapshot: &Snapshot) -> Value {
    let text = dockerignore(&snapshot.document, &*snapshot.folder);
    let answer = Value::from(text.as_str());
    let session = Arc::clone(session);
    let (uri, lang) = (snapshot.uri.clone(), snapshot.lang);
    let in_context = snapshot
        .folder
        .root
        .as_ref()
        .map(|root| root.join(FILE_NAME));
    let of_context = in_context.and_then(|path| Url::from_file_path(path).ok());
    let file = of_context.or_else(|| uri.join(FILE_NAME).ok());
    // A handler must not wait for the client, nor for the disk.
    tokio::spawn(async move {
        if session.abilities().creates_files
            && let Some(file) = file
        {
            let _ = session.client.apply_edit(new_file(file, text)).await;
        } else if let Some(Ok(path)) = file.map(|file| file.to_file_path()) {
            let written = tokio::task::spawn_blocking(move || write(&path, &text, lang));
            if let Ok(Err(refusal)) = written.await {
                session.outbox.warn(refusal);
            }
        }
        session.folders.outdate();
        session.folder_changed(uri);
    });
    answer
}

fn new_file(uri: Url, text: String) -> WorkspaceEdit {
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(false),
        }),
        annotation_id: None,
    };
    let start = Position::new(0, 0);
    let fill = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit::new(Range::new(start, start), text))],
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(fill),
        ])),
        ..WorkspaceEdit::default()
    }
}

fn write(path: &Path, text: &str, lang: Lang) -> Result<(), String> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let name = path.display();
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(msg!(
            lang,
            en: "`{name}` exists already, and was left as it is.",
            fr: "`{name}` existe déjà\u{a0}: rien n'y a été changé.",
        )),
        Err(error) => Err(msg!(
            lang,
            en: "`{name}` could not be written: {error}.",
            fr: "`{name}` n'a pas pu être écrit\u{a0}: {error}.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        assert_eq!(write(&path, "a\n", Lang::En), Ok(()));
        assert!(
            write(&path, "b\n", Lang::Fr)
                .unwrap_err()
                .contains("existe déjà")
        );
        assert_eq!(std::fs::read_to_string(path).unwrap(), "a\n");
    }
}
