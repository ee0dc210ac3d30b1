//! The pieces of one instruction in their colours.

use super::kinds::Held;
use super::shell::ShellPieces;
use super::{Modifiers, Token, TokenKind};
use crate::model::Instruction;
use crate::shell::ParsedScript;
use crate::text::ByteRange;
use tree_sitter::{Node, TreeCursor};

pub(super) struct Painter<'a> {
    text: &'a str,
    start: usize,
    tokens: Vec<Token>,
}

impl<'a> Painter<'a> {
    /// Of a text that starts at a byte of the document.
    pub fn new(text: &'a str, start: usize) -> Painter<'a> {
        Painter {
            text,
            start,
            tokens: Vec::new(),
        }
    }

    /// In their order.
    pub fn finish(mut self) -> Vec<Token> {
        self.tokens.sort_by_key(|token| token.range.start);
        self.tokens
    }

    /// What our tree tells of an instruction.
    pub fn paint(&mut self, node: Node) {
        self.paint_below(&mut node.walk(), Held::by_nothing(node), None);
    }

    /// Paints a node in its own colour, or in that of what holds it, children over parents.
    fn paint_below(&mut self, cursor: &mut TreeCursor, held: Held, inherited: Option<TokenKind>) {
        let kind = match self.names_stage(held) {
            true => Some(TokenKind::Stage),
            false => held.kind().or(inherited),
        };
        let (modifiers, mut at) = (held.modifiers(), held.node.start_byte());
        if cursor.goto_first_child() {
            loop {
                let child = cursor.node();
                self.push(at..child.start_byte(), kind, modifiers);
                self.paint_below(cursor, held.child(child), kind);
                at = child.end_byte();
                if !cursor.goto_next_sibling() {
                    break;
                }
            }
            cursor.goto_parent();
        }
        self.push(at..held.node.end_byte(), kind, modifiers);
    }

    /// The value of `--from` and of a mount's `from`: a stage, or an image used like one.
    fn names_stage(&self, held: Held) -> bool {
        let name = match held.kind().map(|_| held.node.kind()) {
            Some("flag_value") => "name",
            Some("mount_value") => "key",
            _ => return false,
        };
        let name = held
            .holder
            .and_then(|holder| holder.child_by_field_name(name));
        let text = |name: Node| {
            self.text
                .get(name.start_byte() - self.start..name.end_byte() - self.start)
        };
        name.and_then(text) == Some("from")
    }

    fn push(&mut self, range: ByteRange, kind: Option<TokenKind>, modifiers: Modifiers) {
        if let Some(kind) = kind {
            let range = range.start - self.start..range.end - self.start;
            self.push_lines(range, kind, modifiers);
        }
    }

    /// One token for each line of a range, without the white space around it.
    pub fn push_lines(&mut self, range: ByteRange, kind: TokenKind, modifiers: Modifiers) {
        let mut at = range.start;
        for line in self
            .text
            .get(range)
            .unwrap_or_default()
            .split_inclusive(['\n', '\r'])
        {
            let start = at + line.len() - line.trim_start().len();
            let end = at + line.trim_end().len();
            if start < end {
                self.tokens.push(Token {
                    range: start..end,
                    kind,
                    modifiers,
                });
            }
            at += line.len();
        }
    }

    /// What the shell's tree tells of its script.
    pub fn paint_script(&mut self, kept: &ParsedScript, instruction: &Instruction) {
        let ParsedScript { script, tree, .. } = kept;
        let Some(tree) = tree else { return };
        let mut shell = ShellPieces {
            text: &script.source.text,
            found: Vec::new(),
        };
        shell.collect(&mut tree.walk(), None, 0);
        // The Dockerfile's own tokens, such as heredoc markers and comments, stand over the shell's.
        let mut own: Vec<ByteRange> = self
            .tokens
            .iter()
            .map(|token| token.range.clone())
            .collect();
        own.extend(instruction.heredocs.iter().filter_map(|heredoc| {
            let end = heredoc.end?;
            Some(end.start as usize..end.end as usize)
        }));
        own.sort_by_key(|range| range.start);
        for (range, kind) in shell.found {
            for source in script.source.source_ranges(range).collect::<Vec<_>>() {
                let next = own.partition_point(|own| own.end <= source.start);
                if own.get(next).is_none_or(|own| source.end <= own.start) {
                    self.push_lines(source, kind, Modifiers::NONE);
                }
            }
        }
    }
}
