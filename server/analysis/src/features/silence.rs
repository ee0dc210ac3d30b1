//! Which findings the comments of a file silence, and which of the comments silence none.

use crate::Document;
use crate::rules::ignores::{IgnoreComment, Scope, Tool};
use std::collections::HashMap;

/// The ignored codes by what they are about, so that a finding meets only those about it.
pub(super) struct Silence<'a> {
    document: &'a Document,
    of_file: Vec<Ignored<'a>>,
    of_stage: HashMap<usize, Vec<Ignored<'a>>>,
    of_instruction: HashMap<usize, Vec<Ignored<'a>>>,
    /// For each code of each comment, in order.
    pub is_used: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Ignored<'a> {
    code: &'a str,
    /// `check=skip=all`
    is_all: bool,
    /// Among all codes of all comments.
    index: usize,
}

impl<'a> Silence<'a> {
    pub fn of(document: &'a Document, comments: &'a [IgnoreComment]) -> Silence<'a> {
        let mut silence = Silence {
            document,
            of_file: Vec::new(),
            of_stage: HashMap::new(),
            of_instruction: HashMap::new(),
            is_used: Vec::new(),
        };
        for comment in comments {
            for code in &comment.codes {
                let ignored = Ignored {
                    code: &code.code,
                    is_all: comment.tool == Tool::Check && code.code == "all",
                    index: silence.is_used.len(),
                };
                silence.is_used.push(false);
                let about = match comment.scope {
                    Scope::File => &mut silence.of_file,
                    Scope::Stage(stage) => silence.of_stage.entry(stage).or_default(),
                    Scope::Instruction(start) => silence.of_instruction.entry(start).or_default(),
                    Scope::Nothing => continue,
                };
                about.push(ignored);
            }
        }
        silence
    }

    /// Whether a finding at a place is not to be told.
    pub fn covers(&mut self, at: usize, has_code: impl Fn(&str) -> bool) -> bool {
        if self.is_used.is_empty() {
            return false;
        }
        let file = self.document.dockerfile();
        let stage = file.stages.partition_point(|stage| stage.start <= at);
        let of_stage = stage
            .checked_sub(1)
            .and_then(|stage| self.of_stage.get(&stage));
        let instruction = file.instruction_at(at).map(|located| located.start);
        let of_instruction = instruction.and_then(|start| self.of_instruction.get(&start));
        let about = [Some(&self.of_file), of_stage, of_instruction];
        let mut is_covered = false;
        for ignored in about.into_iter().flatten().flatten() {
            if ignored.is_all || has_code(ignored.code) {
                self.is_used[ignored.index] = true;
                is_covered = true;
            }
        }
        is_covered
    }
}
