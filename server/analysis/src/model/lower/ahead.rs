//! The instructions of a long text, lowered on several threads before each is put in its place.

use super::reuse::afresh;
use crate::errors::Marks;
use crate::model::{Escape, Instruction};
use crate::syntax::{self, Syntax};
use crate::text::Text;
use std::iter::Peekable;
use std::thread;
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
        let part = nodes.len().div_ceil(threads.max(1)).max(1);
        let lowered = thread::scope(|scope| {
            let mut parts = nodes.chunks(part);
            let own = parts.next().unwrap_or_default();
            let others: Vec<_> = parts.map(|part| scope.spawn(|| lower(part))).collect();
            let mut lowered = lower(own);
            for other in others {
                // What a thread did not come to is lowered where it is asked for.
                lowered.extend(other.join().unwrap_or_default());
            }
            lowered
        });
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
