//! Edits: every one of them, in their order, at the right place.

use serde_json::{Value, json};
use strates_tests::{Client, able_to, about, edited, notification, opened};

const FILE: &str = "file:///project/Dockerfile";

fn names(symbols: &Value) -> Vec<&str> {
    let symbols = symbols.as_array().unwrap();
    symbols
        .iter()
        .map(|symbol| symbol["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn many_edits_and_requests_at_once_keep_their_order() {
    let mut client = Client::in_memory();
    client.initialize(able_to(json!({}))).await;
    let mut bytes = notification("textDocument/didOpen", opened(FILE, 1, ""));
    let mut requests = Vec::new();
    for edit in 0..250 {
        let text = format!("FROM base AS stage{edit}\n");
        let change = edited(FILE, edit + 2, [edit as u32, 0, edit as u32, 0], &text);
        bytes.extend(notification("textDocument/didChange", change));
        let (request, message) = client.prepare("textDocument/documentSymbol", about(FILE));
        bytes.extend(message);
        requests.push(request);
    }
    client.write(&bytes).await;
    for (edit, request) in requests.into_iter().enumerate() {
        let symbols = client.answer(request).await.unwrap();
        let expected: Vec<_> = (0..=edit).map(|edit| format!("stage{edit}")).collect();
        assert_eq!(names(&symbols), expected);
    }
    let mut published = 0;
    while published < 251 {
        let diagnostics = client.notification("textDocument/publishDiagnostics").await;
        let version = diagnostics["version"].as_i64().unwrap();
        assert!(version > published, "{version} after {published}");
        published = version;
    }
    client.leave().await;
}

/// The same edit in each encoding: what follows `é😀` on its line becomes `AS b`.
#[tokio::test]
async fn positions_are_counted_as_was_agreed() {
    let encodings = [
        (json!(["utf-8", "utf-16"]), "utf-8", 6),
        (json!(["utf-16", "utf-8"]), "utf-16", 3),
        (json!(["utf-32", "utf-16"]), "utf-32", 2),
        (json!(["utf-7", "utf-32"]), "utf-32", 2),
        (json!(null), "utf-16", 3),
    ];
    for (offered, agreed, units) in encodings {
        let mut client = Client::in_memory();
        let offered =
            json!({"general": {"positionEncodings": offered}, "textDocument": {"diagnostic": {}}});
        let capabilities = client.initialize(able_to(offered)).await;
        assert_eq!(capabilities["positionEncoding"], agreed);
        client
            .notify("textDocument/didOpen", opened(FILE, 1, "FROM é😀 AS a\n"))
            .await;
        let end = 5 + units;
        let change = edited(FILE, 2, [0, end + 1, 0, end + 5], "AS b");
        client.notify("textDocument/didChange", change).await;
        let symbols = client
            .request("textDocument/documentSymbol", about(FILE))
            .await;
        assert_eq!(names(&symbols), ["b"], "{agreed}");
        let range = &symbols[0]["location"]["range"];
        assert_eq!(range["end"]["character"], end + 5, "{agreed}");
        client.leave().await;
    }
}

#[tokio::test]
async fn ranges_outside_the_text_are_brought_into_it() {
    let mut client = Client::in_memory();
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a AS one"))
        .await;
    let far = u32::MAX;
    let after = edited(FILE, 2, [far, far, far, far], "\nFROM b AS two\n");
    client.notify("textDocument/didChange", after).await;
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    assert_eq!(names(&symbols), ["one", "two"]);
    let backwards = edited(FILE, 3, [1, 0, 0, 0], "");
    client.notify("textDocument/didChange", backwards).await;
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    assert_eq!(names(&symbols), ["two"]);
    client.leave().await;
}

#[tokio::test]
async fn several_changes_in_one_message_follow_each_other() {
    let mut client = Client::in_memory();
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "nothing"))
        .await;
    let at = |line: u32| json!({"line": line, "character": 0});
    let change = json!({
        "textDocument": {"uri": FILE, "version": 2},
        "contentChanges": [
            {"text": "FROM a AS one\n"},
            {"range": {"start": at(1), "end": at(1)}, "text": "FROM b AS three\n"},
            {"range": {"start": at(1), "end": at(1)}, "text": "FROM b AS two\n"},
        ],
    });
    client.notify("textDocument/didChange", change).await;
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    assert_eq!(names(&symbols), ["one", "two", "three"]);
    client.leave().await;
}

#[tokio::test]
async fn a_document_that_is_too_large_is_said_to_be_so_once() {
    for (locale, beginning) in [
        ("en", "file:///project/big is larger than 1 MB"),
        ("fr", "file:///project/big dépasse 1\u{a0}Mo\u{a0}:"),
    ] {
        let mut client = Client::in_memory();
        let mut params = able_to(json!({"textDocument": {"diagnostic": {}}}));
        params["locale"] = json!(locale);
        client.initialize(params).await;
        let big = "file:///project/big";
        let text = format!("FROM a\n{}", "# much\n".repeat(700_000));
        client
            .notify("textDocument/didOpen", opened(big, 1, &text))
            .await;
        client
            .notify("textDocument/didOpen", opened(FILE, 1, "FROM a\n"))
            .await;
        let message = client.notification("window/showMessage").await;
        assert!(
            message["message"].as_str().unwrap().starts_with(beginning),
            "{message}"
        );
        client
            .notify(
                "textDocument/didChange",
                edited(big, 2, [0, 0, 0, 0], "#\n"),
            )
            .await;
        let symbols = client
            .request("textDocument/documentSymbol", about(big))
            .await;
        assert_eq!(symbols, json!([]));
        let symbols = client
            .request("textDocument/documentSymbol", about(FILE))
            .await;
        assert_eq!(names(&symbols), ["a"]);
        client.expect_silence().await;
        client.leave().await;
    }
}
