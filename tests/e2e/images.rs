//! Images of registries: who is asked for them, when, and what becomes of the answer.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use strates_registry::Places;
use strates_tests::{Client, able_to, about, edited, opened};

const FILE: &str = "file:///nowhere/Dockerfile";

const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// What `acme/go` is made of, and its digest.
const CONFIG: &str = r#"{"config":{"Env":["GOPATH=/go"]},"history":[{"created_by":"ADD rootfs /"},{"created_by":"RUN make"}],"rootfs":{"diff_ids":["a","b"]}}"#;
const CONFIG_DIGEST: &str =
    "sha256:565217660bbc8794f8c2d730641896f8d3c27e1ccb7f8bed00acaa2f253d1b90";

/// Plays Docker Hub, and remembers what it was asked.
struct Hub {
    places: Places,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Hub {
    fn start() -> Hub {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &seen);
            }
        });
        let places = Places {
            hub: url.clone(),
            registries: vec![("docker.io".to_owned(), url)],
            ..Places::nowhere()
        };
        Hub { places, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.by_ref().take_while(|line| !line.is_empty()).count();
    seen.lock().unwrap().push(request.clone());
    let tag = |name: &str| {
        let image = json!({"architecture": "amd64", "os": "linux", "size": 12_300_000});
        json!({"name": name, "full_size": 12_300_000, "images": [image], "digest": "sha256:00"})
    };
    let layer = |bytes: u64| json!({"digest": DIGEST, "size": bytes});
    let body = match request.split(' ').nth(1).unwrap_or_default() {
        path if path.contains("/tags") => {
            json!({"count": 2, "next": null, "results": [tag("2.1"), tag("2.0")]}).to_string()
        }
        path if path.contains("/acme/go/manifests/") => json!({
            "config": {"digest": CONFIG_DIGEST, "size": CONFIG.len()},
            "layers": [layer(7_000_000), layer(4_000_000)],
        })
        .to_string(),
        path if path.contains("/blobs/") => CONFIG.to_owned(),
        _ => "{}".to_owned(),
    };
    let (body, length) = match request.starts_with("HEAD") {
        true => ("", 0),
        false => (&*body, body.len()),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nDocker-Content-Digest: {DIGEST}\r\nConnection: close\r\n\r\n"
    );
    // The client may have left.
    let _ = (&stream).write_all(format!("{head}{body}").as_bytes());
}

async fn client(hub: &Hub, options: Value) -> Client {
    let mut client = Client::in_memory_at(hub.places.clone());
    let mut params = able_to(json!({"textDocument": {"diagnostic": {}}}));
    params["initializationOptions"] = options;
    client.initialize(params).await;
    client
}

async fn completed(client: &mut Client) -> (bool, Vec<String>) {
    let mut params = about(FILE);
    params["position"] = json!({"line": 0, "character": 14});
    let list = client.request("textDocument/completion", params).await;
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let label = |item: &Value| item["label"].as_str().unwrap_or_default().to_owned();
    let labels = items.iter().map(label).collect();
    (list["isIncomplete"] == true, labels)
}

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn tags_come_from_the_registry_once_they_are_asked_for() {
    let hub = Hub::start();
    let mut client = client(&hub, Value::Null).await;
    let text = "FROM acme/app:\n";
    let open = opened(FILE, 0, text);
    client.notify("textDocument/didOpen", open).await;
    let (is_incomplete, labels) = completed(&mut client).await;
    assert!(is_incomplete && labels.is_empty(), "{labels:?}");
    let start = Instant::now();
    while completed(&mut client).await.1.is_empty() && start.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(completed(&mut client).await.1, ["2.1", "2.0"]);
    assert!(!hub.asked().is_empty());
    client.leave().await;
}

#[tokio::test]
async fn an_image_is_pinned_when_its_action_is_chosen() {
    let hub = Hub::start();
    let mut client = Client::in_memory_at(hub.places.clone());
    let able = json!({"textDocument": {
        "diagnostic": {},
        "codeAction": {
            "dataSupport": true,
            "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["refactor"]}},
        },
    }});
    client.initialize(able_to(able)).await;
    let open = opened(FILE, 0, "FROM acme/app:2.0 AS a\n");
    client.notify("textDocument/didOpen", open).await;
    let action = action(&mut client, "Pin `acme/app:2.0` to its digest").await;
    assert_eq!(hub.asked(), Vec::<String>::new());
    let action = action.expect("the image can be pinned");
    let resolved = client.request("codeAction/resolve", action).await;
    let edits = &resolved["edit"]["changes"][FILE];
    assert_eq!(edits[0]["newText"], format!("@{DIGEST}"), "{resolved}");
    client.leave().await;
}

/// One of those at the image of the first line.
async fn action(client: &mut Client, title: &str) -> Option<Value> {
    let mut params = about(FILE);
    let place = json!({"line": 0, "character": 7});
    params["range"] = json!({"start": place, "end": place});
    params["context"] = json!({"diagnostics": [], "only": ["refactor"]});
    let actions = client.request("textDocument/codeAction", params).await;
    let actions = actions.as_array().cloned().unwrap_or_default();
    actions.into_iter().find(|action| action["title"] == title)
}

/// What a client can that asks again for what it draws.
fn draw_again() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"codeLens": {"refreshSupport": true}},
    })
}

/// What the lens shows may have changed with it.
#[tokio::test]
async fn who_draws_lenses_hears_of_news() {
    let hub = Hub::start();
    let mut client = Client::in_memory_at(hub.places.clone());
    client.initialize(able_to(draw_again())).await;
    let open = opened(FILE, 0, "FROM acme/app:2.0\n");
    client.notify("textDocument/didOpen", open).await;
    let mut params = about(FILE);
    params["position"] = json!({"line": 0, "character": 7});
    client.request("textDocument/hover", params).await;
    let (id, _) = client.question("workspace/codeLens/refresh").await;
    client.reply(id, Value::Null).await;
    client.settle().await;
    client.leave().await;
}

#[tokio::test]
async fn opening_editing_and_closing_ask_nobody() {
    let hub = Hub::start();
    let mut client = client(&hub, Value::Null).await;
    let text = "FROM acme/app:2.0\nRUN x\nFROM python:3.13\nCOPY --from=acme/b:1 /a /b\n";
    client
        .notify("textDocument/didOpen", opened(FILE, 0, text))
        .await;
    let key = edited(FILE, 1, [1, 5, 1, 5], "y");
    client.notify("textDocument/didChange", key).await;
    for question in ["codeLens", "documentSymbol", "diagnostic", "documentLink"] {
        client
            .request(&format!("textDocument/{question}"), about(FILE))
            .await;
    }
    client.notify("textDocument/didClose", about(FILE)).await;
    client.leave().await;
    assert_eq!(hub.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn offline_asks_nobody_whatever_is_asked() {
    let hub = Hub::start();
    let offline = json!({"registry": {"mode": "offline"}});
    let mut client = client(&hub, offline).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 0, "FROM acme/app:\n"))
        .await;
    let mut params = about(FILE);
    params["position"] = json!({"line": 0, "character": 7});
    client.request("textDocument/hover", params).await;
    completed(&mut client).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    client.leave().await;
    assert_eq!(hub.asked(), Vec::<String>::new());
}

async fn codes(client: &mut Client) -> Vec<String> {
    let report = client.request("textDocument/diagnostic", about(FILE)).await;
    let items = report["items"].as_array().cloned().unwrap_or_default();
    let code = |item: &Value| item["code"].as_str().unwrap_or_default().to_owned();
    items.iter().map(code).collect()
}

/// Hovers over the image until a diagnostic comes, or goes.
async fn hover_until(client: &mut Client, code: &str, is_there: bool) {
    let mut params = about(FILE);
    params["position"] = json!({"line": 0, "character": 7});
    let start = Instant::now();
    while codes(client).await.iter().any(|own| own == code) != is_there {
        assert!(
            start.elapsed() < PATIENCE,
            "{code}: {:?}",
            codes(client).await
        );
        client.request("textDocument/hover", params.clone()).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_the_registry_lacks_is_told_once_somebody_has_asked() {
    let hub = Hub::start();
    let mut client = client(&hub, Value::Null).await;
    let open = opened(FILE, 0, "FROM acme/app:2.9\n");
    client.notify("textDocument/didOpen", open).await;
    assert_eq!(codes(&mut client).await, Vec::<String>::new());
    assert_eq!(hub.asked(), Vec::<String>::new());
    hover_until(&mut client, "image-not-found", true).await;
    let key = edited(FILE, 1, [0, 16, 0, 17], "1");
    client.notify("textDocument/didChange", key).await;
    assert_eq!(codes(&mut client).await, Vec::<String>::new());
    client.leave().await;
}

/// The engine knows what `acme/go:1` sets: no more, and no less.
#[cfg(unix)]
#[tokio::test]
async fn variables_of_the_base_count_once_the_engine_has_told_them() {
    let path = std::env::temp_dir().join(format!("strates-e2e-{}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let listener = std::os::unix::net::UnixListener::bind(&path).expect("a socket can be made");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).count();
            let body = match request.split(' ').nth(1) {
                Some("/images/json") => json!([{"Id": "sha256:aa", "RepoTags": ["acme/go:1"]}]),
                Some("/images/sha256:aa/json") => {
                    json!({"Id": "sha256:aa", "Config": {"Env": ["GOPATH=/go"]}})
                }
                _ => json!([]),
            };
            let _ = (&stream).write_all(format!("HTTP/1.0 200 OK\r\n\r\n{body}").as_bytes());
        }
    });
    let host = format!("unix://{}", path.display());
    let places = Places {
        variable: Arc::new(move |name| (name == "DOCKER_HOST").then(|| host.clone())),
        ..Places::nowhere()
    };
    let mut client = Client::in_memory_at(places);
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    let text = "FROM acme/go:1\nWORKDIR $GOPATH/src\nWORKDIR $GOBIN/src\n";
    client
        .notify("textDocument/didOpen", opened(FILE, 0, text))
        .await;
    assert_eq!(codes(&mut client).await, Vec::<String>::new());
    hover_until(&mut client, "UndefinedVar", true).await;
    let told = codes(&mut client).await;
    assert_eq!(
        told.iter().filter(|code| *code == "UndefinedVar").count(),
        1
    );
    let _ = std::fs::remove_file(&path);
    client.leave().await;
}

const LOOK_UP: &str = "Look up the base image's layers and variables";

/// The command of the action on the image, where it is offered.
async fn look_up(client: &mut Client) -> Option<Value> {
    let action = action(client, LOOK_UP).await?;
    Some(action["command"].clone())
}

fn pulls(hub: &Hub) -> usize {
    let asked = hub.asked();
    let pulls = asked.iter().filter(|asked| asked.starts_with("GET"));
    pulls.filter(|asked| asked.contains("/manifests/")).count()
}

#[tokio::test]
async fn what_a_base_holds_is_looked_up_when_a_person_says_so() {
    let hub = Hub::start();
    let mut client = Client::in_memory_at(hub.places.clone());
    client.initialize(able_to(draw_again())).await;
    let text = "FROM acme/go:1\nWORKDIR $GOPATH/src\nWORKDIR $GOBIN/src\n";
    client
        .notify("textDocument/didOpen", opened(FILE, 0, text))
        .await;
    assert_eq!(codes(&mut client).await, Vec::<String>::new());
    let command = look_up(&mut client).await.expect("it can be looked up");
    assert_eq!(hub.asked(), Vec::<String>::new());
    client.request("workspace/executeCommand", command).await;
    assert_eq!(pulls(&hub), 1);
    let (id, _) = client.question("workspace/codeLens/refresh").await;
    client.reply(id, Value::Null).await;
    let told = codes(&mut client).await;
    let undefined = told.iter().filter(|code| *code == "UndefinedVar").count();
    assert_eq!(undefined, 1, "{told:?}");
    let mut params = about(FILE);
    params["position"] = json!({"line": 1, "character": 11});
    let hover = client.request("textDocument/hover", params).await;
    let hover = hover["contents"]["value"].as_str().unwrap_or_default();
    assert!(hover.contains("`GOPATH`** = `/go`"), "{hover}");
    assert!(
        hover.contains("Set by the base image (registry, "),
        "{hover}"
    );
    assert!(look_up(&mut client).await.is_none(), "it is known");
    client.settle().await;
    client.leave().await;
}

#[tokio::test]
async fn a_hover_over_an_image_of_docker_hub_is_no_pull() {
    let hub = Hub::start();
    let mut client = client(&hub, Value::Null).await;
    client
        .notify(
            "textDocument/didOpen",
            opened(FILE, 0, "FROM acme/go:2.0\n"),
        )
        .await;
    let mut params = about(FILE);
    params["position"] = json!({"line": 0, "character": 7});
    let start = Instant::now();
    while hub.asked().is_empty() && start.elapsed() < PATIENCE {
        client.request("textDocument/hover", params.clone()).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(pulls(&hub), 0, "{:?}", hub.asked());
    client.leave().await;
}

#[tokio::test]
async fn why_a_base_is_not_looked_up_is_told_in_a_word() {
    let hub = Hub::start();
    let french = json!({"locale": "fr"});
    let mut client = client(&hub, french).await;
    client
        .notify(
            "textDocument/didOpen",
            opened(FILE, 0, "FROM acme/app:2.0\n"),
        )
        .await;
    let command = json!({"command": "strates.lookUpImage", "arguments": [FILE, 0]});
    client.request("workspace/executeCommand", command).await;
    let said = client.notification("window/showMessage").await;
    let said = said["message"].as_str().unwrap_or_default().to_owned();
    assert!(said.contains("n'est pas un registre"), "{said}");
    client.leave().await;
}

#[tokio::test]
async fn offline_nothing_is_looked_up() {
    let hub = Hub::start();
    let offline = json!({"registry": {"mode": "offline"}});
    let mut client = client(&hub, offline).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 0, "FROM acme/go:1\n"))
        .await;
    assert!(look_up(&mut client).await.is_none());
    let command = json!({"command": "strates.lookUpImage", "arguments": [FILE, 0]});
    client.request("workspace/executeCommand", command).await;
    let said = client.notification("window/showMessage").await;
    assert!(said.to_string().contains("`offline`"), "{said}");
    assert_eq!(hub.asked(), Vec::<String>::new());
    client.leave().await;
}
