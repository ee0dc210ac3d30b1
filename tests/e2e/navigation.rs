//! From a name to its origin and its uses, through the built program.

use serde_json::{Value, json};
use strates_tests::{Client, Failure, Folder, able_to, about, edited, opened};

const FILE: &str = "file:///project/Dockerfile";
const TEXT: &str = "ARG V=1\nFROM debian:$V AS base\nARG V\nRUN echo \"$V\"\nFROM base\nCOPY --from=base /a /b\nRUN <<EOF\nx\nEOF\n";

/// A client that can do everything, or nothing.
async fn client(is_able: bool, options: Value) -> (Client, Value) {
    let mut document = json!({"diagnostic": {}});
    if is_able {
        document["definition"] = json!({"linkSupport": true});
        document["declaration"] = json!({"linkSupport": true});
        document["rename"] = json!({"prepareSupport": true});
        document["documentLink"] = json!({"tooltipSupport": true});
        let parameters = json!({"labelOffsetSupport": true});
        document["signatureHelp"] =
            json!({"signatureInformation": {"parameterInformation": parameters}});
    }
    let mut params = able_to(json!({"textDocument": document}));
    params["initializationOptions"] = options;
    let mut client = Client::of_process(&["lsp"]);
    let capabilities = client.initialize(params).await;
    (client, capabilities)
}

async fn open(client: &mut Client, uri: &str, text: &str) {
    client
        .notify("textDocument/didOpen", opened(uri, 1, text))
        .await;
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    let position = json!({"line": line, "character": character});
    json!({"textDocument": {"uri": uri}, "position": position})
}

fn range(line: u32, start: u32, end: u32) -> Value {
    let at = |character| json!({"line": line, "character": character});
    json!({"start": at(start), "end": at(end)})
}

fn ranges(found: &Value) -> Vec<Value> {
    let found = found.as_array().expect("a list").iter();
    found.map(|each| each["range"].clone()).collect()
}

#[tokio::test]
async fn what_the_server_can_do_depends_on_the_client() {
    let (mut able, capabilities) = client(true, json!({})).await;
    for provider in [
        "definition",
        "declaration",
        "references",
        "documentHighlight",
    ] {
        assert_eq!(
            capabilities[format!("{provider}Provider")],
            true,
            "{provider}"
        );
    }
    assert_eq!(
        capabilities["renameProvider"],
        json!({"prepareProvider": true})
    );
    assert_eq!(capabilities["linkedEditingRangeProvider"], true);
    assert_eq!(
        capabilities["documentLinkProvider"],
        json!({"resolveProvider": false})
    );
    let triggers = &capabilities["signatureHelpProvider"]["triggerCharacters"];
    assert!(triggers.as_array().unwrap().contains(&json!("=")));
    able.leave().await;
    let (mut unable, capabilities) = client(false, json!({})).await;
    assert_eq!(capabilities["renameProvider"], true);
    unable.leave().await;
}

#[tokio::test]
async fn definitions_are_links_or_locations() {
    let definition = "textDocument/definition";
    let (mut able, _) = client(true, json!({})).await;
    open(&mut able, FILE, TEXT).await;
    let found = able.request(definition, at(FILE, 3, 12)).await;
    let expected = json!([{
        "originSelectionRange": range(3, 11, 12),
        "targetUri": FILE,
        "targetRange": range(0, 0, 7),
        "targetSelectionRange": range(0, 4, 5),
    }]);
    assert_eq!(found, expected);
    let declared = able
        .request("textDocument/declaration", at(FILE, 3, 12))
        .await;
    assert_eq!(declared[0]["targetSelectionRange"], range(2, 4, 5));
    assert_eq!(able.request(definition, at(FILE, 7, 0)).await, json!(null));
    able.leave().await;

    let (mut unable, _) = client(false, json!({})).await;
    open(&mut unable, FILE, TEXT).await;
    let found = unable.request(definition, at(FILE, 5, 14)).await;
    assert_eq!(found, json!([{"uri": FILE, "range": range(1, 18, 22)}]));
    unable.leave().await;
}

#[tokio::test]
async fn references_and_highlights_follow_an_edit() {
    let (mut client, _) = client(true, json!({})).await;
    open(&mut client, FILE, TEXT).await;
    let mut params = at(FILE, 0, 4);
    params["context"] = json!({"includeDeclaration": true});
    let found = client
        .request("textDocument/references", params.clone())
        .await;
    let (global, from, stage) = (range(0, 4, 5), range(1, 13, 14), range(2, 4, 5));
    let run = range(3, 11, 12);
    assert_eq!(ranges(&found).len(), 4);
    assert_eq!(ranges(&found)[..3], [global, from.clone(), stage]);
    params["context"] = json!({"includeDeclaration": false});
    let found = client
        .request("textDocument/references", params.clone())
        .await;
    assert_eq!(ranges(&found)[0], from);
    assert_eq!(ranges(&found)[1], run);

    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 2, [3, 0, 3, 0], "LABEL a=$V\n"),
        )
        .await;
    let highlights = "textDocument/documentHighlight";
    let found = client.request(highlights, at(FILE, 3, 9)).await;
    assert_eq!(ranges(&found).len(), 5);
    let kinds: Vec<&Value> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["kind"])
        .collect();
    assert_eq!(kinds, [3, 2, 3, 2, 2]);
    client.leave().await;
}

#[tokio::test]
async fn renaming_changes_every_place_of_the_name() {
    let (mut client, _) = client(true, json!({})).await;
    open(&mut client, FILE, TEXT).await;
    let prepare = "textDocument/prepareRename";
    let prepared = client.request(prepare, at(FILE, 5, 13)).await;
    let expected = json!({"range": range(5, 12, 16), "placeholder": "base"});
    assert_eq!(prepared, expected);
    let mut params = at(FILE, 5, 13);
    params["newName"] = json!("tools");
    let edit = client.request("textDocument/rename", params).await;
    let edits = &edit["changes"][FILE];
    assert_eq!(
        ranges(edits),
        [range(1, 18, 22), range(4, 5, 9), range(5, 12, 16)]
    );
    for each in edits.as_array().unwrap() {
        assert_eq!(each["newText"], "tools");
    }
    client.leave().await;
}

#[tokio::test]
async fn a_refusal_is_told_in_the_language_of_the_user() {
    let said = [
        (
            "en",
            "The stage on line 3 is called `web` already. Choose another name.",
        ),
        (
            "fr",
            "L'étape de la ligne 3 s'appelle déjà `web`. Choisissez un autre nom.",
        ),
    ];
    for (locale, expected) in said {
        let (mut client, _) = client(true, json!({"locale": locale})).await;
        open(&mut client, FILE, "FROM a AS base\n\nFROM b AS web\n").await;
        let mut params = at(FILE, 0, 12);
        params["newName"] = json!("web");
        let failure = client.failure("textDocument/rename", params).await;
        let message = expected.to_owned();
        assert_eq!(
            failure,
            Failure {
                code: -32803,
                message
            }
        );
        let failure = client
            .failure("textDocument/prepareRename", at(FILE, 0, 6))
            .await;
        let starts = if locale == "fr" {
            "Il n'y a pas de nom"
        } else {
            "There is no name"
        };
        assert!(failure.message.starts_with(starts), "{failure:?}");
        client.leave().await;
    }
}

#[tokio::test]
async fn the_words_of_a_heredoc_are_typed_at_once() {
    let (mut client, _) = client(true, json!({})).await;
    open(&mut client, FILE, TEXT).await;
    let linked = "textDocument/linkedEditingRange";
    let found = client.request(linked, at(FILE, 6, 7)).await;
    assert_eq!(found["ranges"], json!([range(6, 6, 9), range(8, 0, 3)]));
    assert!(found["wordPattern"].is_string());
    assert_eq!(client.request(linked, at(FILE, 3, 12)).await, json!(null));
    client.leave().await;
}

#[tokio::test]
async fn links_lead_to_pages_and_files() {
    let folder = Folder::new();
    folder
        .write("src/a file.c", "x")
        .write(".dockerignore", "*.log\n")
        .write("b.log", "x");
    let uri = folder.uri("Dockerfile");
    for (locale, expected) in [
        ("en", "Open the page of `debian` on Docker Hub"),
        ("fr", "Ouvrir la page de `debian` sur Docker Hub"),
    ] {
        let (mut client, _) = client(true, json!({"locale": locale})).await;
        let text = "FROM debian\nCOPY [\"src/a file.c\", \"/\"]\nCOPY b.log src /\n";
        open(&mut client, &uri, text).await;
        let links = client
            .request("textDocument/documentLink", about(&uri))
            .await;
        assert_eq!(links[0]["target"], "https://hub.docker.com/_/debian");
        assert_eq!(
            (&links[0]["tooltip"], &links[0]["range"]),
            (&json!(expected), &range(0, 5, 11))
        );
        assert_eq!(links[1]["target"], folder.uri("src/a%20file.c"));
        let definition = "textDocument/definition";
        let found = client.request(definition, at(&uri, 1, 10)).await;
        assert_eq!(found[0]["targetUri"], folder.uri("src/a%20file.c"));
        // What is left out comes from the ignore file, and so does what a folder lacks.
        for character in [6, 12] {
            let found = client.request(definition, at(&uri, 2, character)).await;
            assert_eq!(found[0]["targetUri"], folder.uri(".dockerignore"));
        }
        client.leave().await;
    }
}

#[tokio::test]
async fn signatures_tell_what_comes_next() {
    let (mut client, _) = client(true, json!({"locale": "fr"})).await;
    open(&mut client, FILE, "FROM a\nCOPY b ").await;
    let help = client
        .request("textDocument/signatureHelp", at(FILE, 1, 7))
        .await;
    let active = &help["signatures"][help["activeSignature"].as_u64().unwrap() as usize];
    assert_eq!(active["label"], "COPY [options] source… destination");
    assert_eq!(
        (&help["activeParameter"], &active["activeParameter"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(active["parameters"][2]["label"], json!([23, 34]));
    let said = active["parameters"][2]["documentation"]["value"]
        .as_str()
        .unwrap();
    assert!(said.starts_with("L'endroit dans l'image"), "{said}");
    let nothing = client
        .request("textDocument/signatureHelp", at(FILE, 0, 2))
        .await;
    assert_eq!(nothing, json!(null));
    client.leave().await;
}
