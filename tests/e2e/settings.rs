//! Settings: from wherever they come, in force at once, and what is wrong with them told.

use serde_json::{Value, json};
use strates_analysis::Document;
use strates_analysis::errors::errors;
use strates_analysis::lang::Lang;
use strates_tests::{Client, Folder, able_to, opened};

const TEXT: &str = "FROM a:1\nNONSENSE\n";

/// In which language the server speaks of this document, as its diagnostics tell.
async fn language(client: &mut Client, uri: &str) -> &'static str {
    client
        .notify("textDocument/didOpen", opened(uri, 1, TEXT))
        .await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    let language = told(&published);
    client
        .notify("textDocument/didClose", strates_tests::about(uri))
        .await;
    client.notification("textDocument/publishDiagnostics").await;
    language
}

fn told(published: &Value) -> &'static str {
    let message = published["diagnostics"][0]["message"].as_str().unwrap();
    let problem = &errors(&Document::new(TEXT))[0];
    let is_in = |lang: &Lang| problem.message(*lang) == message;
    [Lang::En, Lang::Fr]
        .into_iter()
        .find(is_in)
        .expect(message)
        .code()
}

fn params(locale: Value, options: Value, folders: &[&Folder]) -> Value {
    let folders: Vec<_> = folders
        .iter()
        .map(|folder| json!({"uri": folder.uri(""), "name": ""}))
        .collect();
    let mut params = able_to(json!({}));
    params["locale"] = locale;
    params["initializationOptions"] = options;
    params["workspaceFolders"] = json!(folders);
    params
}

async fn warning(client: &mut Client) -> String {
    let message = client.notification("window/showMessage").await;
    assert_eq!(message["type"], 2);
    message["message"].as_str().unwrap().to_owned()
}

const FILE: &str = "file:///elsewhere/Dockerfile";

#[tokio::test]
async fn the_language_comes_from_the_settings_then_the_editor_then_the_environment() {
    let cases = [
        (Lang::En, json!(null), json!(null), "en"),
        (Lang::Fr, json!(null), json!(null), "fr"),
        (Lang::Fr, json!("en-GB"), json!(null), "en"),
        (Lang::En, json!("fr-CA"), json!({}), "fr"),
        (Lang::Fr, json!("de"), json!(null), "fr"),
        (Lang::En, json!("en"), json!({"locale": "fr"}), "fr"),
        (
            Lang::En,
            json!("fr"),
            json!({"strates": {"locale": "en"}}),
            "en",
        ),
        (Lang::En, json!("fr"), json!({"locale": "auto"}), "fr"),
    ];
    for (environment, locale, options, expected) in cases {
        let case = format!("{environment:?} {locale} {options}");
        let mut client = Client::in_memory_with(environment);
        client.initialize(params(locale, options, &[])).await;
        assert_eq!(language(&mut client, FILE).await, expected, "{case}");
        client.leave().await;
    }
}

#[tokio::test]
async fn a_folder_has_settings_of_its_own() {
    let (french, english) = (Folder::new(), Folder::new());
    french.write("strates.toml", "locale = \"fr\"\n");
    let mut client = Client::in_memory();
    client
        .initialize(params(json!("en"), json!(null), &[&english, &french]))
        .await;
    assert_eq!(
        language(&mut client, &french.uri("a/Dockerfile")).await,
        "fr"
    );
    assert_eq!(
        language(&mut client, &english.uri("Dockerfile")).await,
        "en"
    );
    assert_eq!(language(&mut client, FILE).await, "en");

    // The editor's settings are stronger.
    client
        .notify(
            "workspace/didChangeConfiguration",
            json!({"settings": {"locale": "en"}}),
        )
        .await;
    assert_eq!(language(&mut client, &french.uri("Dockerfile")).await, "en");
    client.leave().await;
}

#[tokio::test]
async fn folders_come_and_go() {
    let french = Folder::new();
    french.write("strates.toml", "locale = \"fr\"\n");
    let folder = json!([{"uri": french.uri(""), "name": ""}]);
    let mut client = Client::in_memory();
    client
        .initialize(params(json!("en"), json!(null), &[]))
        .await;
    assert_eq!(language(&mut client, &french.uri("Dockerfile")).await, "en");
    let added = json!({"event": {"added": folder, "removed": []}});
    client
        .notify("workspace/didChangeWorkspaceFolders", added)
        .await;
    assert_eq!(language(&mut client, &french.uri("Dockerfile")).await, "fr");
    let removed = json!({"event": {"added": [], "removed": folder}});
    client
        .notify("workspace/didChangeWorkspaceFolders", removed)
        .await;
    assert_eq!(language(&mut client, &french.uri("Dockerfile")).await, "en");
    client.leave().await;
}

#[tokio::test]
async fn a_changed_file_takes_effect_at_once() {
    let folder = Folder::new();
    let file = folder.uri("Dockerfile");
    let mut client = Client::in_memory();
    client
        .initialize(params(json!("en"), json!(null), &[&folder]))
        .await;
    client
        .notify("textDocument/didOpen", opened(&file, 3, TEXT))
        .await;
    assert_eq!(
        told(&client.notification("textDocument/publishDiagnostics").await),
        "en"
    );

    folder.write("strates.toml", "locale = \"fr\"\n");
    let changes = json!({"changes": [{"uri": folder.uri("strates.toml"), "type": 1}]});
    client
        .notify("workspace/didChangeWatchedFiles", changes)
        .await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!((told(&published), &published["version"]), ("fr", &json!(3)));

    folder.remove("strates.toml");
    client
        .notify("textDocument/didSave", strates_tests::about(&file))
        .await;
    assert_eq!(
        told(&client.notification("textDocument/publishDiagnostics").await),
        "en"
    );
    client.leave().await;
}

#[tokio::test]
async fn mistakes_are_told_in_both_languages_and_the_rest_applies() {
    let cases = [
        (
            "en",
            "Unknown setting `profil` in the editor's `initializationOptions`. Did you mean `profile`?",
        ),
        (
            "fr",
            "Paramètre `profil` inconnu dans les `initializationOptions` de l'éditeur. Vouliez-vous dire `profile`\u{a0}?",
        ),
    ];
    for (locale, message) in cases {
        let mut client = Client::in_memory();
        let options = json!({"profil": "strict", "locale": locale});
        client.initialize(params(json!(null), options, &[])).await;
        assert_eq!(warning(&mut client).await, message);
        assert_eq!(language(&mut client, FILE).await, locale);
        client.leave().await;
    }
}

#[tokio::test]
async fn a_bad_value_is_told_with_those_there_are() {
    let mut client = Client::in_memory();
    client
        .initialize(params(json!("fr"), json!(null), &[]))
        .await;
    let settings =
        json!({"settings": {"strates": {"registry.mode": "on", "format": {"indent": "x"}}}});
    client
        .notify("workspace/didChangeConfiguration", settings.clone())
        .await;
    let told = [warning(&mut client).await, warning(&mut client).await].concat();
    for part in [
        "`registry.mode`",
        "`\"on\"`",
        "`auto` ou `offline`",
        "`format.indent`",
        "de 0 à 16",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    // The same mistakes are not told twice.
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    client.expect_silence().await;
    client.leave().await;
}

#[tokio::test]
async fn a_file_that_is_no_toml_is_told_with_its_line() {
    let folder = Folder::new();
    folder.write("strates.toml", "locale = \"fr\"\nprofile =\n");
    let mut client = Client::in_memory();
    client
        .initialize(params(json!(null), json!(null), &[&folder]))
        .await;
    let message = warning(&mut client).await;
    let place = folder.path("strates.toml");
    assert!(
        message.starts_with(&format!("Line 2 of `{place}` is not valid TOML")),
        "{message}"
    );
    client.leave().await;
}

/// What a client like VS Code does: it sends nothing but that something has changed.
#[tokio::test]
async fn settings_are_pulled_from_clients_that_want_to_be_asked() {
    let mut client = Client::in_memory();
    client
        .initialize(able_to(json!({"workspace": {"configuration": true}})))
        .await;
    let (id, _) = client.question("workspace/configuration").await;
    client.reply(id, json!([{"locale": "fr"}])).await;
    client.settle().await;
    assert_eq!(language(&mut client, FILE).await, "fr");

    for settings in [json!(null), json!({}), json!({"strates": null})] {
        client
            .notify(
                "workspace/didChangeConfiguration",
                json!({"settings": settings}),
            )
            .await;
        let (id, params) = client.question("workspace/configuration").await;
        assert_eq!(params["items"], json!([{"section": "strates"}]));
        client.reply(id, json!([{"locale": "en"}])).await;
    }
    client.settle().await;
    assert_eq!(language(&mut client, FILE).await, "en");
    client.leave().await;
}

/// Of several folders, each is asked about, and `strates.toml` of one counts for its files alone.
#[tokio::test]
async fn settings_of_one_folder_of_several() {
    let (one, two) = (Folder::new(), Folder::new());
    two.write("strates.toml", "locale = \"fr\"\n");
    let (section, scope) = (json!("strates"), |folder: &Folder| folder.uri(""));
    let mut client = Client::in_memory();
    let mut params = params(json!("en"), json!(null), &[&one, &two]);
    params["capabilities"]["workspace"] = json!({"configuration": true});
    client.initialize(params).await;
    let (id, asked) = client.question("workspace/configuration").await;
    let items = json!([
        {"section": section},
        {"section": section, "scopeUri": scope(&one)},
        {"section": section, "scopeUri": scope(&two)},
    ]);
    assert_eq!(asked["items"], items);
    let answers = json!([{}, {"locale": "fr"}, {}]);
    client.reply(id, answers).await;
    client.settle().await;
    let file = |folder: &Folder| folder.uri("Dockerfile");
    assert_eq!(language(&mut client, &file(&one)).await, "fr");
    assert_eq!(language(&mut client, &file(&two)).await, "fr");
    assert_eq!(language(&mut client, FILE).await, "en");

    // What is sent is about all of them: the folders are asked about again.
    let sent = json!({"settings": {"strates": {"rules": {}}}});
    client
        .notify("workspace/didChangeConfiguration", sent)
        .await;
    let (id, _) = client.question("workspace/configuration").await;
    let answers = json!([{}, {"locale": "en"}, {"locale": "en"}]);
    client.reply(id, answers).await;
    client.settle().await;
    assert_eq!(language(&mut client, &file(&one)).await, "en");
    assert_eq!(language(&mut client, &file(&two)).await, "en");

    // The one that is left is asked about no more than before.
    let gone = json!([{"uri": scope(&one), "name": ""}]);
    let removed = json!({"event": {"added": [], "removed": gone}});
    client
        .notify("workspace/didChangeWorkspaceFolders", removed)
        .await;
    let (id, asked) = client.question("workspace/configuration").await;
    assert_eq!(asked["items"], json!([{"section": section}]));
    client.reply(id, json!([{}])).await;
    client.settle().await;
    assert_eq!(language(&mut client, &file(&two)).await, "fr");
    client.leave().await;
}

#[tokio::test]
async fn nothing_pulled_leaves_the_first_options() {
    let mut client = Client::in_memory();
    let mut params = able_to(json!({"workspace": {"configuration": true}}));
    params["initializationOptions"] = json!({"locale": "fr"});
    client.initialize(params).await;
    let (id, _) = client.question("workspace/configuration").await;
    client.reply(id, json!([null])).await;
    client.settle().await;
    assert_eq!(language(&mut client, FILE).await, "fr");
    client.leave().await;
}
