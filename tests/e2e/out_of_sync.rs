//! A text that the server can no longer know: it says so in the log, and nothing wrong about it.

use serde_json::{Value, json};
use strates_tests::{Client, able_to, about, edited, framed, opened};

const FILE: &str = "file:///project/Dockerfile";
const OTHER: &str = "file:///project/other.Dockerfile";

/// Of a client that is pushed to, with two documents that have one problem each.
async fn client() -> Client {
    let mut client = Client::in_memory();
    client.initialize(able_to(json!({}))).await;
    for file in [FILE, OTHER] {
        client
            .notify(
                "textDocument/didOpen",
                opened(file, 1, "FROM a:1\nNONSENSE\n"),
            )
            .await;
        assert_eq!(published(&mut client).await, (file.to_owned(), json!(1), 1));
    }
    client
}

/// Which document, which version, how many.
async fn published(client: &mut Client) -> (String, Value, usize) {
    let mut params = client.notification("textDocument/publishDiagnostics").await;
    let uri = params["uri"].as_str().unwrap().to_owned();
    let found = params["diagnostics"].as_array().unwrap().len();
    (uri, params["version"].take(), found)
}

/// Nothing is said of the one until it is opened again; the other goes on as before.
async fn check_lost(mut client: Client) {
    let log = client.notification("window/logMessage").await;
    assert_eq!(log["type"], 2, "{log}");
    assert_eq!(
        published(&mut client).await,
        (FILE.to_owned(), Value::Null, 0)
    );
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 99, [0, 0, 0, 0], "#\n"),
        )
        .await;
    for method in [
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/semanticTokens/full",
    ] {
        assert!(
            client.request(method, about(FILE)).await.is_null(),
            "{method}"
        );
    }
    let report = client.request("textDocument/diagnostic", about(FILE)).await;
    assert_eq!(report, json!({"kind": "full", "items": []}));
    client.expect_silence().await;

    client
        .notify(
            "textDocument/didChange",
            edited(OTHER, 2, [0, 0, 0, 0], "#\n"),
        )
        .await;
    assert_eq!(
        published(&mut client).await,
        (OTHER.to_owned(), json!(2), 1)
    );
    assert!(
        client
            .request("textDocument/documentSymbol", about(OTHER))
            .await
            .is_array()
    );

    client
        .notify(
            "textDocument/didOpen",
            opened(FILE, 1, "FROM a:1\nNONSENSE\n"),
        )
        .await;
    assert_eq!(published(&mut client).await, (FILE.to_owned(), json!(1), 1));
    assert!(
        client
            .request("textDocument/documentSymbol", about(FILE))
            .await
            .is_array()
    );
    client.leave().await;
}

#[tokio::test]
async fn after_a_change_that_does_not_parse() {
    let mut client = client().await;
    let change =
        json!({"textDocument": {"uri": FILE, "version": 2}, "contentChanges": [{"txt": ""}]});
    client.notify("textDocument/didChange", change).await;
    check_lost(client).await;
}

#[tokio::test]
async fn after_a_change_without_a_version() {
    let mut client = client().await;
    let change = json!({"textDocument": {"uri": FILE}, "contentChanges": [{"text": ""}]});
    client.notify("textDocument/didChange", change).await;
    check_lost(client).await;
}

#[tokio::test]
async fn after_an_opening_that_does_not_parse() {
    let mut client = client().await;
    client.notify("textDocument/didOpen", about(FILE)).await;
    check_lost(client).await;
}

#[tokio::test]
async fn after_versions_out_of_order() {
    for version in [1, 0, -1] {
        let mut client = client().await;
        client
            .notify(
                "textDocument/didChange",
                edited(FILE, version, [0, 0, 0, 0], "#\n"),
            )
            .await;
        check_lost(client).await;
    }
}

/// Half a surrogate pair is valid in JavaScript, where strings come from, but not in JSON here.
#[tokio::test]
async fn after_half_a_surrogate_pair() {
    let mut client = client().await;
    let change = edited(FILE, 2, [0, 0, 0, 0], "HALF");
    let change = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": change});
    let change = change.to_string().replace("HALF", "\\ud83d");
    let header = format!("Content-Length: {}\r\n\r\n", change.len());
    client
        .write(&[header.as_bytes(), change.as_bytes()].concat())
        .await;
    assert_eq!(client.unaddressed_failure().await.code, -32700);
    check_lost(client).await;
}

#[tokio::test]
async fn an_edit_of_a_document_that_is_not_open_is_only_logged() {
    let mut client = client().await;
    client
        .notify(
            "textDocument/didChange",
            edited("file:///project/closed", 2, [0, 0, 0, 0], "#"),
        )
        .await;
    let log = client.notification("window/logMessage").await;
    assert!(
        log["message"]
            .as_str()
            .unwrap()
            .contains("file:///project/closed"),
        "{log}"
    );
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn other_notifications_that_do_not_parse_are_only_logged() {
    let mut client = client().await;
    for method in [
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
    ] {
        client.notify(method, json!({"nonsense": true})).await;
        let log = client.notification("window/logMessage").await;
        assert!(log["message"].as_str().unwrap().contains(method), "{log}");
    }
    client
        .write(&framed(
            &json!({"jsonrpc": "2.0", "method": "textDocument/didChange"}),
        ))
        .await;
    client.notification("window/logMessage").await;
    client.expect_silence().await;
    client.leave().await;
}

/// Who pulls is asked to pull again.
#[tokio::test]
async fn a_client_that_pulls_is_told_to() {
    let mut client = Client::in_memory();
    let able = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    client.initialize(able_to(able)).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "NONSENSE\n"))
        .await;
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 1, [0, 0, 0, 0], "#\n"),
        )
        .await;
    client.notification("window/logMessage").await;
    let (id, _) = client.question("workspace/diagnostic/refresh").await;
    client.reply(id, Value::Null).await;
    client.leave().await;
}
