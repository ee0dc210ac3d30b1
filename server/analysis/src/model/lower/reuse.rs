//! What was lowered before, found again: what no edit changed need not be read afresh.

use super::{Before, lower_instruction};
use crate::errors::{self, Marks};
use crate::model::{Escape, Instruction, Keyword, Keywords, Placed, Stage};
use crate::rules::Replaced;
use crate::syntax::{self, Syntax};
use crate::text::{ByteRange, Text};
use std::sync::Arc;
use tree_sitter::{InputEdit, Node};

/// Lowers instructions that follow each other, and counts what an edit touched of them.
pub(super) struct Instructions<'a> {
    text: &'a Text,
    edits: &'a [InputEdit],
    old: &'a [Placed<Instruction>],
    /// Of what holds the old ones.
    old_start: usize,
    next: usize,
    touched: Keywords,
}

impl<'a> Instructions<'a> {
    pub fn new(
        text: &'a Text,
        before: Option<&Before<'a>>,
        old: &'a [Placed<Instruction>],
        old_start: usize,
    ) -> Instructions<'a> {
        Instructions {
            text,
            edits: before.map_or(&[], |before| before.edits),
            old,
            old_start,
            next: 0,
            touched: Keywords::NONE,
        }
    }

    /// Without the first ones, which are taken over without a look.
    pub fn after(mut self, count: usize) -> Instructions<'a> {
        self.next = count;
        self
    }

    /// The node of an instruction; `start` and `row` are of what holds it.
    pub fn lower(
        &mut self,
        node: Node,
        escape: Escape,
        start: usize,
        row: usize,
    ) -> Option<Placed<Instruction>> {
        let instruction = syntax::Instruction::cast(node)?;
        let (item, marks) = match self.same(node.byte_range(), escape) {
            Some(old) => (Arc::clone(&old.item), old.marks),
            None => {
                let (item, marks) = afresh(self.text, instruction, escape);
                self.touched = self.touched.and(item.keywords());
                (Arc::new(item), marks)
            }
        };
        Some(Placed {
            start: node.start_byte() - start,
            row: node.start_position().row - row,
            marks,
            item,
        })
    }

    /// The old instruction that stands at a place now, if it is as it was.
    fn same(&mut self, range: ByteRange, escape: Escape) -> Option<&'a Placed<Instruction>> {
        while let Some(old) = self.old.get(self.next) {
            let start = self.old_start + old.start;
            let mut edits = self.edits.iter().map(Replaced::from);
            let moved = edits.try_fold(start..start + range.len(), |range, edit| edit.moves(range));
            if moved.as_ref().is_some_and(|now| now.start > range.start) {
                return None;
            }
            self.next += 1;
            if moved.as_ref() == Some(&range) && self.is_same(old, range.clone(), escape) {
                return Some(old);
            }
            self.touched = self.touched.and(old.keywords());
            if moved.is_some_and(|now| now.start == range.start) {
                return None;
            }
        }
        None
    }

    /// Whether what follows does not change how a text is read that no edit has changed.
    fn is_same(&self, old: &Placed<Instruction>, range: ByteRange, escape: Escape) -> bool {
        let source = self.text.slice(range);
        let content = source.trim_end();
        let ends_by_itself = source.ends_with('\n') && !content.ends_with(escape.0);
        ends_by_itself && old.length == content.len() && !old.marks.has(Marks::OPEN)
    }

    /// What came or went, where all from `index` on is taken over without a look; everything, where
    /// one came or went that tells how others are read.
    pub fn finish(self, index: usize) -> Keywords {
        let gone = self.old.get(self.next..index).unwrap_or_default();
        let gone = gone.iter().map(|placed| placed.keywords());
        let touched = gone.fold(self.touched, Keywords::and);
        const SHAPING: Keywords = Keywords::of(&[Keyword::From, Keyword::Shell, Keyword::Onbuild]);
        match touched.meets(SHAPING) {
            true => Keywords::ALL,
            false => touched,
        }
    }
}

fn afresh(text: &Text, node: syntax::Instruction, escape: Escape) -> (Instruction, Marks) {
    let mut instruction = lower_instruction(text, node, escape);
    let range = node.node().byte_range();
    instruction.review = errors::review(&instruction, &text.slice(range), escape.0);
    let marks = instruction.review.as_deref().map(Marks::of);
    let mut marks = marks.unwrap_or_default();
    if instruction.seeks_end() {
        marks = marks.and(Marks::OPEN);
    }
    (instruction, marks)
}

/// Finds the stages that the parser took over: nearly always the next one, or one close to it.
pub(super) struct Stages<'a> {
    old: &'a [Placed<Stage>],
    next: usize,
}

impl<'a> Stages<'a> {
    const NEARBY: usize = 8;

    pub fn new(old: &'a [Placed<Stage>]) -> Self {
        Stages { old, next: 0 }
    }

    pub fn find(&mut self, identity: usize) -> Option<&'a Placed<Stage>> {
        let nearby = self.old[self.next..].iter().take(Self::NEARBY);
        let position = nearby
            .map(|stage| stage.identity)
            .position(|each| each == identity)?;
        self.next += position + 1;
        self.old.get(self.next - 1)
    }

    /// What most likely stood where something new stands now.
    pub fn next_unused(&self) -> Option<&'a Placed<Stage>> {
        self.old.get(self.next)
    }
}
