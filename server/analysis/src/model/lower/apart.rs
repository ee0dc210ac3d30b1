//! What lies so far from an edit that nobody need look at its nodes: in a stage of thousands of
//! instructions that is nearly all of it.

use super::Before;
use crate::errors::Marks;
use crate::model::{Dockerfile, Instruction, Placed, Span, Stage};
use crate::rules::Replaced;
use tree_sitter::InputEdit;

/// All edits taken for one, with the rows that they add.
pub(super) struct Region {
    replaced: Replaced,
    rows: isize,
}

impl Region {
    /// `None` where an edit may change what is far from it.
    pub fn of(before: &Before) -> Option<Region> {
        if has_open_heredoc(before.file) {
            return None;
        }
        let mut edits = before.edits.iter();
        let first = edits.next()?;
        let mut region = Region {
            replaced: Replaced::from(first),
            rows: rows_added(first),
        };
        for edit in edits {
            region.replaced = region.replaced.then(Replaced::from(edit));
            region.rows += rows_added(edit);
        }
        Some(region)
    }
}

fn rows_added(edit: &InputEdit) -> isize {
    edit.new_end_position.row as isize - edit.old_end_position.row as isize
}

pub(super) fn has_open_heredoc(file: &Dockerfile) -> bool {
    let globals = file.globals.iter().map(|placed| placed.marks);
    let stages = file.stages.iter().map(|placed| placed.marks);
    globals.chain(stages).any(|marks| marks.has(Marks::OPEN))
}

/// The instructions of a stage that certainly are as they were, in front and at the end of it. Next
/// to an edit none is certain: where an instruction ends is told by what follows.
pub(super) struct Apart<'a> {
    old: &'a Placed<Stage>,
    in_front: usize,
    at_end: usize,
    /// From where an instruction at the end was to where it is.
    bytes: isize,
    rows: isize,
}

impl<'a> Apart<'a> {
    /// Of a stage that starts at this byte and row now.
    pub fn of(old: &'a Placed<Stage>, region: &Region, start: usize, row: usize) -> Apart<'a> {
        let Replaced {
            start: from,
            old_end,
            new_end,
        } = region.replaced;
        let starts_before = |byte: usize| {
            let instructions = &old.instructions;
            instructions.partition_point(|each| old.start + each.start < byte)
        };
        let in_front = match old.start == start {
            true => starts_before(from + 1).saturating_sub(1),
            false => 0,
        };
        let at_end = (starts_before(old_end) + 1).min(old.instructions.len());
        let moved = |by: isize, was: usize, is: usize| by + was as isize - is as isize;
        Apart {
            old,
            in_front,
            at_end: at_end.max(in_front),
            bytes: moved(new_end as isize - old_end as isize, old.start, start),
            rows: moved(region.rows, old.row, row),
        }
    }

    pub fn in_front(&self) -> &'a [Placed<Instruction>] {
        &self.old.instructions[..self.in_front]
    }

    /// Where what has to be looked at starts, counted from the start of the stage.
    pub fn resume(&self) -> usize {
        let last = self.in_front().last();
        last.map_or(0, |last| last.start + last.length)
    }

    pub fn comments_in_front(&self) -> &'a [Span] {
        let resume = self.resume();
        let comments = &self.old.comments;
        &comments[..comments.partition_point(|comment| (comment.start as usize) < resume)]
    }

    /// Whether all that follows an instruction is as it was, if one starts at this byte of the stage.
    pub fn meets(&mut self, start: usize) -> bool {
        let rest = &self.old.instructions[self.at_end..];
        let was = start.checked_add_signed(-self.bytes);
        let Some(was) = was else { return false };
        self.at_end += rest.partition_point(|each| each.start < was);
        let next = self.old.instructions.get(self.at_end);
        next.is_some_and(|next| next.start == was)
    }

    /// The index of the first that `meets` has met.
    pub fn met(&self) -> usize {
        self.at_end
    }

    pub fn at_end(&self) -> impl Iterator<Item = Placed<Instruction>> {
        let met = &self.old.instructions[self.at_end..];
        met.iter().map(|placed| Placed {
            start: placed.start.saturating_add_signed(self.bytes),
            row: placed.row.saturating_add_signed(self.rows),
            ..placed.clone()
        })
    }

    pub fn comments_at_end(&self) -> impl Iterator<Item = Span> {
        let comments = &self.old.comments;
        let met = self.old.instructions.get(self.at_end);
        let from = met.map_or(usize::MAX, |met| met.start);
        let first = comments.partition_point(|comment| (comment.start as usize) < from);
        let moved = |byte: u32| byte.saturating_add_signed(self.bytes as i32);
        comments[first..].iter().map(move |comment| Span {
            start: moved(comment.start),
            end: moved(comment.end),
        })
    }
}
