//! Compose and Bake files, through the built program: what in them touches Dockerfiles, and which
//! build context they give.

use serde_json::{Value, json};
use strates_tests::{Client, Folder, able_to, about, edited};

const DOCKERFILE: &str = "ARG VERSION=12\nFROM debian:$VERSION AS build\nARG DEBUG\nFROM build AS run\nCOPY app.js missing.js /\n";

async fn client(folder: &Folder, options: Value) -> Client {
    let mut params = able_to(json!({"textDocument": {"diagnostic": {}}}));
    params["workspaceFolders"] = json!([{"uri": folder.uri(""), "name": ""}]);
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

/// A question about the place marked `$0`, in a text that is opened for it.
async fn ask(client: &mut Client, method: &str, uri: &str, language: &str, marked: &str) -> Value {
    let byte = marked.find("$0").expect("a place is marked");
    let text = marked.replacen("$0", "", 1);
    let line = text[..byte].matches('\n').count();
    let character = byte - text[..byte].rfind('\n').map_or(0, |end| end + 1);
    open(client, uri, language, &text).await;
    let mut params = about(uri);
    params["position"] = json!({"line": line, "character": character});
    if method.ends_with("references") {
        params["context"] = json!({"includeDeclaration": false});
    }
    let answer = client.request(method, params).await;
    client.notify("textDocument/didClose", about(uri)).await;
    answer
}

fn labels(items: &Value) -> Vec<(&str, &str)> {
    let items = items.as_array().unwrap().iter();
    items
        .map(|item| {
            let detail = item["detail"].as_str().unwrap_or_default();
            (item["label"].as_str().unwrap(), detail)
        })
        .collect()
}

fn project() -> Folder {
    let folder = Folder::new();
    folder
        .write("docker/web.Dockerfile", DOCKERFILE)
        .write("app.js", "x")
        .write("node_modules/m.js", "x");
    folder
}

fn compose(lines: &str) -> String {
    format!(
        "services:\n  web:\n    build:\n      context: .\n      dockerfile: docker/web.Dockerfile\n{lines}"
    )
}

#[tokio::test]
async fn values_complete_from_the_dockerfile() {
    let folder = project();
    let mut client = client(&folder, json!({})).await;
    let complete = "textDocument/completion";
    let uri = folder.uri("compose.yaml");
    let stages = [("build", "FROM debian:$VERSION"), ("run", "FROM build")];
    let items = ask(
        &mut client,
        complete,
        &uri,
        "yaml",
        &compose("      target: $0\n"),
    )
    .await;
    assert_eq!(labels(&items), stages);
    let text = compose("      args:\n        VERSION: 1\n        $0\n");
    let items = ask(&mut client, complete, &uri, "dockercompose", &text).await;
    assert_eq!(labels(&items), [("DEBUG", "")]);
    assert_eq!(items[0]["textEdit"]["newText"], "DEBUG: ");
    let text = "services:\n  web:\n    build:\n      dockerfile: do$0\n";
    let items = ask(&mut client, complete, &uri, "yaml", text).await;
    assert_eq!(labels(&items), [("docker/web.Dockerfile", "")]);

    let bake = "target \"web\" {\n  dockerfile = \"docker/web.Dockerfile\"\n  target = \"$0\"\n}\n";
    let uri = folder.uri("docker-bake.hcl");
    let items = ask(&mut client, complete, &uri, "hcl", bake).await;
    assert_eq!(labels(&items), stages);
    client.leave().await;
}

#[tokio::test]
async fn values_lead_to_the_dockerfile() {
    let folder = project();
    let mut client = client(&folder, json!({})).await;
    let define = "textDocument/definition";
    let dockerfile = folder.uri("docker/web.Dockerfile");
    let start = |found: &Value| {
        assert_eq!(found["uri"], dockerfile);
        (
            found["range"]["start"]["line"].as_u64().unwrap(),
            found["range"]["start"]["character"].as_u64().unwrap(),
        )
    };
    let uri = folder.uri("compose.yaml");
    for (lines, expected) in [
        ("      target: r$0un\n", (3, 14)),
        ("      args: {VER$0SION: 1}\n", (0, 4)),
        ("      args:\n        - DE$0BUG=1\n", (2, 4)),
    ] {
        let found = ask(&mut client, define, &uri, "yaml", &compose(lines)).await;
        assert_eq!(start(&found), expected, "{lines}");
    }
    let text = compose("").replace("docker/web", "docker/we$0b");
    let found = ask(&mut client, define, &uri, "yaml", &text).await;
    assert_eq!(start(&found), (0, 0));
    let bake = "{\"target\": {\"a\": {\"dockerfile\": \"docker/web.Dockerfile\", \"target\": \"bu$0ild\"}}}";
    let uri = folder.uri("docker-bake.json");
    let found = ask(&mut client, define, &uri, "json", bake).await;
    assert_eq!(start(&found), (1, 24));
    client.leave().await;
}

#[tokio::test]
async fn a_dockerfile_takes_its_files_from_the_context_that_is_given() {
    for (file, text, options) in [
        ("compose.yaml", compose(""), json!({})),
        (
            "docker-bake.hcl",
            "target \"a\" { dockerfile = \"docker/web.Dockerfile\" }\n".to_owned(),
            json!({}),
        ),
        (
            "docker-bake.hcl",
            "variable \"DIR\" { default = \"docker\" }\ntarget \"a\" { dockerfile = \"${DIR}/web.Dockerfile\" }\n"
                .to_owned(),
            json!({}),
        ),
        ("x", String::new(), json!({"context": {"folder": "."}})),
    ] {
        let folder = project();
        folder.write(file, &text);
        let mut client = client(&folder, options).await;
        let uri = folder.uri("docker/web.Dockerfile");
        let text = DOCKERFILE.replace("COPY app", "COPY a$0pp");
        let hover = ask(&mut client, "textDocument/hover", &uri, "dockerfile", &text).await;
        let said = hover["contents"]["value"].as_str().unwrap().to_owned();
        assert!(said.contains("**Takes** 1 file"), "{said}");
        let found = ask(
            &mut client,
            "textDocument/definition",
            &uri,
            "dockerfile",
            &text,
        )
        .await;
        assert_eq!(found[0]["uri"], folder.uri("app.js"));
        client.leave().await;
    }
}

/// What is on the screen counts before what was saved, and while it is half-typed, what it said.
#[tokio::test]
async fn an_unsaved_text_gives_the_context() {
    let folder = project();
    folder.write("compose.yaml", "services: {a: {build: docker}}\n");
    let mut client = client(&folder, json!({})).await;
    let build_file = folder.uri("compose.yaml");
    let uri = folder.uri("docker/web.Dockerfile");
    let text = DOCKERFILE.replace("COPY app", "COPY a$0pp");
    let mut taken = Vec::new();
    open(&mut client, &build_file, "yaml", &compose("")).await;
    for (version, change) in [(2, ""), (3, "  half: ["), (4, "}")] {
        let edit = edited(&build_file, version, [0, 0, 0, 0], change);
        client.notify("textDocument/didChange", edit).await;
        let hover = ask(&mut client, "textDocument/hover", &uri, "dockerfile", &text).await;
        let said = hover["contents"]["value"].as_str().unwrap();
        taken.push(said.contains("**Takes** 1 file"));
    }
    client
        .notify("textDocument/didClose", about(&build_file))
        .await;
    let hover = ask(&mut client, "textDocument/hover", &uri, "dockerfile", &text).await;
    let said = hover["contents"]["value"].as_str().unwrap();
    taken.push(said.contains("**Takes** 1 file"));
    assert_eq!(taken, [true, true, true, false]);
    client.leave().await;
}

/// When it is closed, what the disk says counts again, for Dockerfiles that nobody touches too.
#[tokio::test]
async fn open_dockerfiles_are_judged_again_when_it_is_closed() {
    let folder = project();
    folder
        .write("compose.yaml", "services: {a: {build: docker}}\n")
        .write(".dockerignore", "app.js\n");
    let mut params = able_to(json!({}));
    params["workspaceFolders"] = json!([{"uri": folder.uri(""), "name": ""}]);
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(params).await;
    let build_file = folder.uri("compose.yaml");
    open(&mut client, &build_file, "yaml", &compose("")).await;
    let uri = folder.uri("docker/web.Dockerfile");
    open(&mut client, &uri, "dockerfile", DOCKERFILE).await;
    told_of_an_ignored_file(&mut client, true).await;
    client
        .notify("textDocument/didClose", about(&build_file))
        .await;
    told_of_an_ignored_file(&mut client, false).await;
    client.leave().await;
}

/// Waits until this is published, or no longer.
async fn told_of_an_ignored_file(client: &mut Client, is_expected: bool) {
    loop {
        let published = client.notification("textDocument/publishDiagnostics").await;
        let found = published["diagnostics"].as_array().unwrap();
        let is_told = found.iter().any(|found| found["code"] == "CopyIgnoredFile");
        if is_told == is_expected {
            return;
        }
    }
}

#[tokio::test]
async fn a_stage_is_used_where_a_build_names_it() {
    let folder = project();
    folder.write("compose.yaml", &compose("      target: build\n"));
    let mut client = client(&folder, json!({})).await;
    let uri = folder.uri("docker/web.Dockerfile");
    let text = DOCKERFILE.replace("AS build", "AS bu$0ild");
    let found = ask(
        &mut client,
        "textDocument/references",
        &uri,
        "dockerfile",
        &text,
    )
    .await;
    let found: Vec<&Value> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["uri"])
        .collect();
    assert_eq!(found, [&json!(uri), &json!(folder.uri("compose.yaml"))]);
    client.leave().await;
}

#[tokio::test]
async fn other_files_are_left_alone() {
    let folder = project();
    let mut client = client(&folder, json!({})).await;
    for (name, language) in [
        ("ci.yaml", "yaml"),
        ("compose.yaml", "yaml"),
        ("a.json", "json"),
    ] {
        let uri = folder.uri(name);
        open(&mut client, &uri, language, "FROM a\nNONSENSE\n").await;
        let change = edited(&uri, 2, [0, 0, 0, 4], "x");
        client.notify("textDocument/didChange", change).await;
        let report = client.request("textDocument/diagnostic", about(&uri)).await;
        assert_eq!(report["items"], json!([]));
        let tokens = client
            .request("textDocument/semanticTokens/full", about(&uri))
            .await;
        assert_eq!(tokens, json!(null));
        client.notify("textDocument/didClose", about(&uri)).await;
    }
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn nothing_is_pushed_for_them() {
    let folder = project();
    let mut client = Client::of_process(&["lsp"]);
    client.initialize(able_to(json!({}))).await;
    let uri = folder.uri("compose.yaml");
    open(&mut client, &uri, "yaml", &compose("")).await;
    client.notify("textDocument/didClose", about(&uri)).await;
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn a_context_that_is_no_text_is_reported() {
    for (locale, expected) in [
        ("en", "Setting `context.folder`"),
        ("fr", "Paramètre `context.folder`"),
    ] {
        let folder = project();
        let mut client = client(&folder, json!({"locale": locale, "context": {"folder": 1}})).await;
        let told = client.notification("window/showMessage").await;
        let told = told["message"].as_str().unwrap();
        assert!(told.starts_with(expected), "{told}");
        client.leave().await;
    }
}
