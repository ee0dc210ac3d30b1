//! What each piece of a shell's script is.

use super::TokenKind;
use crate::text::ByteRange;
use std::sync::LazyLock;
use tree_sitter::{Language, Node, TreeCursor};

/// Nothing that people write nests deeper; the rest of it keeps the colour of what holds it.
const DEEPEST_SHELL: usize = 100;

pub(super) struct ShellPieces<'a> {
    pub text: &'a str,
    pub found: Vec<(ByteRange, TokenKind)>,
}

impl ShellPieces<'_> {
    pub fn collect(&mut self, cursor: &mut TreeCursor, inherited: Option<TokenKind>, depth: usize) {
        let node = cursor.node();
        let kind = shell_kind_of(node, self.text).or(inherited);
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

/// What a node is, as far as its kind tells.
#[derive(Clone, Copy)]
enum Part {
    Is(TokenKind),
    /// A flag, where it begins like one.
    Word,
    /// A keyword or an operator: its letters tell.
    Sign,
    Nothing,
}

/// By the number of a node's kind.
static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
    let language = Language::from(tree_sitter_bash::LANGUAGE);
    let ids = 0..language.node_kind_count() as u16;
    let parts = ids.map(|id| {
        let kind = language.node_kind_for_id(id).unwrap_or_default();
        part_of(kind, language.node_kind_is_named(id))
    });
    parts.collect()
});

fn part_of(kind: &str, is_named: bool) -> Part {
    match kind {
        "comment" => Part::Is(TokenKind::Comment),
        "command_name" => Part::Is(TokenKind::Command),
        "string" | "raw_string" | "ansi_c_string" | "heredoc_body" => Part::Is(TokenKind::String),
        "variable_name" | "special_variable_name" => Part::Is(TokenKind::Variable),
        "number" | "file_descriptor" => Part::Is(TokenKind::Number),
        "word" => Part::Word,
        _ if is_named => Part::Nothing,
        "\"" => Part::Is(TokenKind::String),
        _ => Part::Sign,
    }
}

fn shell_kind_of(node: Node, script: &str) -> Option<TokenKind> {
    let begins = |is_so: fn(char) -> bool| script[node.byte_range()].starts_with(is_so);
    match PARTS.get(usize::from(node.kind_id()))? {
        Part::Is(kind) => Some(*kind),
        Part::Word => begins(|first| first == '-').then_some(TokenKind::Flag),
        Part::Sign if begins(|first| first.is_ascii_alphabetic()) => Some(TokenKind::Keyword),
        Part::Sign => Some(TokenKind::Operator),
        Part::Nothing => None,
    }
}
