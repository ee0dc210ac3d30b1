//! Coming and going, as the protocol says.

use serde_json::json;
use strates_tests::{Client, able_to, about, opened};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const FILE: &str = "file:///project/Dockerfile";

#[tokio::test]
async fn nothing_comes_before_initialize() {
    let mut client = Client::in_memory();
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a\n"))
        .await;
    for method in ["textDocument/documentSymbol", "shutdown", "no/such/method"] {
        let failure = client.failure(method, about(FILE)).await;
        assert_eq!(failure.code, NOT_INITIALIZED, "{method}");
    }
    client.initialize(able_to(json!({}))).await;
    assert!(
        client
            .request("textDocument/documentSymbol", about(FILE))
            .await
            .is_null()
    );
    client.leave().await;
}

#[tokio::test]
async fn initialize_comes_once() {
    let mut client = Client::in_memory();
    client.initialize(able_to(json!({}))).await;
    let failure = client.failure("initialize", able_to(json!({}))).await;
    assert_eq!(failure.code, INVALID_REQUEST);
    client.leave().await;
}

#[tokio::test]
async fn initialize_may_come_again_after_an_error() {
    let mut client = Client::in_memory();
    let failure = client
        .failure("initialize", json!({"capabilities": 1}))
        .await;
    assert_eq!(failure.code, -32602);
    client.initialize(able_to(json!({}))).await;
    client.leave().await;
}

#[tokio::test]
async fn only_exit_comes_after_shutdown() {
    let mut client = Client::in_memory();
    client.initialize(able_to(json!({}))).await;
    client.request("shutdown", json!(null)).await;
    for method in [
        "textDocument/documentSymbol",
        "shutdown",
        "initialize",
        "no/such/method",
    ] {
        let failure = client.failure(method, about(FILE)).await;
        assert_eq!(failure.code, INVALID_REQUEST, "{method}");
    }
    client.notify("exit", json!(null)).await;
    client.expect_exit(true).await;
}

#[tokio::test]
async fn unknown_requests_are_refused_and_unknown_notifications_ignored() {
    let mut client = Client::in_memory();
    client.initialize(able_to(json!({}))).await;
    client.notify("no/such/notification", json!({})).await;
    client
        .notify("$/setTrace", json!({"value": "verbose"}))
        .await;
    for method in ["no/such/method", "$/no/such/method", "textDocument/moniker"] {
        let failure = client.failure(method, json!({})).await;
        assert!(
            matches!(failure.code, METHOD_NOT_FOUND | -32602),
            "{method}: {failure:?}"
        );
    }
    client.leave().await;
}

#[tokio::test]
async fn messages_may_follow_initialize_at_once() {
    let mut client = Client::in_memory();
    let (first, mut bytes) = client.prepare("initialize", able_to(json!({})));
    bytes.extend(strates_tests::notification("initialized", json!({})));
    bytes.extend(strates_tests::notification(
        "textDocument/didOpen",
        opened(FILE, 1, "FROM a\n"),
    ));
    let (second, request) = client.prepare("textDocument/documentSymbol", about(FILE));
    bytes.extend(request);
    client.write(&bytes).await;
    client.answer(first).await.unwrap();
    assert_eq!(client.answer(second).await.unwrap()[0]["name"], "a");
    client.notification("textDocument/publishDiagnostics").await;
    client.leave().await;
}

#[tokio::test]
async fn the_program_ends_with_0_after_shutdown_though_its_input_stays_open() {
    for arguments in [["lsp"].as_slice(), &["--stdio"]] {
        let mut client = Client::of_process(arguments);
        client.initialize(able_to(json!({}))).await;
        client.leave().await;
    }
}

#[tokio::test]
async fn the_program_ends_with_1_on_exit_alone() {
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(able_to(json!({}))).await;
    client.notify("exit", json!(null)).await;
    client.expect_exit(false).await;

    let mut client = Client::of_process(&["lsp"]);
    client.notify("exit", json!(null)).await;
    client.expect_exit(false).await;
}

#[tokio::test]
async fn the_program_ends_at_the_end_of_its_input() {
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(able_to(json!({}))).await;
    client.hang_up().await;
    client.expect_exit(false).await;

    let mut client = Client::of_process(&["lsp"]);
    client.initialize(able_to(json!({}))).await;
    client.request("shutdown", json!(null)).await;
    client.hang_up().await;
    client.expect_exit(true).await;
}

#[tokio::test]
async fn what_was_asked_before_the_end_of_input_is_answered() {
    let mut client = Client::of_process(&["lsp"]);
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a\n"))
        .await;
    let request = client
        .send("textDocument/documentSymbol", about(FILE))
        .await;
    client.hang_up().await;
    assert_eq!(client.answer(request).await.unwrap()[0]["name"], "a");
    client.expect_exit(false).await;
}

/// A killed client leaves pipes without another end, perhaps in the middle of an answer.
#[tokio::test]
async fn the_program_ends_when_its_client_is_killed() {
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(able_to(json!({}))).await;
    let text = "RUN nonsense\n".repeat(20_000);
    client
        .notify("textDocument/didOpen", opened(FILE, 1, &text))
        .await;
    for _ in 0..20 {
        client
            .send("textDocument/documentSymbol", about(FILE))
            .await;
    }
    client.be_killed().await;
    client.expect_exit(false).await;
}
