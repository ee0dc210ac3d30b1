//! Showing the user a text or a picture that they asked for: as a document of its own where the
//! editor can open one, as a message where it cannot.

use super::session::Session;
use lsp_types::{MessageType, ShowDocumentParams, Url};
use std::io::{self, Write};
use std::sync::Arc;
use tempfile::Builder;

impl Session {
    /// Does not wait for the client to do it.
    pub fn present(self: &Arc<Session>, extension: &'static str, content: String) {
        let session = Arc::clone(self);
        tokio::spawn(async move {
            let is_picture = extension == "svg";
            if session.abilities().shows_documents
                && let Ok(uri) = write(extension, &content)
            {
                let shown = session.client.show_document(ShowDocumentParams {
                    uri,
                    // Few editors draw pictures; every desktop has something that does.
                    external: Some(is_picture),
                    take_focus: Some(true),
                    selection: None,
                });
                if shown.await.unwrap_or(false) {
                    return;
                }
            }
            if !is_picture {
                session
                    .client
                    .show_message(MessageType::INFO, content)
                    .await;
            }
        });
    }
}

/// In a file of its own, which stays: the editor reads it when it likes.
fn write(extension: &str, content: &str) -> io::Result<Url> {
    let suffix = format!(".{extension}");
    let mut file = Builder::new()
        .prefix("strates-")
        .suffix(&suffix)
        .tempfile()?;
    file.write_all(content.as_bytes())?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Url::from_file_path(path).map_err(|()| io::Error::other("no absolute path"))
}
