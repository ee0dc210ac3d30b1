//! The server as each editor sees it first.

use serde_json::{Value, json};
use strates_tests::{Client, about, opened, recorded};

const FILE: &str = "file:///home/user/project/Dockerfile";

async fn check_capabilities(editor: &str, encoding: &str) {
    let mut client = Client::in_memory();
    let capabilities = client.initialize(recorded(editor)).await;
    answer_questions(&mut client, editor).await;
    assert_eq!(capabilities["positionEncoding"], encoding);
    let sync = &capabilities["textDocumentSync"];
    assert_eq!(
        (&sync["openClose"], &sync["change"]),
        (&json!(true), &json!(2))
    );
    for provider in [
        "documentSymbolProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
    ] {
        assert_eq!(capabilities[provider], true, "{provider}");
    }
    assert_eq!(
        capabilities["workspaceSymbolProvider"]["workDoneProgress"],
        true
    );
    let tokens = &capabilities["semanticTokensProvider"];
    assert_eq!(
        (&tokens["range"], &tokens["full"]),
        (&json!(true), &json!({"delta": true}))
    );
    assert!(
        !tokens["legend"]["tokenTypes"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let pull = json!({"interFileDependencies": false, "workspaceDiagnostics": false});
    assert_eq!(capabilities["diagnosticProvider"], pull);
    let folders = &capabilities["workspace"]["workspaceFolders"];
    assert_eq!(
        *folders,
        json!({"supported": true, "changeNotifications": true})
    );

    // All three pull: nothing is pushed.
    client
        .notify("textDocument/didOpen", opened(FILE, 0, "FROM a:1\n"))
        .await;
    let report = client.request("textDocument/diagnostic", about(FILE)).await;
    assert_eq!(
        (&report["kind"], &report["items"]),
        (&json!("full"), &json!([]))
    );
    client.expect_silence().await;
    client.leave().await;
}

/// What the server asks each of them for once it is initialized.
async fn answer_questions(client: &mut Client, editor: &str) {
    let (id, params) = client.question("workspace/configuration").await;
    assert_eq!(params["items"], json!([{"section": "strates"}]));
    client.reply(id, json!([null])).await;
    let registered: &[&str] = match editor {
        "vscode" => &[
            "workspace/didChangeConfiguration",
            "workspace/didChangeWatchedFiles",
        ],
        "helix" => &["workspace/didChangeWatchedFiles"],
        _ => return,
    };
    let (id, params) = client.question("client/registerCapability").await;
    let registrations = params["registrations"].as_array().unwrap();
    let methods: Vec<_> = registrations
        .iter()
        .map(|registration| &registration["method"])
        .collect();
    assert_eq!(methods, registered);
    client.reply(id, Value::Null).await;
}

#[tokio::test]
async fn vscode() {
    check_capabilities("vscode", "utf-16").await;
}

#[tokio::test]
async fn neovim() {
    check_capabilities("neovim", "utf-8").await;
}

#[tokio::test]
async fn helix() {
    check_capabilities("helix", "utf-8").await;
}

/// VS Code nests symbols, Helix does not say that it can.
#[tokio::test]
async fn symbols_are_nested_only_where_they_can_be() {
    for (editor, is_nested) in [("vscode", true), ("neovim", true), ("helix", false)] {
        let mut client = Client::in_memory();
        client.initialize(recorded(editor)).await;
        answer_questions(&mut client, editor).await;
        client
            .notify("textDocument/didOpen", opened(FILE, 0, "FROM a\nRUN b\n"))
            .await;
        let symbols = client
            .request("textDocument/documentSymbol", about(FILE))
            .await;
        assert_eq!(
            symbols[0].get("selectionRange").is_some(),
            is_nested,
            "{editor}"
        );
        assert_eq!(symbols[0].get("location").is_some(), !is_nested, "{editor}");
        client.leave().await;
    }
}
