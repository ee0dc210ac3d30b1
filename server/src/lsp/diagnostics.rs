//! Diagnostics for clients that cannot pull them: one task publishes for all documents, so that
//! handlers need not wait for the client, and only what still holds when its turn comes.

use super::handlers::diagnostic::Judged;
use super::output::notification;
use super::session::{Session, Snapshot};
use super::slow;
use super::wording::Wording;
use lsp_types::notification::{Notification, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Url};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use strates_analysis::ignore_file::IgnoreDocument;
use tokio::sync::Notify;

#[derive(Default)]
pub struct Publisher {
    asked: Mutex<BTreeSet<Url>>,
    wake: Notify,
    /// What clients were told last.
    worded: Mutex<HashMap<Url, Wording>>,
}

impl Publisher {
    pub fn ask(&self, uri: Url) {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(uri);
        self.wake.notify_one();
    }

    fn worded(&self) -> MutexGuard<'_, HashMap<Url, Wording>> {
        self.worded.lock().unwrap_or_else(PoisonError::into_inner)
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

async fn publish(session: &Arc<Session>, uri: Url) {
    if let Some(snapshot) = session.snapshot(&uri) {
        publish_of(session, snapshot).await;
    } else if let Some(snapshot) = session.snapshot_as::<IgnoreDocument>(&uri) {
        publish_of(session, snapshot).await;
    } else {
        // Closed, or out of sync: what was said before no longer holds.
        session.publisher.worded().remove(&uri);
        let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
        session.send(message(&nothing)).await;
    }
}

async fn publish_of<D: Judged>(session: &Arc<Session>, snapshot: Snapshot<D>) {
    let (uri, revision) = (snapshot.uri.clone(), snapshot.revision);
    let lang = snapshot.lang;
    let bytes = match D::TAKES_TIME {
        true => usize::MAX,
        false => snapshot.document.text().len(),
    };
    let about = Arc::clone(session);
    let found = slow::answer(lang, bytes, move || {
        let before = about.publisher.worded().remove(&snapshot.uri);
        let (message, worded) = D::published(&about, &snapshot, before)?;
        let worded = worded.map(|worded| (snapshot.uri, worded));
        about.publisher.worded().extend(worded);
        Ok(message)
    });
    let found = found.await;
    let now = session.documents.get_as::<D>(&uri);
    let is_current = now.is_some_and(|open| open.revision == revision);
    // The edit that made it outdated has asked again.
    if let (Ok(found), true) = (found, is_current) {
        session.send(found).await;
    }
}

pub fn message(params: &PublishDiagnosticsParams) -> serde_json::Result<Vec<u8>> {
    notification(PublishDiagnostics::METHOD, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::kinds::Kind;
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
        let text = "FROM a\nNONSENSE\n".repeat(5_000);
        session
            .documents
            .open(uri.clone(), Kind::Dockerfile, 1, &text);
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
