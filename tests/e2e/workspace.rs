//! The stages of all Dockerfiles in the workspace.

use serde_json::{Value, json};
use strates_tests::{Client, Folder, able_to, opened};

async fn client(folders: &[&Folder]) -> Client {
    let folders: Vec<_> = folders
        .iter()
        .map(|folder| json!({"uri": folder.uri(""), "name": ""}))
        .collect();
    let mut params = able_to(json!({"textDocument": {"diagnostic": {}}}));
    params["workspaceFolders"] = json!(folders);
    let mut client = Client::in_memory();
    client.initialize(params).await;
    client
}

async fn names(client: &mut Client, query: &str) -> Vec<String> {
    let symbols = client
        .request("workspace/symbol", json!({"query": query}))
        .await;
    let name = |symbol: &Value| symbol["name"].as_str().unwrap().to_owned();
    let mut names: Vec<_> = symbols.as_array().unwrap().iter().map(name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn stages_are_found_in_every_folder() {
    let (first, second) = (Folder::new(), Folder::new());
    first
        .write("Dockerfile", "FROM a AS build\nRUN b\n")
        .write("web/Dockerfile.dev", "FROM a AS web-build\n")
        .write("node_modules/x/Dockerfile", "FROM a AS foreign\n")
        .write("README.md", "FROM a AS prose\n");
    second.write("db.Containerfile", "FROM a AS database\n");
    let mut client = client(&[&first, &second]).await;
    assert_eq!(
        names(&mut client, "").await,
        ["build", "database", "web-build"]
    );
    assert_eq!(names(&mut client, "BLD").await, ["build", "web-build"]);
    assert_eq!(names(&mut client, "zz").await, [""; 0]);

    let symbols = client
        .request("workspace/symbol", json!({"query": "webbuild"}))
        .await;
    assert_eq!(
        symbols[0]["location"]["uri"],
        first.uri("web/Dockerfile.dev")
    );
    assert_eq!(symbols[0]["containerName"], "web/Dockerfile.dev");
    assert_eq!(symbols[0]["location"]["range"]["start"]["line"], 0);
    client.leave().await;
}

#[tokio::test]
async fn open_documents_count_as_they_are_in_the_editor() {
    let folder = Folder::new();
    folder
        .write("Dockerfile", "FROM a AS saved\n")
        .write("b/Dockerfile", "FROM a AS other\n");
    let mut client = client(&[&folder]).await;
    let file = folder.uri("Dockerfile");
    client
        .notify(
            "textDocument/didOpen",
            opened(&file, 1, "FROM a AS typed\n"),
        )
        .await;
    let unsaved = "untitled:Untitled-1";
    client
        .notify(
            "textDocument/didOpen",
            opened(unsaved, 1, "FROM a AS unsaved\n"),
        )
        .await;
    assert_eq!(names(&mut client, "").await, ["other", "typed", "unsaved"]);
    for uri in [&file, unsaved] {
        client
            .notify("textDocument/didClose", strates_tests::about(uri))
            .await;
    }
    assert_eq!(names(&mut client, "").await, ["other", "saved"]);
    client.leave().await;
}

#[tokio::test]
async fn what_changes_on_disk_is_noticed() {
    let folder = Folder::new();
    folder.write("Dockerfile", "FROM a AS one\n");
    let mut client = client(&[&folder]).await;
    assert_eq!(names(&mut client, "").await, ["one"]);
    folder
        .write("Dockerfile", "FROM a AS two\n")
        .write("web/Dockerfile", "FROM a AS three\n");
    assert_eq!(names(&mut client, "").await, ["three", "two"]);
    folder.remove("Dockerfile");
    assert_eq!(names(&mut client, "").await, ["three"]);
    client.leave().await;
}

#[tokio::test]
async fn a_workspace_without_folders_has_only_open_documents() {
    let mut client = client(&[]).await;
    assert_eq!(names(&mut client, "").await, [""; 0]);
    client
        .notify(
            "textDocument/didOpen",
            opened("file:///x/Dockerfile", 1, "FROM a\n"),
        )
        .await;
    assert_eq!(names(&mut client, "").await, ["a"]);
    client.leave().await;
}
