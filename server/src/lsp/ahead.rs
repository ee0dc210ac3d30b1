//! What takes its time in a long document and is asked for at once: its colours, read while the
//! client still gets to know what is wrong with it.

use super::documents::Open;
use super::session::Session;
use super::slow::in_background;
use lsp_types::Url;
use strates_analysis::Document;
use strates_analysis::features::tokens::tokens;

impl Session {
    pub fn look_ahead(&self, uri: &Url) {
        let Some(Open { document, .. }) = self.documents.get_as::<Document>(uri) else {
            return;
        };
        if document.is_long() && self.abilities().shows_tokens {
            in_background(move || {
                tokens(&document, 0..document.text().len());
            });
        }
    }
}
