//! The questions that editors ask about a document.

use serde_json::{Value, json};
use strates_tests::{Client, able_to, about, edited, opened};

const FILE: &str = "file:///project/Dockerfile";
const TEXT: &str = "FROM a AS one\nRUN b\n\nFROM one\nRUN c\n";

async fn client(text_document: Value) -> Client {
    let mut capabilities = json!({"textDocument": text_document});
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::in_memory();
    client.initialize(able_to(capabilities)).await;
    client
        .notify("textDocument/didOpen", opened(FILE, 1, TEXT))
        .await;
    client
}

#[tokio::test]
async fn document_symbols_nest_for_those_who_can() {
    let able = json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}});
    let mut client = client(able).await;
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    assert_eq!(symbols.as_array().unwrap().len(), 2);
    assert_eq!(
        (&symbols[0]["name"], &symbols[0]["kind"]),
        (&json!("one"), &json!(2))
    );
    assert_eq!(
        symbols[0]["range"]["start"],
        json!({"line": 0, "character": 0})
    );
    assert_eq!(symbols[1]["range"]["start"]["line"], 3);
    let child = &symbols[0]["children"][0];
    assert_eq!(child["range"]["start"], json!({"line": 1, "character": 0}));
    client.leave().await;
}

#[tokio::test]
async fn document_symbols_are_flat_for_the_others() {
    let mut client = client(json!({})).await;
    let symbols = client
        .request("textDocument/documentSymbol", about(FILE))
        .await;
    let symbols = symbols.as_array().unwrap();
    let one = symbols
        .iter()
        .position(|symbol| symbol["name"] == "one")
        .unwrap();
    assert_eq!(symbols[one]["location"]["uri"], FILE);
    assert_eq!(symbols[one + 1]["containerName"], "one");
    client.leave().await;
}

#[tokio::test]
async fn folding_ranges_are_whole_lines_and_no_more_than_wanted() {
    for (limit, most) in [(json!(null), 2), (json!(1), 1), (json!(0), 0)] {
        let mut client =
            client(json!({"foldingRange": {"lineFoldingOnly": true, "rangeLimit": limit}})).await;
        let folds = client
            .request("textDocument/foldingRange", about(FILE))
            .await;
        let folds = folds.as_array().unwrap();
        assert_eq!(folds.len(), most);
        for fold in folds {
            assert!(fold.get("startCharacter").is_none() && fold.get("endCharacter").is_none());
            assert!(
                fold["startLine"].as_u64() < fold["endLine"].as_u64(),
                "{fold}"
            );
            assert_eq!(fold["kind"], "region");
        }
        client.leave().await;
    }
}

#[tokio::test]
async fn selection_ranges_grow_around_each_position() {
    let mut client = client(json!({})).await;
    let mut params = about(FILE);
    params["positions"] = json!([{"line": 1, "character": 1}, {"line": 99, "character": 0}]);
    let ranges = client.request("textDocument/selectionRange", params).await;
    assert_eq!(ranges.as_array().unwrap().len(), 2);
    let mut range = &ranges[0];
    let mut depth = 1;
    while let Some(parent) = range.get("parent") {
        assert_ne!(parent["range"], range["range"]);
        (range, depth) = (parent, depth + 1);
    }
    assert!(depth >= 2);
    assert_eq!(range["range"]["start"], json!({"line": 0, "character": 0}));
    client.leave().await;
}

/// The integers of the protocol as (line, start, length).
fn places(data: &[u64]) -> Vec<(u64, u64, u64)> {
    let (mut line, mut start) = (0, 0);
    let place = |token: &[u64]| {
        start = if token[0] == 0 {
            start + token[1]
        } else {
            token[1]
        };
        line += token[0];
        (line, start, token[2])
    };
    data.chunks(5).map(place).collect()
}

fn data(tokens: &Value) -> Vec<u64> {
    let data = tokens["data"].as_array().unwrap();
    data.iter().map(|number| number.as_u64().unwrap()).collect()
}

#[tokio::test]
async fn semantic_tokens_are_in_order_and_within_their_lines() {
    let mut client = client(json!({})).await;
    let tokens = client
        .request("textDocument/semanticTokens/full", about(FILE))
        .await;
    let all = places(&data(&tokens));
    assert!(all.is_sorted());
    assert!(
        all.contains(&(0, 0, 4)) && all.contains(&(3, 0, 4)),
        "{all:?}"
    );
    let lengths: Vec<u64> = TEXT.lines().map(|line| line.len() as u64).collect();
    assert!(
        all.iter()
            .all(|(line, start, length)| start + length <= lengths[*line as usize])
    );

    let mut params = about(FILE);
    let (start, end) = (
        json!({"line": 3, "character": 0}),
        json!({"line": 4, "character": 0}),
    );
    params["range"] = json!({"start": start, "end": end});
    let some = client
        .request("textDocument/semanticTokens/range", params)
        .await;
    let some = places(&data(&some));
    assert!(
        some.contains(&(3, 0, 4)) && !some.iter().any(|(line, ..)| *line < 3),
        "{some:?}"
    );
    client.leave().await;
}

#[tokio::test]
async fn a_delta_turns_the_old_tokens_into_the_new() {
    let mut client = client(json!({})).await;
    let old = client
        .request("textDocument/semanticTokens/full", about(FILE))
        .await;
    client
        .notify(
            "textDocument/didChange",
            edited(FILE, 2, [3, 0, 3, 0], "RUN d\n"),
        )
        .await;
    let mut params = about(FILE);
    params["previousResultId"] = old["resultId"].clone();
    let delta = client
        .request("textDocument/semanticTokens/full/delta", params.clone())
        .await;
    let edits = delta["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 1);
    let mut patched = data(&old);
    let start = edits[0]["start"].as_u64().unwrap() as usize;
    let end = start + edits[0]["deleteCount"].as_u64().unwrap() as usize;
    assert!(start > 0 && end < patched.len());
    patched.splice(start..end, data(&edits[0]));
    let new = client
        .request("textDocument/semanticTokens/full", about(FILE))
        .await;
    assert_eq!(patched, data(&new));

    // Of an id that is forgotten there is no delta.
    let whole = client
        .request("textDocument/semanticTokens/full/delta", params.clone())
        .await;
    assert_eq!(data(&whole), data(&new));
    params["previousResultId"] = whole["resultId"].clone();
    let nothing = client
        .request("textDocument/semanticTokens/full/delta", params)
        .await;
    assert_eq!(nothing["edits"], json!([]));
    client.leave().await;
}
