//! Diagnostics: pulled by those who can, pushed to the others, never for an old text.

use serde_json::{Value, json};
use strates_tests::{Client, able_to, about, edited, notification, opened};

const FILE: &str = "file:///project/Dockerfile";
const TEXT: &str = "FROM a:1\nNONSENSE\n";

async fn client(capabilities: Value) -> Client {
    let mut client = Client::in_memory();
    client.initialize(able_to(capabilities)).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 7, TEXT))
        .await;
    client
}

fn pulls() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    })
}

async fn pull(client: &mut Client, previous: Option<&Value>) -> Value {
    let mut params = about(FILE);
    if let Some(previous) = previous {
        params["previousResultId"] = previous["resultId"].clone();
    }
    client.request("textDocument/diagnostic", params).await
}

fn check_problem(diagnostic: &Value) {
    assert_eq!(diagnostic["source"], "strates");
    assert_eq!(diagnostic["severity"], 1);
    assert!(
        diagnostic["code"]
            .as_str()
            .unwrap()
            .starts_with("BuildError/"),
        "{diagnostic}"
    );
    assert_eq!(
        diagnostic["range"]["start"],
        json!({"line": 1, "character": 0})
    );
}

#[tokio::test]
async fn pushed_with_their_version_and_taken_back_on_close() {
    let mut client = client(json!({})).await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(
        (&published["uri"], &published["version"]),
        (&json!(FILE), &json!(7))
    );
    check_problem(&published["diagnostics"][0]);
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 8, [1, 0, 1, 8], "RUN b"),
        )
        .await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(
        (&published["version"], &published["diagnostics"]),
        (&json!(8), &json!([]))
    );
    client.notify("textDocument/didClose", about(FILE)).await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(
        (&published["uri"], &published["diagnostics"]),
        (&json!(FILE), &json!([]))
    );
    assert!(published.get("version").is_none());
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn opening_changing_and_closing_at_once_leaves_none_behind() {
    let mut client = client(json!({})).await;
    client.notification("textDocument/publishDiagnostics").await;
    let messages = [
        notification(
            "textDocument/didChange",
            edited(FILE, 8, [0, 0, 0, 0], "#\n"),
        ),
        notification("textDocument/didClose", about(FILE)),
    ];
    client.write(&messages.concat()).await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(published["diagnostics"], json!([]));
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn pulled_and_unchanged_until_the_text_changes() {
    let mut client = client(pulls()).await;
    let first = pull(&mut client, None).await;
    assert_eq!(first["kind"], "full");
    check_problem(&first["items"][0]);
    let again = pull(&mut client, Some(&first)).await;
    assert_eq!(
        again,
        json!({"kind": "unchanged", "resultId": first["resultId"]})
    );

    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 8, [0, 0, 0, 0], "#\n"),
        )
        .await;
    let changed = pull(&mut client, Some(&first)).await;
    assert_eq!(changed["kind"], "full");

    // The same version of another text.
    client.notify("textDocument/didClose", about(FILE)).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 8, "FROM a:1\n"))
        .await;
    let reopened = pull(&mut client, Some(&changed)).await;
    assert_eq!(
        (&reopened["kind"], &reopened["items"]),
        (&json!("full"), &json!([]))
    );
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn of_a_document_that_is_not_open_nothing_is_said() {
    let mut client = Client::in_memory();
    client.initialize(able_to(pulls())).await;
    assert_eq!(
        pull(&mut client, None).await,
        json!({"kind": "full", "items": []})
    );
    client.leave().await;
}

#[tokio::test]
async fn another_language_takes_effect_at_once() {
    let french = json!({"settings": {"strates": {"locale": "fr"}}});

    let mut client = client(json!({})).await;
    let english = client.notification("textDocument/publishDiagnostics").await;
    client
        .notify("workspace/didChangeConfiguration", french.clone())
        .await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(published["version"], 7);
    assert_ne!(
        published["diagnostics"][0]["message"],
        english["diagnostics"][0]["message"]
    );
    client.leave().await;

    let mut client = self::client(pulls()).await;
    let english = pull(&mut client, None).await;
    client
        .notify("workspace/didChangeConfiguration", french.clone())
        .await;
    let (id, _) = client.question("workspace/diagnostic/refresh").await;
    client.reply(id, Value::Null).await;
    let pulled = pull(&mut client, Some(&english)).await;
    assert_eq!(pulled["kind"], "full");
    assert_ne!(
        pulled["items"][0]["message"],
        english["items"][0]["message"]
    );
    // What changes nothing has nothing asked for again.
    client
        .notify("workspace/didChangeConfiguration", french)
        .await;
    client.expect_silence().await;
    client.leave().await;
}
