//! Hover: in the user's language, in the form that the client draws, about this very file.

use serde_json::{Value, json};
use strates_analysis::lang::Lang;
use strates_tests::{Client, Folder, able_to, opened};

const FILE: &str = "file:///project/Dockerfile";

async fn client(capabilities: Value, options: Value) -> Client {
    let mut capabilities = capabilities;
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut params = able_to(capabilities);
    params["initializationOptions"] = options;
    let mut client = Client::in_memory_with(Lang::En);
    client.initialize(params).await;
    client
}

/// What a hover at the place marked `$0` says, and over which text.
async fn hover(client: &mut Client, uri: &str, marked: &str) -> (String, String) {
    let place = marked.find("$0").expect("a place is marked");
    let text = marked.replacen("$0", "", 1);
    let line = text[..place].matches('\n').count();
    let character = place - text[..place].rfind('\n').map_or(0, |end| end + 1);
    client
        .notify("textDocument/didOpen", opened(uri, 1, &text))
        .await;
    let params = json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    });
    let hover = client.request("textDocument/hover", params).await;
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        )
        .await;
    let said = hover["contents"]["value"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let [start, end] = ["start", "end"].map(|side| &hover["range"][side]);
    assert_eq!(start["line"], end["line"]);
    let row = text.lines().nth(line).unwrap_or_default();
    let [from, to] = [start, end].map(|side| side["character"].as_u64().unwrap_or(0) as usize);
    (said, row[from..to].to_owned())
}

#[tokio::test]
async fn a_keyword_tells_what_its_line_does() {
    let mut client = client(json!({}), json!({"locale": "fr"})).await;
    let text = "FROM debian:12\nWORKDIR /app\nR$0UN make\nCOPY . .\n";
    let (said, over) = hover(&mut client, FILE, text).await;
    assert_eq!(over, "RUN");
    for part in [
        "**couche 2** sur 3 de cette étape",
        "à la construction",
        "répertoire `/app`",
        "cette instruction et `COPY . .` (ligne 4) sont reconstruites",
        "`WORKDIR /app` (ligne 2) reste en cache",
        "[Référence officielle](https://docs.docker.com/reference/dockerfile/#run)",
    ] {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
    client.leave().await;
}

#[tokio::test]
async fn a_change_of_language_changes_the_next_hover() {
    let mut client = client(json!({}), json!({})).await;
    let text = "FROM debian:12\nEX$0POSE 80\n";
    let (said, _) = hover(&mut client, FILE, text).await;
    assert!(
        said.contains("docker run -p 80:80 IMAGE") && said.contains("**metadata**"),
        "{said}"
    );
    let settings = json!({"settings": {"strates": {"locale": "fr"}}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    let (said, _) = hover(&mut client, FILE, text).await;
    assert!(
        said.contains("docker run -p 80:80 IMAGE") && said.contains("**métadonnées**"),
        "{said}"
    );
    client.leave().await;
}

#[tokio::test]
async fn beginners_get_a_picture_if_they_ask() {
    let text = "FR$0OM debian:12\n";
    for (wanted, is_there) in [(true, true), (false, false)] {
        let mut client = client(json!({}), json!({"hover": {"beginner": wanted}})).await;
        let (said, _) = hover(&mut client, FILE, text).await;
        assert_eq!(said.contains("**Picture it**"), is_there, "{said}");
        client.leave().await;
    }
}

#[tokio::test]
async fn plain_text_for_clients_that_want_it() {
    let plain = json!({"textDocument": {"hover": {"contentFormat": ["plaintext", "markdown"]}}});
    let mut client = client(plain, json!({})).await;
    let (said, _) = hover(
        &mut client,
        FILE,
        "FROM debian:12\nRUN --mo$0unt=type=cache,target=/a b\n",
    )
    .await;
    assert!(said.starts_with("--mount=type=cache\n"), "{said}");
    assert!(!said.contains("**") && !said.contains("```"), "{said}");
    client.leave().await;
}

#[tokio::test]
async fn copy_tells_what_it_takes_of_the_folder() {
    let folder = Folder::new();
    folder
        .write("app/main.js", "12345")
        .write("node_modules/a.js", "1")
        .write(".dockerignore", "node_modules\n.dockerignore\n");
    let mut client = client(json!({}), json!({})).await;
    let uri = folder.uri("Dockerfile");
    let (said, over) = hover(&mut client, &uri, "FROM debian:12\nCO$0PY . /srv/\n").await;
    assert_eq!(over, "COPY");
    assert!(
        said.contains("**Takes** 1 file (5 B) of the build context: `app/`"),
        "{said}"
    );
    assert!(
        said.contains("**Left out** by `.dockerignore`: `node_modules/`"),
        "{said}"
    );
    let (said, over) = hover(
        &mut client,
        &uri,
        "FROM debian:12\nCOPY app/main.js go$0ne /srv/\n",
    )
    .await;
    assert_eq!(over, "gone");
    assert!(said.contains("**Missing**: `gone`"), "{said}");
    client.leave().await;
}

#[tokio::test]
async fn a_dockerfile_that_is_copied_itself_changes_with_every_line() {
    let folder = Folder::new();
    folder.write("Dockerfile", "");
    let mut client = client(json!({}), json!({})).await;
    let uri = folder.uri("Dockerfile");
    let text = "FROM debian:12\nCOPY . /srv/\nEX$0POSE 80\n";
    let (said, _) = hover(&mut client, &uri, text).await;
    assert!(
        said.contains("`COPY . /srv/` (line 2) is built again; for this Dockerfile is among"),
        "{said}"
    );
    folder.write(".dockerignore", "Dockerfile\n");
    let (said, _) = hover(&mut client, &uri, text).await;
    assert!(said.contains("nothing is built again"), "{said}");
    client.leave().await;
}

#[tokio::test]
async fn nothing_is_told_of_an_empty_place() {
    let mut client = client(json!({}), json!({})).await;
    let (said, _) = hover(&mut client, FILE, "FROM debian:12\n$0\nRUN a\n").await;
    assert_eq!(said, "");
    client.leave().await;
}
