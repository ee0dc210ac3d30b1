//! Completion: what is offered while typing, in the form that the client can take.

use serde_json::{Value, json};
use strates_tests::{Client, Folder, able_to, edited, opened};

const FILE: &str = "file:///project/Dockerfile";

/// A client that can do this with an item, and pulls diagnostics.
async fn client(item: Value, options: Value) -> (Client, Value) {
    let text_document = json!({"completion": {"completionItem": item}, "diagnostic": {}});
    let mut params = able_to(json!({"textDocument": text_document}));
    params["initializationOptions"] = options;
    let mut client = Client::of_process(&["lsp"]);
    let capabilities = client.initialize(params).await;
    (client, capabilities)
}

fn modern() -> Value {
    json!({
        "snippetSupport": true,
        "insertReplaceSupport": true,
        "documentationFormat": ["markdown", "plaintext"],
        "tagSupport": {"valueSet": [1]},
        "insertTextModeSupport": {"valueSet": [1, 2]},
    })
}

/// What is offered at the place marked `$0`; columns count UTF-16.
async fn offered(client: &mut Client, uri: &str, marked: &str) -> Value {
    let place = marked.find("$0").expect("a place is marked");
    let text = marked.replacen("$0", "", 1);
    let before = &text[..place];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let character = before[start..].encode_utf16().count();
    client
        .notify("textDocument/didOpen", opened(uri, 1, &text))
        .await;
    let params = json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    });
    let answer = client.request("textDocument/completion", params).await;
    let closed = json!({"textDocument": {"uri": uri}});
    client.notify("textDocument/didClose", closed).await;
    answer
}

/// The same once the folder is read: an editor asks again, too, while a list is not whole.
async fn offered_with(client: &mut Client, uri: &str, marked: &str, label: &str) -> Value {
    for _ in 0..100 {
        let answer = offered(client, uri, marked).await;
        if labels(&answer).contains(&label) {
            return answer;
        }
    }
    panic!("{label} is never offered: {marked}");
}

fn item(answer: &Value, label: &str) -> Value {
    let items = answer["items"].as_array().expect("a list");
    let found = items.iter().find(|item| item["label"] == label);
    found.expect(label).clone()
}

fn labels(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().expect("a list");
    items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect()
}

fn range(line: u64, start: u64, end: u64) -> Value {
    json!({
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    })
}

#[tokio::test]
async fn snippets_and_both_ranges_for_those_who_can() {
    let (mut client, capabilities) = client(modern(), json!({})).await;
    let provider = &capabilities["completionProvider"];
    assert_eq!(provider["resolveProvider"], true);
    let triggers = provider["triggerCharacters"].as_array().unwrap();
    assert!(triggers.contains(&json!("$")) && triggers.contains(&json!(" ")));

    let answer = offered(&mut client, FILE, "FROM a\nCO$0PI\n").await;
    assert_eq!(answer["isIncomplete"], false);
    let copy = item(&answer, "COPY");
    assert_eq!(copy["insertTextFormat"], 2);
    assert_eq!(copy["textEdit"]["newText"], "COPY ${1:.} ${2:./}");
    assert_eq!(copy["textEdit"]["insert"], range(1, 0, 2));
    assert_eq!(copy["textEdit"]["replace"], range(1, 0, 4));
    assert_eq!(item(&answer, "MAINTAINER")["tags"], json!([1]));
    let sorted: Vec<_> = answer["items"].as_array().unwrap().iter().collect();
    assert!(sorted.is_sorted_by_key(|item| item["sortText"].as_str().map(str::to_owned)));

    let answer = offered(&mut client, FILE, "FROM a\r\n  RUN <$0\r\n").await;
    let heredoc = item(&answer, "<<EOF");
    assert_eq!(
        heredoc["textEdit"]["newText"],
        "<<EOF\r\n${1:set -e}\r\nEOF"
    );
    assert_eq!(heredoc["insertTextMode"], 1);
    client.leave().await;
}

#[tokio::test]
async fn plain_text_for_those_who_cannot() {
    let (mut client, _) = client(json!({}), json!({})).await;
    let answer = offered(&mut client, FILE, "FROM a\nCO$0PI\n").await;
    let copy = item(&answer, "COPY");
    assert_eq!(
        copy["textEdit"],
        json!({"range": range(1, 0, 4), "newText": "COPY "})
    );
    assert!(copy.get("insertTextFormat").is_none() && copy.get("tags").is_none());
    let resolved = client.request("completionItem/resolve", copy).await;
    assert_eq!(resolved["documentation"]["kind"], "plaintext");
    for each in answer["items"].as_array().unwrap() {
        let text = each["textEdit"]["newText"].as_str().unwrap();
        assert!(!text.contains("${"), "{text}");
    }
    client.leave().await;
}

#[tokio::test]
async fn documentation_comes_in_the_language_of_the_user() {
    for (locale, part) in [("en", "**Good to know**"), ("fr", "**À savoir**")] {
        let (mut client, _) = client(modern(), json!({"locale": locale})).await;
        let answer = offered(&mut client, FILE, "FROM a\nRUN --m$0\n").await;
        let flag = item(&answer, "--mount");
        assert!(flag.get("documentation").is_none());
        let resolved = client.request("completionItem/resolve", flag).await;
        let told = resolved["documentation"]["value"].as_str().unwrap();
        assert!(told.contains(part), "{told}");

        // What is short is told at once.
        let answer = offered(&mut client, FILE, "FROM a\nENV $0\n").await;
        let told = item(&answer, "NODE_ENV")["documentation"]["value"].clone();
        let development = if locale == "fr" {
            "développement"
        } else {
            "development"
        };
        assert!(told.as_str().unwrap().contains(development), "{told}");
        client.leave().await;
    }
}

#[tokio::test]
async fn an_item_of_nobody_is_given_back() {
    let (mut client, _) = client(modern(), json!({})).await;
    for data in [json!(null), json!(1), json!({"page": "a/b", "lang": "fr"})] {
        let item = json!({"label": "x", "data": data});
        let resolved = client.request("completionItem/resolve", item).await;
        assert_eq!(resolved["label"], "x");
    }
    client.leave().await;
}

#[tokio::test]
async fn columns_count_as_the_client_counts() {
    let (mut client, _) = client(modern(), json!({})).await;
    let text = "FROM a\nENV été=1\nLABEL é😀=\"ü\" org$0x=\n";
    let answer = offered(&mut client, FILE, text).await;
    let key = item(&answer, "org.opencontainers.image.url");
    assert_eq!(key["textEdit"]["insert"], range(2, 14, 17));
    assert_eq!(key["textEdit"]["replace"], range(2, 14, 18));

    let text = "FROM a\r\nENV A=é\r\nRUN echo é \\\r\n  ${A$0}\r\n";
    let answer = offered(&mut client, FILE, text).await;
    let variable = item(&answer, "A");
    assert_eq!(variable["textEdit"]["replace"], range(3, 4, 5));
    assert_eq!(variable["detail"], "é");
    client.leave().await;
}

#[tokio::test]
async fn sources_come_from_the_folder_of_the_file() {
    let folder = Folder::new();
    folder
        .write("app/main.js", "")
        .write("node_modules/a.js", "")
        .write("a b.txt", "")
        .write(".dockerignore", "node_modules\n");
    let (mut client, _) = client(modern(), json!({})).await;
    let uri = folder.uri("Dockerfile");
    let answer = offered_with(&mut client, &uri, "FROM a\nCOPY $0", ".dockerignore").await;
    let sources = &labels(&answer)[..4];
    assert_eq!(sources, [".", "app/", "a b.txt", ".dockerignore"]);
    let answer = offered_with(&mut client, &uri, "FROM a\nCOPY app/m$0", "main.js").await;
    assert_eq!(labels(&answer), ["main.js"]);
    let edit = &item(&answer, "main.js")["textEdit"];
    assert_eq!(edit["replace"], range(1, 9, 10));
    let answer = offered(&mut client, &uri, "FROM a\nRUN --mount=type=bind,source=$0").await;
    assert_eq!(labels(&answer), ["app/", ".dockerignore"]);
    client.leave().await;
}

#[tokio::test]
async fn a_long_list_is_cut_and_asked_for_again() {
    let folder = Folder::new();
    for number in 0..1000 {
        folder.write(&format!("f{number}"), "");
    }
    folder.write("z/a", "");
    let (mut client, _) = client(modern(), json!({})).await;
    let uri = folder.uri("Dockerfile");
    let answer = offered_with(&mut client, &uri, "FROM a\nCOPY $0", "z/").await;
    assert_eq!(answer["isIncomplete"], true);
    assert_eq!(labels(&answer)[..2], [".", "z/"]);
    assert!(labels(&answer).len() < 300);
    let answer = offered_with(&mut client, &uri, "FROM a\nCOPY f99$0", "f999").await;
    assert_eq!(labels(&answer).len(), 11);
    client.leave().await;
}

#[tokio::test]
async fn the_answer_is_about_the_text_after_the_edit() {
    let (mut client, _) = client(modern(), json!({})).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a AS one\n"))
        .await;
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 2, [1, 0, 1, 0], "FROM "),
        )
        .await;
    let params = json!({
        "textDocument": {"uri": FILE},
        "position": {"line": 1, "character": 5},
        "context": {"triggerKind": 2, "triggerCharacter": " "},
    });
    let answer = client.request("textDocument/completion", params).await;
    assert_eq!(labels(&answer)[0], "one");
    client.leave().await;
}
