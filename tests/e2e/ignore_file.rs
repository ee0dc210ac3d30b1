//! `.dockerignore` files, through the built program: paths, hovers, problems, colours.

use serde_json::{Value, json};
use std::fmt::Write;
use std::time::{Duration, Instant};
use strates_tests::{Client, Folder, able_to, about, edited};

async fn client(options: Value) -> Client {
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut params = able_to(capabilities);
    params["initializationOptions"] = options;
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(params).await;
    client
}

async fn open(client: &mut Client, uri: &str, language: &str, text: &str) {
    let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
    client
        .notify("textDocument/didOpen", json!({"textDocument": document}))
        .await;
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

async fn hover(client: &mut Client, uri: &str, line: u32) -> String {
    let hover = client.request("textDocument/hover", at(uri, line, 1)).await;
    hover["contents"]["value"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Opens it and waits until the server has looked at its folder.
async fn open_and_wait(client: &mut Client, uri: &str, language: &str, text: &str) {
    open(client, uri, language, text).await;
    problems(client, uri).await;
    let (id, _) = client.question("workspace/diagnostic/refresh").await;
    client.reply(id, json!(null)).await;
}

/// Their codes and lines.
async fn problems(client: &mut Client, uri: &str) -> Vec<(String, u64)> {
    let report = client.request("textDocument/diagnostic", about(uri)).await;
    let found = report["items"].as_array().unwrap().iter();
    let place = |each: &Value| {
        let code = each["code"].as_str().unwrap().to_owned();
        (code, each["range"]["start"]["line"].as_u64().unwrap())
    };
    found.map(place).collect()
}

fn project() -> Folder {
    let folder = Folder::new();
    folder
        .write("README.md", "x")
        .write("docs/a.md", "x")
        .write("docs/b.txt", "x")
        .write("web/node_modules/m.js", "x")
        .write("Dockerfile", "FROM scratch\n");
    folder
}

#[tokio::test]
async fn a_hover_says_what_goes() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    for (locale, expected) in [
        ("en", "**Leaves out** 2 files: `docs/`."),
        ("fr", "**Écarte** 2 fichiers\u{a0}: `docs/`."),
    ] {
        let mut client = client(json!({"locale": locale})).await;
        open(&mut client, &uri, "ignore", "# a\ndocs\n!docs/*.md\n").await;
        assert!(hover(&mut client, &uri, 1).await.contains(expected));
        assert!(hover(&mut client, &uri, 2).await.contains("`docs/a.md`"));
        assert_eq!(hover(&mut client, &uri, 0).await, "");
        let (id, _) = client.question("workspace/diagnostic/refresh").await;
        client.reply(id, json!(null)).await;
        client.leave().await;
    }
}

#[tokio::test]
async fn problems_follow_the_text_and_the_folder() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({})).await;
    open_and_wait(&mut client, &uri, "ignore", "node_modules\n!docs\n[\n").await;
    assert_eq!(
        problems(&mut client, &uri).await,
        [("ignore-pattern-invalid".to_owned(), 2)]
    );
    let change = edited(&uri, 2, [2, 0, 2, 1], "gone");
    client.notify("textDocument/didChange", change).await;
    let expected = [("unmatched", 0), ("undone", 1), ("unmatched", 2)];
    let expected = expected.map(|(code, line)| (format!("ignore-pattern-{code}"), line));
    assert_eq!(problems(&mut client, &uri).await, expected);
    client.leave().await;
}

/// The titles of what mends a line, and the text that the first of them leaves.
async fn mended(client: &mut Client, uri: &str, line: u32) -> (Vec<String>, Value) {
    let place = json!({"line": line, "character": 1});
    let context = json!({"diagnostics": [], "only": ["quickfix"]});
    let params = json!({
        "textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": context,
    });
    let actions = client.request("textDocument/codeAction", params).await;
    let title = |action: &Value| action["title"].as_str().unwrap().to_owned();
    let titles = actions.as_array().unwrap().iter().map(title).collect();
    (titles, actions[0].clone())
}

#[tokio::test]
async fn patterns_are_mended() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({"locale": "fr"})).await;
    open_and_wait(
        &mut client,
        &uri,
        "ignore",
        "node_modules\r\n!docs\r\n*.md\r\n",
    )
    .await;
    let (titles, action) = mended(&mut client, &uri, 0).await;
    assert_eq!(
        titles,
        ["Écrire `**/node_modules`", "Supprimer cette ligne"]
    );
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["diagnostics"][0]["code"], "ignore-pattern-unmatched");
    assert_eq!(
        action["edit"]["changes"][&uri],
        json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 12}},
                "newText": "**/node_modules"}])
    );
    let (titles, action) = mended(&mut client, &uri, 2).await;
    assert_eq!((titles, action), (Vec::new(), json!(null)));
    client.leave().await;
}

#[tokio::test]
async fn rules_set_their_levels() {
    let folder = project();
    let uri = folder.uri("Dockerfile.dockerignore");
    let mut client = client(json!({"rules": {"ignore-pattern-unmatched": "off"}})).await;
    open_and_wait(&mut client, &uri, "dockerfile", "gone\n").await;
    assert_eq!(problems(&mut client, &uri).await, []);
    client.leave().await;
}

#[tokio::test]
async fn paths_complete() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({})).await;
    open(&mut client, &uri, "ignore", "!do\ndocs/\n").await;
    let complete = "textDocument/completion";
    let items = client.request(complete, at(&uri, 0, 3)).await;
    let names = |items: &Value| -> Vec<String> {
        let items = items.as_array().unwrap().iter();
        items
            .map(|item| item["label"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&items), ["docs/", "web/", "Dockerfile", "README.md"]);
    assert_eq!(
        items[0]["textEdit"],
        json!({"range": {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 3}},
               "newText": "docs/"})
    );
    let items = client.request(complete, at(&uri, 1, 5)).await;
    assert_eq!(names(&items), ["a.md", "b.txt"]);
    client.leave().await;
}

#[tokio::test]
async fn parts_have_colours() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({})).await;
    open(&mut client, &uri, "gitignore", "# a\n!*.md\n").await;
    let tokens = client
        .request("textDocument/semanticTokens/full", about(&uri))
        .await;
    let data = tokens["data"].as_array().unwrap();
    let places: Vec<&[Value]> = data.chunks(5).map(|token| &token[..3]).collect();
    let expected = [[0, 0, 3], [1, 0, 1], [0, 1, 1], [0, 1, 3]];
    assert_eq!(json!(places), json!(expected));
    client.leave().await;
}

#[tokio::test]
async fn what_is_asked_of_dockerfiles_alone_has_no_answer() {
    let folder = project();
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({})).await;
    open(&mut client, &uri, "ignore", "FROM a\n").await;
    for question in ["documentSymbol", "codeLens", "foldingRange", "documentLink"] {
        let method = format!("textDocument/{question}");
        assert_eq!(client.request(&method, about(&uri)).await, json!(null));
    }
    client.leave().await;
}

/// A folder with very many files costs a look, not a wait.
#[tokio::test]
async fn a_full_folder_is_not_felt() {
    let folder = project();
    for number in 0..30_000 {
        folder.write(&format!("data/{number}.bin"), "");
    }
    let mut text = String::from("**/*.log\ngone\n*.bin\n");
    for number in 0..50 {
        writeln!(text, "**/some-{number}*").unwrap();
    }
    let uri = folder.uri(".dockerignore");
    let mut client = client(json!({})).await;
    open_and_wait(&mut client, &uri, "ignore", &text).await;
    // Nothing is said to match nothing, as nobody has seen all.
    assert_eq!(problems(&mut client, &uri).await, []);
    let start = Instant::now();
    let said = hover(&mut client, &uri, 2).await;
    assert!(said.contains("20000"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(20));
    client.leave().await;
}
