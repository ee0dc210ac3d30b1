//! What editors ask that draw the layers themselves, and copy the build command.

use serde_json::{Value, json};
use strates_analysis::lang::Lang;
use strates_tests::{Client, able_to, about, opened};

const FILE: &str = "file:///project/shop/dev.Dockerfile";

const SHOP: &str = "\
FROM node:22 AS build
WORKDIR /src
COPY . .
FROM unused AS spare
FROM scratch AS base
ONBUILD COPY a /
FROM base
COPY --from=build /src/dist /
CMD [\"/app\"]
";

async fn client(experimental: Value, uri: &str) -> Client {
    let mut params = able_to(json!({
        "textDocument": {"diagnostic": {}},
        "experimental": experimental,
    }));
    params["workspaceFolders"] = json!([{"uri": "file:///project", "name": "project"}]);
    let mut client = Client::in_memory_with(Lang::En);
    client.initialize(params).await;
    client
        .notify("textDocument/didOpen", opened(uri, 1, SHOP))
        .await;
    client
}

#[tokio::test]
async fn layers_are_told_in_the_words_of_the_picture() {
    let mut client = client(json!(null), FILE).await;
    let layers = client.request("strates/layers", about(FILE)).await;
    assert_eq!(
        (&layers["lang"], &layers["version"]),
        (&json!("en"), &json!(1))
    );
    let stages = layers["stages"].as_array().unwrap();
    let fates: Vec<&Value> = stages.iter().map(|stage| &stage["fate"]).collect();
    assert_eq!(fates, ["thrownAway", "notBuilt", "shipped", "target"]);
    assert_eq!(stages[0]["title"], "Stage 0 “build”");
    assert_eq!(stages[2]["isEmptyBase"], true);
    assert_eq!(stages[3]["baseStage"], 2);
    let steps = stages[3]["steps"].as_array().unwrap();
    let seen = steps.iter().map(|step| {
        let number = step["number"].as_u64();
        (
            step["line"].as_u64().unwrap(),
            number,
            step["fromTrigger"].as_bool().unwrap(),
        )
    });
    let seen: Vec<_> = seen.collect();
    assert_eq!(
        seen,
        [(6, Some(1), true), (7, Some(2), false), (8, None, false)]
    );
    let sum = layers["sum"].as_str().unwrap();
    assert!(sum.contains("= 2 layers"), "{sum}");
    client.leave().await;
}

#[tokio::test]
async fn layers_follow_the_language_and_the_text() {
    let mut client = client(json!(null), FILE).await;
    let settings = json!({"settings": {"strates": {"locale": "fr"}}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    let change =
        json!({"textDocument": {"uri": FILE, "version": 2}, "contentChanges": [{"text": ""}]});
    client.notify("textDocument/didChange", change).await;
    let layers = client.request("strates/layers", about(FILE)).await;
    assert_eq!(
        (&layers["lang"], &layers["version"]),
        (&json!("fr"), &json!(2))
    );
    assert_eq!(layers["stages"], json!([]));
    assert!(
        layers["sum"]
            .as_str()
            .unwrap()
            .starts_with("Ce fichier n'a pas encore d'étape")
    );
    client.leave().await;
}

#[tokio::test]
async fn a_document_that_is_not_open_has_none() {
    let mut client = client(json!(null), FILE).await;
    let layers = client
        .request("strates/layers", about("file:///other"))
        .await;
    assert_eq!(layers, json!(null));
    client.leave().await;
}

async fn build_command(client: &mut Client, arguments: Value) -> Value {
    let params = json!({"command": "strates.copyBuildCommand", "arguments": arguments});
    client.request("workspace/executeCommand", params).await
}

#[tokio::test]
async fn the_build_command_is_returned_and_shown() {
    let mut client = client(json!(null), FILE).await;
    let command = build_command(&mut client, json!([FILE, 0])).await;
    let expected = "docker build -t shop -f shop/dev.Dockerfile --target build shop";
    assert_eq!(command, expected);
    let message = client.notification("window/showMessage").await;
    assert_eq!(message["message"], expected);
    client.leave().await;
}

#[tokio::test]
async fn a_client_that_shows_answers_is_shown_nothing() {
    let mut client = client(json!({"strates": {"showsAnswers": true}}), FILE).await;
    let command = build_command(&mut client, json!([FILE])).await;
    assert_eq!(command, "docker build -t shop -f shop/dev.Dockerfile shop");
    let params = json!({"command": "strates.explainCount", "arguments": [FILE]});
    let page = client.request("workspace/executeCommand", params).await;
    assert!(page.as_str().unwrap().contains("Stage 0"));
    // A message to come would be left unread, which fails.
    client.leave().await;
}

#[tokio::test]
async fn a_file_without_a_place_cannot_be_built() {
    let file = "untitled:Untitled-1";
    let mut client = client(json!(null), file).await;
    let params = json!({"command": "strates.copyBuildCommand", "arguments": [file]});
    let failure = client.failure("workspace/executeCommand", params).await;
    assert!(failure.message.contains("Save it"), "{failure:?}");
    client.leave().await;
}
