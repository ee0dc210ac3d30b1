//! Messages that are none: each costs an error, never the server.

use serde_json::{Value, json};
use strates_analysis::lang::Lang;
use strates_tests::{Client, able_to, about, framed, opened};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const FILE: &str = "file:///project/Dockerfile";

async fn client() -> Client {
    let mut client = Client::in_memory();
    client
        .initialize(able_to(json!({"textDocument": {"diagnostic": {}}})))
        .await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, "FROM a\n"))
        .await;
    client
}

async fn check_alive(mut client: Client) {
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    assert_eq!(symbols[0]["name"], "a");
    client.leave().await;
}

async fn check_failure(bytes: &[u8], code: i64) {
    let mut client = client().await;
    client.write(bytes).await;
    assert_eq!(client.unaddressed_failure().await.code, code);
    check_alive(client).await;
}

#[tokio::test]
async fn broken_json() {
    check_failure(b"Content-Length: 10\r\n\r\n{\"jsonrpc\"", PARSE_ERROR).await;
    check_failure(b"Content-Length: 0\r\n\r\n", PARSE_ERROR).await;
    check_failure(b"Content-Length: 2\r\n\r\n\xff\xfe", PARSE_ERROR).await;
    let deep = format!(r#"{{"jsonrpc":"2.0","params":{}"#, "[".repeat(100_000));
    check_failure(
        format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes(),
        PARSE_ERROR,
    )
    .await;
}

#[tokio::test]
async fn json_that_is_no_message() {
    for value in [
        json!([]),
        json!(1),
        json!({}),
        json!({"jsonrpc": "1.0", "method": "a"}),
    ] {
        check_failure(&framed(&value), INVALID_REQUEST).await;
    }
    let mut client = client().await;
    client
        .write(&framed(&json!({"jsonrpc": "2.0", "id": 77, "method": 1})))
        .await;
    assert_eq!(client.answer(77).await.unwrap_err().code, INVALID_REQUEST);
    check_alive(client).await;
}

#[tokio::test]
async fn bad_headers() {
    for header in [
        "Content-Length: many",
        "Content-Length: -5",
        "Content-Type: x",
        "GET / HTTP/1.1",
    ] {
        check_failure(format!("{header}\r\n\r\n").as_bytes(), PARSE_ERROR).await;
    }
}

#[tokio::test]
async fn wrong_lengths() {
    let message = |id: i64| json!({"jsonrpc": "2.0", "id": id, "method": "no/such/method"});
    for difference in [-3, 3, 30] {
        let mut client = client().await;
        let body = message(77).to_string();
        let length = body.len() as i64 + difference;
        let wrong = format!("Content-Length: {length}\r\n\r\n{body}");
        client
            .write(&[wrong.as_bytes(), &framed(&message(78))].concat())
            .await;
        assert_eq!(
            client.unaddressed_failure().await.code,
            PARSE_ERROR,
            "{difference}"
        );
        assert_eq!(
            client.answer(78).await.unwrap_err().code,
            -32601,
            "{difference}"
        );
        check_alive(client).await;
    }
}

#[tokio::test]
async fn answers_to_nothing() {
    let mut client = client().await;
    client.reply(json!(4711), json!({})).await;
    client.reply(Value::Null, json!({})).await;
    client
        .write(&framed(&json!({"jsonrpc": "2.0", "id": 1, "error": "no"})))
        .await;
    client.expect_silence().await;
    check_alive(client).await;
}

#[tokio::test]
async fn the_error_is_in_the_users_language() {
    let mut client = Client::in_memory_with(Lang::Fr);
    client.write(b"Content-Length: 1\r\n\r\n{").await;
    let failure = client.unaddressed_failure().await;
    assert!(
        failure
            .message
            .starts_with("Le message n'est pas du JSON valide"),
        "{failure:?}"
    );
    client.hang_up().await;
    client.expect_exit(false).await;
}

#[tokio::test]
async fn over_a_process_too() {
    let mut client = Client::of_process(&["lsp"]);
    client
        .write(b"nonsense\r\n\r\nContent-Length: 1\r\n\r\n{")
        .await;
    assert_eq!(client.unaddressed_failure().await.code, PARSE_ERROR);
    assert_eq!(client.unaddressed_failure().await.code, PARSE_ERROR);
    client.initialize(able_to(json!({}))).await;
    client.leave().await;
}
