//! Diagnostics for clients that cannot pull them: one task publishes for all documents, so that
//! handlers need not wait for the client, and only what still holds when its turn comes.

use super::handlers::diagnostic::diagnostics;
use super::output::notification;
use super::session::Session;
use super::slow;
use lsp_types::notification::{Notification, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Url};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

#[derive(Default)]
pub struct Publisher {
    asked: Mutex<BTreeSet<Url>>,
    wake: Notify,
}

impl Publisher {
    pub fn ask(&self, uri: Url) {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(uri);
        self.wake.notify_one();
    }

    fn take(&self) -> BTreeSet<Url> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub async fn publish_as_asked(session: Arc<Session>) {
    loop {
        session.publisher.wake.notified().await;
        for uri in session.publisher.take() {
            publish(&session, uri).await;
        }
    }
}

async fn publish(session: &Session, uri: Url) {
    let Some(snapshot) = session.snapshot(&uri) else {
        // Closed, or out of sync: what was said before no longer holds.
        let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
        session.send(message(&nothing)).await;
        return;
    };
    let revision = snapshot.revision;
    let bytes = snapshot.document.text().len();
    let (lang, about) = (snapshot.lang, uri.clone());
    let found = slow::answer(lang, bytes, move || {
        let found = diagnostics(&snapshot);
        let version = Some(snapshot.version);
        message(&PublishDiagnosticsParams::new(about, found, version))
    });
    let found = found.await;
    let is_current = session
        .documents
        .get(&uri)
        .is_some_and(|open| open.revision == revision);
    // The edit that made it outdated has asked again.
    if let (Ok(found), true) = (found, is_current) {
        session.send(found).await;
    }
}

fn message(params: &PublishDiagnosticsParams) -> serde_json::Result<Vec<u8>> {
    notification(PublishDiagnostics::METHOD, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::testing;
    use futures_util::FutureExt;
    use serde_json::{Value, json};
    use std::pin::pin;
    use strates_analysis::text::{Change, Encoding};

    /// The thread that looks for them is not done before the edit, or nobody has looked yet.
    #[tokio::test]
    async fn those_of_an_old_text_are_not_published() {
        let (session, mut sent) = testing::session(json!({})).await;
        let uri = Url::parse("file:///Dockerfile").unwrap();
        session
            .documents
            .open(uri.clone(), 1, &"FROM a\nNONSENSE\n".repeat(5_000));
        let mut publishing = pin!(publish(&session, uri.clone()));
        assert!(publishing.as_mut().now_or_never().is_none());
        let changes = [Change {
            range: None,
            text: "FROM a:1\n".to_owned(),
        }];
        session.documents.edit(&uri, 2, &changes, Encoding::Utf16);
        publishing.await;
        assert!(sent.ready.try_recv().is_err());

        publish(&session, uri).await;
        let published = sent.ready.recv().await.unwrap();
        let published: Value = serde_json::from_slice(&published).unwrap();
        let params = &published["params"];
        assert_eq!(
            (&params["version"], &params["diagnostics"]),
            (&json!(2), &json!([]))
        );
    }
}
