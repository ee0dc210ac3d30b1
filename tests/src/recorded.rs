//! The `initialize` of each editor, as it sends it.

use serde_json::Value;
use std::path::Path;

/// The parameters that `vscode`, `neovim` or `helix` begins with.
pub fn recorded(editor: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/initialize");
    let message = std::fs::read_to_string(folder.join(format!("{editor}.json"))).unwrap();
    let mut message: Value = serde_json::from_str(&message).unwrap();
    message["params"].take()
}
