//! What each piece of a shell's script is.

use super::TokenKind;
use crate::text::ByteRange;
use tree_sitter::{Node, TreeCursor};

/// Nothing that people write nests deeper; the rest of it keeps the colour of what holds it.
const DEEPEST_SHELL: usize = 100;

pub(super) struct ShellPieces<'a> {
    pub text: &'a str,
    pub found: Vec<(ByteRange, TokenKind)>,
}

impl ShellPieces<'_> {
    pub fn collect(&mut self, cursor: &mut TreeCursor, inherited: Option<TokenKind>, depth: usize) {
        let node = cursor.node();
        let kind = shell_kind_of(node, &self.text[node.byte_range()]).or(inherited);
        let mut at = node.start_byte();
        if depth < DEEPEST_SHELL && cursor.goto_first_child() {
            loop {
                let child = cursor.node().byte_range();
                self.push(at..child.start, kind);
                self.collect(cursor, kind, depth + 1);
                at = child.end;
                if !cursor.goto_next_sibling() {
                    break;
                }
            }
            cursor.goto_parent();
        }
        self.push(at..node.end_byte(), kind);
    }

    fn push(&mut self, range: ByteRange, kind: Option<TokenKind>) {
        if let Some(kind) = kind
            && range.start < range.end
        {
            self.found.push((range, kind));
        }
    }
}

fn shell_kind_of(node: Node, text: &str) -> Option<TokenKind> {
    Some(match node.kind() {
        "comment" => TokenKind::Comment,
        "command_name" => TokenKind::Command,
        "string" | "raw_string" | "ansi_c_string" | "heredoc_body" => TokenKind::String,
        "variable_name" | "special_variable_name" => TokenKind::Variable,
        "number" | "file_descriptor" => TokenKind::Number,
        "word" if text.starts_with('-') => TokenKind::Flag,
        "word" | "concatenation" => return None,
        _ if node.is_named() => return None,
        "\"" => TokenKind::String,
        _ if text.starts_with(|first: char| first.is_ascii_alphabetic()) => TokenKind::Keyword,
        _ => TokenKind::Operator,
    })
}
