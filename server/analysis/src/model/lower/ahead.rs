//! The instructions of a long text, lowered on several threads before each is put in its place.

use super::reuse::afresh;
use crate::errors::Marks;
use crate::model::{Escape, Instruction};
use crate::syntax::{self, Syntax};
use crate::text::Text;
use crate::threads::in_parts;
use std::iter::Peekable;
use std::vec::IntoIter;
use tree_sitter::{Node, Tree};

/// In the order of the text.
pub(super) struct Ahead(Peekable<IntoIter<Lowered>>);

struct Lowered {
    start: usize,
    instruction: Instruction,
    marks: Marks,
}

impl Ahead {
    pub fn nothing() -> Ahead {
        Ahead(Vec::new().into_iter().peekable())
    }

    pub fn of(text: &Text, tree: &Tree, escape: Escape, threads: usize) -> Ahead {
        let mut nodes = Vec::new();
        collect(tree.root_node(), &mut nodes);
        let lower = |nodes: &[syntax::Instruction]| -> Vec<Lowered> {
            let lowered = nodes.iter().map(|node| {
                let (instruction, marks) = afresh(text, *node, escape);
                Lowered {
                    start: node.node().start_byte(),
                    instruction,
                    marks,
                }
            });
            lowered.collect()
        };
        let length = nodes.len().div_ceil(threads.max(1));
        let lowered = in_parts(&nodes, length, lower);
        let lowered: Vec<Lowered> = lowered.into_iter().flatten().collect();
        Ahead(lowered.into_iter().peekable())
    }

    /// Asked for in the order of the text.
    pub fn take(&mut self, node: Node) -> Option<(Instruction, Marks)> {
        let start = node.start_byte();
        while self.0.next_if(|lowered| lowered.start < start).is_some() {}
        let lowered = self.0.next_if(|lowered| lowered.start == start)?;
        Some((lowered.instruction, lowered.marks))
    }
}

fn collect<'tree>(holder: Node<'tree>, nodes: &mut Vec<syntax::Instruction<'tree>>) {
    let mut cursor = holder.walk();
    for child in holder.children(&mut cursor) {
        if syntax::Stage::cast(child).is_some() {
            collect(child, nodes);
        } else {
            nodes.extend(syntax::Instruction::cast(child));
        }
    }
}
