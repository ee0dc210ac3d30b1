//! The nodes of instructions, found most cheaply in their order.

use crate::Document;
use crate::syntax::{self, Syntax};
use tree_sitter::{Node, Tree, TreeCursor};

pub(super) struct Nodes<'tree>(Option<TreeCursor<'tree>>);

impl<'tree> Nodes<'tree> {
    const NEARBY: usize = 4;

    pub fn of(document: &'tree Document) -> Nodes<'tree> {
        Nodes(document.tree().map(Tree::walk))
    }

    pub fn find(&mut self, start: usize) -> Option<Node<'tree>> {
        let cursor = self.0.as_mut()?;
        let is_it =
            |node: Node| node.start_byte() == start && syntax::Instruction::cast(node).is_some();
        for _ in 0..Self::NEARBY {
            if is_it(cursor.node()) {
                return Some(cursor.node());
            }
            if cursor.node().start_byte() > start || !cursor.goto_next_sibling() {
                break;
            }
        }
        while cursor.goto_parent() {}
        while !is_it(cursor.node()) {
            cursor.goto_first_child_for_byte(start)?;
        }
        Some(cursor.node())
    }
}
