//! Slow requests: they can be cancelled, and hold up nothing.

use serde_json::{Value, json};
use strates_tests::{Client, Folder, able_to, about, edited, notification, opened};

const CANCELLED: i64 = -32800;
const FILE: &str = "file:///project/Dockerfile";
const LARGE: &str = "file:///project/large.Dockerfile";

async fn client() -> Client {
    let mut client = Client::in_memory();
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    let text = format!("FROM a\n{}", "RUN echo one two three\n".repeat(4_000));
    client
        .notify("textDocument/didOpen", opened(LARGE, 1, &text))
        .await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a\n"))
        .await;
    client
}

/// The cancellation follows at once; a busy machine may yet have answered one of them before.
#[tokio::test]
async fn requests_can_be_cancelled() {
    let mut client = client().await;
    let mut bytes = Vec::new();
    let mut slow = Vec::new();
    for _ in 0..4 {
        let (request, message) = client.prepare("textDocument/semanticTokens/full", about(LARGE));
        bytes.extend(message);
        bytes.extend(notification("$/cancelRequest", json!({"id": request})));
        slow.push(request);
    }
    client.write(&bytes).await;
    assert!(cancelled(&mut client, &slow).await > 0);
    assert!(
        client
            .request("textDocument/documentSymbol", about(FILE))
            .await
            .is_array()
    );
    client.leave().await;
}

/// How many of these were cancelled instead of answered.
async fn cancelled(client: &mut Client, requests: &[i64]) -> usize {
    let mut cancelled = 0;
    for request in requests {
        match client.answer(*request).await {
            Ok(_) => {}
            Err(failure) if failure.code == CANCELLED => cancelled += 1,
            Err(failure) => panic!("{failure:?}"),
        }
    }
    cancelled
}

#[tokio::test]
async fn cancelling_what_is_done_or_was_never_asked_does_nothing() {
    let mut client = client().await;
    let done = client
        .send("textDocument/documentSymbol", about(FILE))
        .await;
    client.answer(done).await.unwrap();
    for id in [json!(done), json!(4711), json!("nobody")] {
        client.notify("$/cancelRequest", json!({"id": id})).await;
    }
    client.expect_silence().await;
    client.leave().await;
}

/// With tower-lsp's own four at a time, the question would be answered after most of them.
#[tokio::test]
async fn many_slow_requests_hold_up_neither_edits_nor_answers_nor_cancellation() {
    let mut client = client().await;
    let mut bytes = Vec::new();
    let mut slow = Vec::new();
    for _ in 0..16 {
        let (request, message) = client.prepare("textDocument/semanticTokens/full", about(LARGE));
        bytes.extend(message);
        slow.push(request);
    }
    let edit = edited(FILE, 2, [1, 0, 1, 0], "FROM b AS last\n");
    bytes.extend(notification("textDocument/didChange", edit));
    let (quick, message) = client.prepare("textDocument/documentSymbol", about(FILE));
    bytes.extend(message);
    client.write(&bytes).await;
    let symbols = client.answer(quick).await.unwrap();
    assert_eq!(symbols[1]["name"], "last");

    for request in &slow {
        client
            .notify("$/cancelRequest", json!({"id": request}))
            .await;
    }
    let cancelled = cancelled(&mut client, &slow).await;
    assert!(
        cancelled > slow.len() / 2,
        "{cancelled} of {} could be cancelled",
        slow.len()
    );
    client.leave().await;
}

/// A handler that awaits the client, is cancelled, and then gets its answer makes tower-lsp
/// panic. Here no handler awaits it, so however late the answers come, they do no harm.
#[tokio::test]
async fn late_answers_do_no_harm() {
    let folder = Folder::new();
    folder.write("Dockerfile", "FROM a AS found\n");
    let mut client = Client::in_memory();
    let able = json!({
        "workspace": {
            "configuration": true,
            "didChangeConfiguration": {"dynamicRegistration": true},
            "diagnostics": {"refreshSupport": true},
        },
        "textDocument": {"diagnostic": {}},
        "window": {"workDoneProgress": true},
    });
    let mut params = able_to(able);
    params["workspaceFolders"] = json!([{"uri": folder.uri(""), "name": "project"}]);
    client.initialize(params).await;
    let (configuration, _) = client.question("workspace/configuration").await;
    let (registration, _) = client.question("client/registerCapability").await;
    let (search, mut bytes) = client.prepare("workspace/symbol", json!({"query": ""}));
    bytes.extend(notification("$/cancelRequest", json!({"id": search})));
    client.write(&bytes).await;
    cancelled(&mut client, &[search]).await;
    client
        .notify(
            "workspace/didChangeConfiguration",
            json!({"settings": {"locale": "fr"}}),
        )
        .await;
    let (refresh, _) = client.question("workspace/diagnostic/refresh").await;
    client.settle().await;
    client.reply(refresh, Value::Null).await;
    client.reply(registration.clone(), Value::Null).await;
    client.reply(registration, Value::Null).await;
    client.reply(configuration, json!([{"locale": "fr"}])).await;
    let found = client
        .request("workspace/symbol", json!({"query": ""}))
        .await;
    assert_eq!(found[0]["name"], "found");
    client.leave().await;
}
