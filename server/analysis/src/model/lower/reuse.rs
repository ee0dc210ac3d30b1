//! What was lowered before, found again: what the parser took over need not be read afresh.

use super::{Before, identity_below, lower_instruction, placed};
use crate::errors::{self, Marks};
use crate::model::{Escape, Instruction, Keyword, Keywords, Placed};
use crate::rules::Replaced;
use crate::syntax::{self, Syntax};
use crate::text::{ByteRange, Text};
use std::sync::Arc;
use tree_sitter::{InputEdit, TreeCursor};

pub(super) struct Lowered<T> {
    pub item: Arc<T>,
    pub marks: Marks,
}

/// Lowers instructions that follow each other, and counts what an edit touched of them.
pub(super) struct Instructions<'a> {
    text: &'a Text,
    reuse: Reuse<'a, Instruction>,
    edits: &'a [InputEdit],
    /// Of what holds the old ones.
    old_start: usize,
    touched: Keywords,
}

impl<'a> Instructions<'a> {
    pub fn new(
        text: &'a Text,
        reuse: Reuse<'a, Instruction>,
        before: Option<&Before<'a>>,
        old_start: usize,
    ) -> Instructions<'a> {
        Instructions {
            text,
            reuse,
            edits: before.map_or(&[], |before| before.edits),
            old_start,
            touched: Keywords::NONE,
        }
    }

    pub fn lower(
        &mut self,
        cursor: &mut TreeCursor,
        escape: Escape,
        start: usize,
        row: usize,
    ) -> Option<Placed<Instruction>> {
        let identity = identity_below(cursor);
        let node = cursor.node();
        let lowered = match self.reuse.find(identity) {
            Some((skipped, lowered)) => {
                self.touch(skipped);
                lowered
            }
            None => {
                let instruction = syntax::Instruction::cast(node)?;
                match self.same(node.byte_range(), escape) {
                    Some(lowered) => lowered,
                    None => {
                        let lowered = self.afresh(instruction, escape);
                        self.touched = self.touched.and(lowered.item.keywords());
                        lowered
                    }
                }
            }
        };
        Some(placed(node, start, row, identity, lowered))
    }

    /// The parser puts neighbours of an edit together anew, though nothing in them has changed.
    fn same(&mut self, range: ByteRange, escape: Escape) -> Option<Lowered<Instruction>> {
        let old = self.reuse.next_unused()?;
        let start = self.old_start + old.start;
        let mut edits = self.edits.iter().map(Replaced::from);
        let moved = edits.try_fold(start..start + range.len(), |range, edit| edit.moves(range))?;
        let source = self.text.slice(range.clone());
        let content = source.trim_end();
        // Where a heredoc or a last continuation ends is for what follows to say.
        let is_open = source.contains("<<") || content.ends_with(escape.0);
        let ends_by_itself = !is_open && source.ends_with('\n');
        let is_same = moved == range && ends_by_itself && old.length == content.len();
        is_same.then(|| self.reuse.take_next()).flatten()
    }

    fn afresh(&self, node: syntax::Instruction, escape: Escape) -> Lowered<Instruction> {
        let mut instruction = lower_instruction(self.text, node, escape);
        let range = node.node().byte_range();
        instruction.review = errors::review(&instruction, &self.text.slice(range), escape.0);
        let marks = instruction.review.as_deref().map(Marks::of);
        Lowered {
            marks: marks.unwrap_or_default(),
            item: Arc::new(instruction),
        }
    }

    fn touch(&mut self, gone: &[Placed<Instruction>]) {
        let keywords = gone.iter().map(|placed| placed.keywords());
        self.touched = keywords.fold(self.touched, Keywords::and);
    }

    /// What came or went; everything, where one did that tells how others are read.
    pub fn finish(mut self) -> Keywords {
        self.touch(self.reuse.rest());
        const SHAPING: Keywords = Keywords::of(&[Keyword::From, Keyword::Shell, Keyword::Onbuild]);
        match self.touched.meets(SHAPING) {
            true => Keywords::ALL,
            false => self.touched,
        }
    }
}

/// Finds what was lowered before: nearly always the next one, or one close to it.
pub(super) struct Reuse<'a, T> {
    old: &'a [Placed<T>],
    next: usize,
}

impl<'a, T> Reuse<'a, T> {
    const NEARBY: usize = 8;

    pub fn new(old: &'a [Placed<T>]) -> Self {
        Reuse { old, next: 0 }
    }

    /// With those that stood before it, and will not be found any more.
    pub fn find(&mut self, identity: usize) -> Option<(&'a [Placed<T>], Lowered<T>)> {
        let rest = self.rest();
        let nearby = &rest[..rest.len().min(Self::NEARBY)];
        let position = nearby.iter().position(|each| each.identity == identity)?;
        self.next += position + 1;
        Some((&rest[..position], Lowered::of(&rest[position])))
    }

    /// What most likely stood where something new stands now.
    pub fn next_unused(&self) -> Option<&'a Placed<T>> {
        self.old.get(self.next)
    }

    fn take_next(&mut self) -> Option<Lowered<T>> {
        let next = self.next_unused()?;
        self.next += 1;
        Some(Lowered::of(next))
    }

    fn rest(&self) -> &'a [Placed<T>] {
        &self.old[self.next..]
    }
}

impl<T> Lowered<T> {
    fn of(placed: &Placed<T>) -> Lowered<T> {
        Lowered {
            item: Arc::clone(&placed.item),
            marks: placed.marks,
        }
    }
}
