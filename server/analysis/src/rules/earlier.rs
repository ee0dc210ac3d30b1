//! What rules found in a version of a document before, as far as it still holds: a key in one
//! instruction changes nothing for a rule that does not read such instructions.

use super::Finding;
use crate::model::Keywords;
use crate::text::ByteRange;
use std::sync::Arc;
use tree_sitter::InputEdit;

/// What was found earlier, and what has changed since.
#[derive(Debug)]
pub(crate) struct Earlier<T> {
    pub judged: Arc<T>,
    changes: Changes,
}

/// What edits did to a document, or to a stage of it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Changes {
    /// Of the instructions that came, went, or are read afresh.
    pub touched: Keywords,
    /// One after the other.
    pub edits: Vec<Replaced>,
}

/// A piece of text that was replaced by another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replaced {
    pub start: usize,
    pub old_end: usize,
    pub new_end: usize,
}

/// Who has not looked for so long had better look again.
const MOST_EDITS: usize = 64;

impl<T> Clone for Earlier<T> {
    fn clone(&self) -> Earlier<T> {
        Earlier {
            judged: Arc::clone(&self.judged),
            changes: self.changes.clone(),
        }
    }
}

impl<T> Earlier<T> {
    /// For a version that `changes` made of one that was judged itself, or still holds what is known
    /// of an earlier one.
    pub fn after(
        judged: Option<&Arc<T>>,
        before: Option<&Earlier<T>>,
        changes: Changes,
    ) -> Option<Earlier<T>> {
        let earlier = match judged {
            Some(judged) => Earlier {
                judged: Arc::clone(judged),
                changes,
            },
            None => {
                let mut earlier = before?.clone();
                let touched = earlier.changes.touched;
                earlier.changes.touched = touched.and(changes.touched);
                earlier.changes.edits.extend(changes.edits);
                earlier
            }
        };
        let Changes { touched, edits } = &earlier.changes;
        let holds = *touched != Keywords::ALL && edits.len() <= MOST_EDITS;
        holds.then_some(earlier)
    }

    /// The findings of a rule as they are now; `None` if it has to look again.
    pub fn still(&self, findings: &[Finding], reads: Keywords) -> Option<Vec<Finding>> {
        let Changes { touched, edits } = &self.changes;
        if reads == Keywords::ALL || touched.meets(reads) {
            return None;
        }
        let moved = |finding: &Finding| {
            let mut finding = finding.clone();
            finding.move_ranges(|range| {
                let range = edits
                    .iter()
                    .try_fold(range, |range, edit| edit.moves(range));
                range.ok_or(())
            })?;
            Ok(finding)
        };
        let moved: Result<Vec<Finding>, ()> = findings.iter().map(moved).collect();
        moved.ok()
    }
}

impl From<&InputEdit> for Replaced {
    fn from(edit: &InputEdit) -> Replaced {
        Replaced {
            start: edit.start_byte,
            old_end: edit.old_end_byte,
            new_end: edit.new_end_byte,
        }
    }
}

impl Replaced {
    /// `start` must not lie behind it.
    pub fn counted_from(self, start: usize) -> Replaced {
        Replaced {
            start: self.start - start,
            old_end: self.old_end - start,
            new_end: self.new_end - start,
        }
    }

    /// Both as one; `next` counts in the text that this one made.
    pub fn then(self, next: Replaced) -> Replaced {
        let end = self.new_end.max(next.old_end);
        Replaced {
            start: self.start.min(next.start),
            old_end: self.old_end + (end - self.new_end),
            new_end: next.new_end + (end - next.old_end),
        }
    }

    /// Where a range lies afterwards; `None` if it cannot be told.
    pub fn moves(&self, range: ByteRange) -> Option<ByteRange> {
        if range.end < self.start {
            Some(range)
        } else if range.start > self.old_end {
            let moved = |byte: usize| byte - self.old_end + self.new_end;
            Some(moved(range.start)..moved(range.end))
        } else {
            None
        }
    }
}
