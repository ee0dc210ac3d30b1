//! Quick fixes, fix-all and formatting, as an editor asks for them.

use serde_json::{Value, json};
use strates_tests::{Client, able_to, opened};

const FILE: &str = "file:///project/Dockerfile";

async fn client(capabilities: Value, text: &str) -> Client {
    let mut client = Client::in_memory();
    client.initialize(able_to(capabilities)).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 3, text))
        .await;
    client
}

fn modern() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "diagnostic": {},
            "codeAction": {
                "dataSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
    })
}

async fn actions(client: &mut Client, line: u32, only: Option<&[&str]>) -> Vec<Value> {
    let at = json!({"line": line, "character": 2});
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params = json!({
        "textDocument": {"uri": FILE},
        "range": {"start": at, "end": at},
        "context": context,
    });
    let answer = client.request("textDocument/codeAction", params).await;
    answer.as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect()
}

const TWO: &str = "FROM debian:12\r\nMAINTAINER a\r\nCMD [\"b\"]\r\nMAINTAINER c\r\n";

#[tokio::test]
async fn a_finding_is_mended_or_silenced() {
    let mut client = client(modern(), TWO).await;
    let found = actions(&mut client, 1, Some(&["quickfix"])).await;
    assert_eq!(
        titles(&found),
        [
            "Replace `MAINTAINER` with a label",
            "Fix every `MaintainerDeprecated` in this file",
            "Ignore `MaintainerDeprecated` on this instruction",
            "Ignore `MaintainerDeprecated` in this file",
        ]
    );
    let fix = &found[0];
    assert_eq!(
        (&fix["kind"], &fix["isPreferred"]),
        (&json!("quickfix"), &json!(true))
    );
    assert_eq!(fix["diagnostics"][0]["code"], "MaintainerDeprecated");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": FILE, "version": 3}));
    assert_eq!(
        change["edits"][0]["newText"],
        "LABEL org.opencontainers.image.authors=\"a\""
    );
    // A file that ends its lines with CRLF goes on doing so.
    let ignore = &found[2]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(ignore["newText"], "# hadolint ignore=DL4000\r\n");

    let resolved = client.request("codeAction/resolve", found[1].clone()).await;
    let edits = resolved["edit"]["documentChanges"][0]["edits"].to_string();
    assert!(
        edits.contains("authors=\\\"a") && edits.contains("authors=\\\"c"),
        "{edits}"
    );
    client.leave().await;
}

#[tokio::test]
async fn everything_is_mended_at_once() {
    let mut client = client(modern(), TWO).await;
    let found = actions(&mut client, 0, Some(&["source.fixAll"])).await;
    assert_eq!(titles(&found), ["Fix everything that can be fixed safely"]);
    assert_eq!(found[0]["kind"], "source.fixAll.strates");
    assert_eq!(found[0].get("edit"), None);
    let resolved = client.request("codeAction/resolve", found[0].clone()).await;
    assert!(resolved["edit"].is_object());
    client.leave().await;
}

#[tokio::test]
async fn a_simple_client_gets_whole_edits_without_versions() {
    let mut client = client(json!({"textDocument": {"diagnostic": {}}}), TWO).await;
    let found = actions(&mut client, 1, None).await;
    assert!(found.len() > 3);
    for action in found {
        let changes = &action["edit"]["changes"][FILE];
        assert!(!changes.as_array().unwrap().is_empty(), "{action}");
    }
    client.leave().await;
}

#[tokio::test]
async fn files_ranges_and_new_lines_are_formatted() {
    let text = "from a\nrun b \\\n\nrun c\n";
    let mut client = client(modern(), text).await;
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let document = json!({"uri": FILE});
    let all = json!({"textDocument": document, "options": options});
    let edits = client.request("textDocument/formatting", all).await;
    let texts: Vec<&str> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| edit["newText"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["FROM", "RUN", "  "]);

    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let part = json!({"textDocument": document, "range": range, "options": options});
    let edits = client.request("textDocument/rangeFormatting", part).await;
    assert_eq!(edits.as_array().unwrap().len(), 1);

    let typed = json!({
        "textDocument": document,
        "position": {"line": 2, "character": 0},
        "ch": "\n",
        "options": options,
    });
    let edits = client.request("textDocument/onTypeFormatting", typed).await;
    assert_eq!(edits[0]["newText"], "  ");
    client.leave().await;
}

#[tokio::test]
async fn rules_are_settled_while_running() {
    let mut client = client(modern(), TWO).await;
    let pull = json!({"textDocument": {"uri": FILE}});
    let first = client
        .request("textDocument/diagnostic", pull.clone())
        .await;
    let item = &first["items"][0];
    assert_eq!(item["code"], "MaintainerDeprecated");
    assert_eq!(item["tags"], json!([2]));
    assert!(item["codeDescription"]["href"].as_str().is_some());

    let settings = json!({"settings": {"strates": {
        "locale": "fr",
        "rules": {"DL4000": "off"},
        "profile": "strict",
    }}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    let again = json!({
        "textDocument": {"uri": FILE},
        "previousResultId": first["resultId"],
    });
    let second = client.request("textDocument/diagnostic", again).await;
    assert_eq!(second["kind"], "full");
    assert!(!second["items"].to_string().contains("MaintainerDeprecated"));
    client.leave().await;
}
