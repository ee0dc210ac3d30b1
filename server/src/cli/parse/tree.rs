//! The syntax tree as text: a named node a line, with its field and where it stands, counted from
//! 1 as editors show it.

use strates_analysis::Document;
use strates_analysis::text::Encoding;

/// Deeper nodes stand no further in: with thousands of them inside each other, the blanks alone
/// would fill the disk.
const DEEPEST: usize = 40;

pub fn render(document: &Document) -> String {
    let mut text = String::new();
    let Some(tree) = document.tree() else {
        return text;
    };
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_named() || node.is_missing() {
            let indent = "  ".repeat((cursor.depth() as usize).min(DEEPEST));
            let field = cursor.field_name().map(|name| format!("{name}: "));
            let missing = if node.is_missing() { "MISSING " } else { "" };
            let (start, end) = (
                place(document, node.start_byte()),
                place(document, node.end_byte()),
            );
            text += &format!(
                "{indent}{}{missing}{} {start}-{end}\n",
                field.unwrap_or_default(),
                node.kind()
            );
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return text;
            }
        }
    }
}

fn place(document: &Document, byte: usize) -> String {
    let position = document.text().position(byte, Encoding::Utf32);
    format!("{}:{}", position.line + 1, position.character + 1)
}
