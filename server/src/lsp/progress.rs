//! Work-done progress for what takes long enough to be noticed.

use super::session::Session;
use lsp_types::notification::Progress as ProgressNotification;
use lsp_types::request::WorkDoneProgressCreate;
use lsp_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd,
};
use std::time::Duration;
use tokio::sync::oneshot;
use tower_lsp::Client;

/// Shorter work is not worth a word.
const NOTICEABLE: Duration = Duration::from_millis(300);

/// How the client will know what it is about.
enum Token {
    Given(ProgressToken),
    ToCreate(ProgressToken),
}

/// Does the work, and tells the client of it once it takes long. Cancelling the work ends the
/// progress too.
pub async fn noticed<T>(
    session: &Session,
    given: Option<ProgressToken>,
    title: String,
    work: impl Future<Output = T>,
) -> T {
    let created = || {
        let id = session.client.next_request_id().to_string();
        let is_able = session.abilities().creates_progress;
        is_able.then(|| Token::ToCreate(ProgressToken::String(format!("strates/{id}"))))
    };
    let Some(token) = given.map(Token::Given).or_else(created) else {
        return work.await;
    };
    tokio::pin!(work);
    tokio::select! {
        done = &mut work => return done,
        () = tokio::time::sleep(NOTICEABLE) => {}
    }
    // The task outlives a cancelled request, so that the client's answer still finds it.
    let (working, done) = oneshot::channel::<()>();
    tokio::spawn(tell(session.client.clone(), token, title, done));
    let answer = work.await;
    drop(working);
    answer
}

async fn tell(client: Client, token: Token, title: String, done: oneshot::Receiver<()>) {
    let token = match token {
        Token::Given(token) => token,
        Token::ToCreate(token) => {
            let params = WorkDoneProgressCreateParams {
                token: token.clone(),
            };
            if client
                .send_request::<WorkDoneProgressCreate>(params)
                .await
                .is_err()
            {
                return;
            }
            token
        }
    };
    let begin = WorkDoneProgressBegin {
        title,
        cancellable: Some(true),
        ..WorkDoneProgressBegin::default()
    };
    send(&client, &token, WorkDoneProgress::Begin(begin)).await;
    // Nothing is ever sent: the sender is dropped when the work is done or cancelled.
    let _ = done.await;
    let end = WorkDoneProgressEnd { message: None };
    send(&client, &token, WorkDoneProgress::End(end)).await;
}

async fn send(client: &Client, token: &ProgressToken, progress: WorkDoneProgress) {
    let value = ProgressParamsValue::WorkDone(progress);
    let params = ProgressParams {
        token: token.clone(),
        value,
    };
    client
        .send_notification::<ProgressNotification>(params)
        .await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::testing;
    use futures_util::{FutureExt, SinkExt, StreamExt};
    use serde_json::{Value, json};
    use std::sync::Arc;
    use tokio::task::JoinHandle;
    use tower_lsp::ClientSocket;
    use tower_lsp::jsonrpc::{Request, Response};

    async fn session() -> (Arc<Session>, ClientSocket) {
        let capabilities = json!({"window": {"workDoneProgress": true}});
        let (session, sent) = testing::session(capabilities).await;
        (session, sent.socket)
    }

    fn work(session: Arc<Session>, token: Option<&str>, duration: Duration) -> JoinHandle<()> {
        let token = token.map(|token| ProgressToken::String(token.to_owned()));
        let work = tokio::time::sleep(duration);
        tokio::spawn(async move { noticed(&session, token, "Searching".to_owned(), work).await })
    }

    fn told(request: Option<Request>) -> Value {
        let request = request.unwrap();
        assert_eq!(request.method(), "$/progress");
        request.params().unwrap().clone()
    }

    #[tokio::test(start_paused = true)]
    async fn short_work_is_not_worth_a_word() {
        let (session, mut socket) = session().await;
        work(session, Some("given"), NOTICEABLE / 2).await.unwrap();
        assert!(socket.next().now_or_never().flatten().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn long_work_is_told_under_the_clients_token() {
        let (session, mut socket) = session().await;
        let work = work(session, Some("given"), 2 * NOTICEABLE);
        let begin = json!({"kind": "begin", "title": "Searching", "cancellable": true});
        assert_eq!(
            told(socket.next().await),
            json!({"token": "given", "value": begin})
        );
        let end = json!({"token": "given", "value": {"kind": "end"}});
        assert_eq!(told(socket.next().await), end);
        work.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_token_one_is_created_first() {
        let (session, socket) = session().await;
        let (mut requests, mut responses) = socket.split();
        let work = work(session, None, 2 * NOTICEABLE);
        let create = requests.next().await.unwrap();
        assert_eq!(create.method(), "window/workDoneProgress/create");
        let created = Response::from_ok(create.id().unwrap().clone(), json!(null));
        responses.send(created).await.unwrap();
        let token = &create.params().unwrap()["token"];
        assert_eq!(told(requests.next().await)["token"], *token);
        assert_eq!(told(requests.next().await)["value"]["kind"], "end");
        work.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn cancelled_work_is_over() {
        let (session, mut socket) = session().await;
        let work = work(session, Some("given"), 1000 * NOTICEABLE);
        assert_eq!(told(socket.next().await)["value"]["kind"], "begin");
        work.abort();
        assert_eq!(told(socket.next().await)["value"]["kind"], "end");
    }
}
