//! Layer counts: lenses, inlay hints, and the commands behind them.

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use strates_analysis::lang::Lang;
use strates_tests::{Client, able_to, about, opened};

const FILE: &str = "file:///project/Dockerfile";

/// The quiz of the courses.
const QUIZ: &str = "\
# syntax=docker/dockerfile:1
FROM ubuntu:22.04

# install app dependencies
RUN apt-get update && apt-get install -y python3 python3-pip
RUN pip install flask==3.0.*

# install app
COPY hello.py /

# final configuration
ENV FLASK_APP=hello
EXPOSE 8000
CMD [\"flask\", \"run\", \"--host\", \"0.0.0.0\", \"--port\", \"8000\"]
";

async fn client(capabilities: Value, options: Value, text: &str) -> Client {
    let mut capabilities = capabilities;
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut params = able_to(capabilities);
    params["initializationOptions"] = options;
    let mut client = Client::in_memory_with(Lang::En);
    client.initialize(params).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, text))
        .await;
    client
}

/// Lines and titles of the lenses.
async fn lenses(client: &mut Client) -> Vec<(u64, String)> {
    let lenses = client.request("textDocument/codeLens", about(FILE)).await;
    let lenses = lenses.as_array().unwrap().iter().map(|lens| {
        let title = lens["command"]["title"].as_str().unwrap();
        (
            lens["range"]["start"]["line"].as_u64().unwrap(),
            title.to_owned(),
        )
    });
    lenses.collect()
}

/// Lines and labels of the inlay hints.
async fn hints(client: &mut Client) -> Vec<(u64, String)> {
    let params = json!({
        "textDocument": {"uri": FILE},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}},
    });
    let hints = client.request("textDocument/inlayHint", params).await;
    let hints = hints.as_array().unwrap().iter().map(|hint| {
        let label = hint["label"].as_str().unwrap();
        (hint["position"]["line"].as_u64().unwrap(), label.to_owned())
    });
    hints.collect()
}

async fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    let params = json!({"command": command, "arguments": arguments});
    client.request("workspace/executeCommand", params).await
}

fn owned(pairs: &[(u64, &str)]) -> Vec<(u64, String)> {
    pairs
        .iter()
        .map(|(line, text)| (*line, (*text).to_owned()))
        .collect()
}

/// What the courses build, with the layers and metadata of the last stage.
const COURSES: [(&str, usize, usize); 6] = [
    (QUIZ, 3, 3),
    (
        "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD [\"python\", \"main.py\"]\n",
        3,
        1,
    ),
    (
        "FROM node:18\nWORKDIR /app\nCOPY package.json .\nRUN npm install\nCOPY . .\nCMD [\"npm\", \"start\"]\n",
        4,
        1,
    ),
    (
        "FROM ubuntu:20.04\nRUN apt-get update\nCOPY . /app\nWORKDIR /app\nCMD [\"./run\"]\n",
        3,
        1,
    ),
    (
        "FROM node:18 AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM nginx\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
        1,
        0,
    ),
    (
        "FROM ubuntu:20.04\nRUN apt-get update\nCOPY . /app\nWORKDIR /app\nRUN pip install flask\nENTRYPOINT [\"flask\", \"run\"]\n",
        4,
        1,
    ),
];

fn counted(lang: Lang, layers: usize, metadata: usize) -> String {
    let layers = lang.count(layers, ("layer", "layers"), ("couche", "couches"));
    let (en, fr) = (("metadata", "metadata"), ("métadonnée", "métadonnées"));
    format!("{layers} · {}", lang.count(metadata, en, fr))
}

#[tokio::test]
async fn the_courses_are_counted_alike_everywhere_in_both_languages() {
    let draws = json!({"textDocument": {"codeLens": {}}});
    for lang in [Lang::En, Lang::Fr] {
        for (text, layers, metadata) in COURSES {
            let count = counted(lang, layers, metadata);
            let mut client = client(draws.clone(), json!({"locale": lang.code()}), text).await;

            let lenses = lenses(&mut client).await;
            let last_stage = text.lines().filter(|line| line.starts_with("FROM")).count() - 1;
            let of_stage: Vec<_> = lenses
                .iter()
                .filter(|(_, title)| title.starts_with(&count))
                .collect();
            assert_eq!(of_stage.len(), 1, "{count} in {lenses:?}");

            let from = of_stage[0].0;
            let hints = hints(&mut client).await;
            let own: Vec<_> = hints.iter().filter(|(line, _)| *line > from).collect();
            assert_eq!(own.len(), layers, "{hints:?}");

            let keyword =
                json!({"textDocument": {"uri": FILE}, "position": {"line": from, "character": 1}});
            let hover = client.request("textDocument/hover", keyword).await;
            let hover = hover["contents"]["value"].as_str().unwrap();
            assert!(hover.contains(&count), "{hover}");

            let explained = run(
                &mut client,
                "strates.explainCount",
                json!([FILE, last_stage]),
            )
            .await;
            let explained = explained.as_str().unwrap();
            assert!(explained.contains(&count), "{explained}");
            let message = client.notification("window/showMessage").await;
            assert_eq!(message["message"], explained);

            let printed = printed(text, lang);
            let lines = |text: &str| {
                text.lines()
                    .filter(|line| line.contains(" · "))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(lines(&printed)[1..], lines(explained)[1..]);
            client.leave().await;
        }
    }
}

/// What `strates layers` prints.
fn printed(text: &str, lang: Lang) -> String {
    let mut program = Command::new(strates_tests::program())
        .args(["layers", "--lang", lang.code(), "-"])
        .env("DOCKER_HOST", "unix:///nowhere")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    program
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
}

#[tokio::test]
async fn a_lens_is_resolved_in_the_language_of_now() {
    let mut client = client(json!({}), json!({}), QUIZ).await;
    let lenses = client.request("textDocument/codeLens", about(FILE)).await;
    let mut lens = lenses[0].clone();
    lens.as_object_mut().unwrap().remove("command");
    let settings = json!({"settings": {"strates": {"locale": "fr"}}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    let resolved = client.request("codeLens/resolve", lens).await;
    let title = resolved["command"]["title"].as_str().unwrap();
    assert!(title.starts_with("3 couches · 3 métadonnées"), "{title}");
    assert_eq!(resolved["command"]["command"], "strates.explainCount");
    client.leave().await;
}

#[tokio::test]
async fn a_change_of_settings_has_lenses_and_hints_asked_for_again() {
    let able = json!({"workspace": {
        "codeLens": {"refreshSupport": true},
        "inlayHint": {"refreshSupport": true},
    }});
    let mut client = client(able, json!({}), QUIZ).await;
    let settings = json!({"settings": {"strates": {"codeLens": {"layers": false}, "inlayHints": {"layers": false}}}});
    client
        .notify("workspace/didChangeConfiguration", settings)
        .await;
    for method in ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"] {
        let (id, _) = client.question(method).await;
        client.reply(id, json!(null)).await;
    }
    assert_eq!(lenses(&mut client).await, []);
    assert_eq!(hints(&mut client).await, []);
    client.leave().await;
}

#[tokio::test]
async fn a_quiz_hides_the_count_until_it_is_clicked() {
    let able = json!({
        "textDocument": {"codeLens": {}},
        "workspace": {"codeLens": {"refreshSupport": true}},
    });
    let options = json!({"locale": "fr", "codeLens": {"quiz": true}});
    let mut client = client(able, options, QUIZ).await;
    assert_eq!(
        lenses(&mut client).await,
        owned(&[(1, "Combien de couches\u{a0}?")])
    );
    assert_eq!(hints(&mut client).await, []);
    let keyword = json!({"textDocument": {"uri": FILE}, "position": {"line": 4, "character": 1}});
    let hover = client.request("textDocument/hover", keyword).await;
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert!(
        hover.contains("produit **une couche**") && !hover.contains("sur 3"),
        "{hover}"
    );
    let asked = client.request("textDocument/codeLens", about(FILE)).await;
    let command = &asked[0]["command"];
    run(
        &mut client,
        command["command"].as_str().unwrap(),
        command["arguments"].clone(),
    )
    .await;
    let (id, _) = client.question("workspace/codeLens/refresh").await;
    client.reply(id, json!(null)).await;
    let lenses = lenses(&mut client).await;
    assert!(lenses[0].1.starts_with("3 couches"), "{lenses:?}");
    assert_eq!(hints(&mut client).await.len(), 3);
    client.leave().await;
}

#[tokio::test]
async fn editors_without_lenses_get_their_text_as_hints() {
    let text = "ARG V=1\nFROM scratch AS a\nCOPY a /\nFROM a\nCOPY --from=a b$V /\n";
    let mut client = client(json!({}), json!({}), text).await;
    let expected = [
        (1, "1 layer · 0 metadata · inherits nothing · in the image"),
        (2, "layer 1"),
        (
            3,
            "1 layer · 0 metadata · inherits 1 layer from stage 0 “a” · image: 2 layers",
        ),
        (4, "layer 1"),
    ];
    assert_eq!(hints(&mut client).await, owned(&expected));
    client.leave().await;
}

#[tokio::test]
async fn what_a_command_shows_is_a_document_where_the_client_can_open_one() {
    let able = json!({"window": {"showDocument": {"support": true}}});
    let text = "FROM a AS b\nRUN c\nFROM b\n";
    let mut client = client(able, json!({}), text).await;
    let mut files = Vec::new();
    for (command, extension, is_external) in [
        ("strates.explainCount", ".txt", false),
        ("strates.showLayers", ".svg", true),
        ("strates.explainCount", ".txt", false),
    ] {
        let shown = run(&mut client, command, json!([FILE, 1])).await;
        let (id, params) = client.question("window/showDocument").await;
        client.reply(id, json!({"success": true})).await;
        let path = params["uri"]
            .as_str()
            .unwrap()
            .strip_prefix("file://")
            .unwrap();
        assert!(path.ends_with(extension), "{path}");
        assert_eq!(params["external"], is_external);
        let written = std::fs::read_to_string(path).unwrap();
        assert_eq!(written, shown.as_str().unwrap());
        if !is_external {
            let line = params["selection"]["start"]["line"].as_u64().unwrap();
            assert!(
                written
                    .lines()
                    .nth(line as usize)
                    .unwrap()
                    .starts_with("Stage 1")
            );
        }
        files.push(path.to_owned());
    }
    // A second look is into the same file.
    assert_eq!(files[0], files[2]);
    client.leave().await;
}

#[tokio::test]
async fn a_picture_that_nothing_draws_is_opened_as_text_or_told_of() {
    let able = json!({"window": {"showDocument": {"support": true}}});
    let mut client = client(able, json!({}), QUIZ).await;
    run(&mut client, "strates.showLayers", json!([])).await;
    for is_external in [true, false] {
        let (id, params) = client.question("window/showDocument").await;
        assert_eq!(params["external"], is_external);
        client.reply(id, json!({"success": false})).await;
    }
    let message = client.notification("window/showMessage").await;
    let message = message["message"].as_str().unwrap();
    assert!(
        message.starts_with("The picture is in /") && message.ends_with(".svg."),
        "{message}"
    );
    client.leave().await;
}

#[tokio::test]
async fn a_command_that_cannot_be_done_says_why() {
    let mut client = client(json!({}), json!({"locale": "fr"}), QUIZ).await;
    for (command, arguments, part) in [
        ("strates.nothing", json!([]), "ne connaît pas la commande"),
        (
            "strates.explainCount",
            json!(["no address"]),
            "attend l'URI",
        ),
        (
            "strates.explainCount",
            json!(["file:///elsewhere"]),
            "n'est pas ouvert",
        ),
    ] {
        let params = json!({"command": command, "arguments": arguments});
        let failure = client.failure("workspace/executeCommand", params).await;
        assert!(failure.message.contains(part), "{failure:?}");
    }
    client.leave().await;
}
