//! ShellCheck's findings on RUN, from the real program; and programs that are none.

use serde_json::{Value, json};
use std::path::PathBuf;
use strates_tests::{Client, able_to, edited, opened};

const FILE: &str = "file:///project/Dockerfile";

/// Of `tests/conformance/peers/install`, or what `STRATES_SHELLCHECK` names.
fn program() -> Option<PathBuf> {
    let installed = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../target/tools/peers/bin/shellcheck"
    );
    let named = std::env::var_os("STRATES_SHELLCHECK").map(PathBuf::from);
    let program = named.unwrap_or_else(|| installed.into());
    if program.is_file() {
        return Some(program);
    }
    let is_required = std::env::var_os("STRATES_PEERS").is_some_and(|value| value == "required");
    assert!(!is_required, "no ShellCheck at {}", program.display());
    eprintln!("SKIPPED: no ShellCheck; tests/conformance/peers/install installs it");
    None
}

async fn client(path: &str, text: &str) -> Client {
    let mut client = Client::in_memory();
    let mut params = able_to(json!({}));
    params["initializationOptions"] = json!({"shellcheck": {"path": path}});
    client.initialize(params).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, text))
        .await;
    client
}

/// The findings of ShellCheck in the next diagnostics that hold any: code and range.
async fn found(client: &mut Client) -> Vec<(String, Value)> {
    loop {
        let published = client.notification("textDocument/publishDiagnostics").await;
        let all = published["diagnostics"].as_array().unwrap();
        let of_shell = all.iter().filter_map(|diagnostic| {
            let code = diagnostic["code"].as_str()?;
            let range = diagnostic["range"].clone();
            code.starts_with("SC").then(|| (code.to_owned(), range))
        });
        let found: Vec<_> = of_shell.collect();
        if !found.is_empty() {
            return found;
        }
    }
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let at = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"start": at(start), "end": at(end)})
}

#[tokio::test]
async fn findings_stand_at_their_columns() {
    let Some(program) = program() else { return };
    let text = "FROM a:1\r\nENV known=1\r\nRUN echo é && \\\r\n  rm $known $x\r\nRUN <<E\r\ncd /y\r\nE\r\n";
    let mut client = client(program.to_str().unwrap(), text).await;
    let found = found(&mut client).await;
    let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert!(
        codes.contains(&"SC2154") && codes.contains(&"SC2086"),
        "{codes:?}"
    );
    let of = |code: &str| &found.iter().find(|(own, _)| own == code).unwrap().1;
    assert_eq!(of("SC2154"), &range((3, 12), (3, 14)));
    // What the Dockerfile sets is known, but may hold blanks.
    assert!(found.contains(&("SC2086".to_owned(), range((3, 5), (3, 11)))));
    assert_eq!(of("SC2164"), &range((5, 0), (5, 5)));

    // Mended in the editor, asked again.
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 2, [3, 2, 3, 14], "rm \"$known\" $z"),
        )
        .await;
    let found = self::found(&mut client).await;
    assert!(
        found
            .iter()
            .all(|(_, place)| *place != range((3, 12), (3, 14)))
    );
    client.be_killed().await;
}

#[tokio::test]
async fn comments_silence_them() {
    let Some(program) = program() else { return };
    let text = "FROM a:1\n# hadolint ignore=SC2086\nRUN rm $x\n";
    let mut client = client(program.to_str().unwrap(), text).await;
    let found = found(&mut client).await;
    assert_eq!(found, [("SC2154".to_owned(), range((2, 7), (2, 9)))]);
    client.be_killed().await;
}

#[tokio::test]
async fn a_program_that_is_none_is_told_once() {
    let mut client = client("/nowhere/shellcheck", "FROM a\nRUN b\n").await;
    let told = client.notification("window/showMessage").await;
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("/nowhere/shellcheck") && message.contains("shellcheck.path"));
    client
        .notify("textDocument/didChange", edited(FILE, 2, [1, 4, 1, 5], "c"))
        .await;
    let published = client.notification("textDocument/publishDiagnostics").await;
    assert!(published["diagnostics"].to_string().contains("DL3006"));
    client.be_killed().await;
}
