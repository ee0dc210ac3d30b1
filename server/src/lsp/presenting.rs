//! Showing the user a text or a picture that they asked for: as a document of its own where the
//! editor can open one, as a message where it cannot.

use super::session::Session;
use lsp_types::{MessageType, Position, Range, ShowDocumentParams, Url};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use tempfile::TempDir;

/// The folder of what is shown, made when there is something to show.
#[derive(Default)]
pub struct Folder(OnceLock<Option<TempDir>>);

/// What to show about a document.
pub struct Page {
    pub about: Url,
    pub content: String,
    pub kind: Kind,
    pub lang: Lang,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text { line: u32 },
    Picture,
}

impl Folder {
    /// The page as a file, the same one whenever it is shown again.
    fn keep(&self, page: &Page) -> Option<PathBuf> {
        let folder = self
            .0
            .get_or_init(|| tempfile::Builder::new().prefix("strates-").tempdir().ok());
        let mut hasher = DefaultHasher::new();
        page.about.hash(&mut hasher);
        let extension = match page.kind {
            Kind::Text { .. } => "txt",
            Kind::Picture => "svg",
        };
        let name = format!("layers-{:08x}.{extension}", hasher.finish() as u32);
        let path = folder.as_ref()?.path().join(name);
        fs::write(&path, &page.content).ok()?;
        Some(path)
    }
}

impl Session {
    /// Does not wait for the client to do it.
    pub fn present(self: &Arc<Session>, page: Page) {
        let session = Arc::clone(self);
        tokio::spawn(async move { session.present_now(page).await });
    }

    async fn present_now(&self, page: Page) {
        if self.abilities().shows_answers {
            return;
        }
        let path = match self.abilities().shows_documents || page.kind == Kind::Picture {
            true => self.shown.keep(&page),
            false => None,
        };
        let uri = path
            .as_ref()
            .and_then(|path| Url::from_file_path(path).ok());
        if let Some(uri) = uri.filter(|_| self.abilities().shows_documents) {
            // Few editors draw pictures; every desktop has something that does.
            let ways: &[bool] = match page.kind {
                Kind::Picture => &[true, false],
                Kind::Text { .. } => &[false],
            };
            for external in ways {
                if self.show(uri.clone(), *external, page.kind).await {
                    return;
                }
            }
        }
        let message = match (page.kind, path) {
            (Kind::Text { .. }, _) => page.content,
            (Kind::Picture, Some(path)) => {
                let path = path.display();
                msg!(page.lang, en: "The picture is in {path}.", fr: "L'image est dans {path}.")
            }
            (Kind::Picture, None) => msg!(
                page.lang,
                en: "The picture could not be written: the folder for temporary files cannot be used.",
                fr: "L'image n'a pas pu être écrite\u{a0}: le dossier des fichiers temporaires est inutilisable.",
            ),
        };
        self.client.show_message(MessageType::INFO, message).await;
    }

    async fn show(&self, uri: Url, external: bool, kind: Kind) -> bool {
        let selection = match kind {
            Kind::Text { line } => {
                let place = Position { line, character: 0 };
                Some(Range::new(place, place))
            }
            Kind::Picture => None,
        };
        let shown = self.client.show_document(ShowDocumentParams {
            uri,
            external: Some(external),
            take_focus: Some(true),
            selection,
        });
        shown.await.unwrap_or(false)
    }
}
