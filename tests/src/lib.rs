//! The server as its clients see it: real messages over a pipe in memory, or over stdin and
//! stdout of the built program.

mod binary;
mod client;
pub mod corpus;
pub mod files;
mod folder;
mod framing;
mod recorded;

pub use binary::program;
pub use client::{Client, Failure, notification};
pub use folder::Folder;
pub use framing::framed;
pub use recorded::recorded;

use serde_json::{Value, json};

/// The parameters of `initialize` for a client that can do this and nothing more.
pub fn able_to(capabilities: Value) -> Value {
    json!({"processId": null, "rootUri": null, "capabilities": capabilities})
}

pub fn opened(uri: &str, version: i32, text: &str) -> Value {
    json!({"textDocument": {"uri": uri, "languageId": "dockerfile", "version": version, "text": text}})
}

/// A change of a range, given as start line and character, end line and character.
pub fn edited(uri: &str, version: i32, [a, b, c, d]: [u32; 4], text: &str) -> Value {
    let range = json!({"start": {"line": a, "character": b}, "end": {"line": c, "character": d}});
    let changes = json!([{"range": range, "text": text}]);
    json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})
}

/// The parameters of a request about a whole document.
pub fn about(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}
