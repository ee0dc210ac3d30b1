//! What a Dockerfile says, apart from how it is written: stages, instructions, words.
//!
//! Spans count from the start of the instruction they are in, so that an instruction which an edit
//! did not touch is shared with the document before, wherever the edit moved it.

pub mod cache;
mod expand;
mod image;
mod instruction;
mod json;
mod keyword;
pub mod layers;
mod lower;
mod pattern;
mod scope;
pub mod state;
mod workdir;

pub use expand::{ExpandError, Expanded, expand, expand_body, expand_words, mentioned};
pub use image::{DOCKER_HUB, ImageReference, Reference};
pub use instruction::{
    Body, Command, Expansion, Flag, From, Heredoc, Instruction, Marker, MountOption, Nested, Pair,
    Port, Source, Span, Transfer, Word,
};
pub use json::{array_of_strings, bare_elements, is_array_of_others, json_text};
pub use keyword::{Keyword, Keywords};
pub use lower::{Before, lower, lower_in_parts};
pub use scope::{Origin, PLATFORM_ARGUMENTS, Variable, Variables};
pub use state::{Evaluation, Platform, State};
pub use workdir::workdir;

use crate::errors::{Marks, Review};
use crate::rules::{Earlier, JudgedStage};
use crate::shell::Interpreter;
use crate::text::ByteRange;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

#[derive(Clone, Default, Debug)]
pub struct Dockerfile {
    pub directives: Vec<Directive>,
    /// The escape character: `\`, or `` ` `` where a directive says so.
    pub escape: Escape,
    /// What stands before the first FROM.
    pub globals: Vec<Placed<Instruction>>,
    pub stages: Vec<Placed<Stage>>,
    /// Comments before the first FROM and after the last instruction of each stage.
    pub comments: Vec<ByteRange>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Escape(pub char);

impl Default for Escape {
    fn default() -> Escape {
        Escape('\\')
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// The `#`.
    pub start: usize,
    /// In lower case: `syntax`, `escape` or `check`.
    pub name: String,
    pub name_range: ByteRange,
    pub value: String,
    pub value_range: ByteRange,
    pub row: usize,
}

/// Something shared between versions of a document, with its place in this one.
pub struct Placed<T> {
    /// Byte and row, counted from the start of what holds it.
    pub start: usize,
    pub row: usize,
    /// What has to be looked at in it: known without looking, so that a key in a large file need not.
    pub(crate) marks: Marks,
    item: Arc<T>,
}

impl<T> Clone for Placed<T> {
    fn clone(&self) -> Placed<T> {
        Placed {
            item: Arc::clone(&self.item),
            ..*self
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Placed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{} {:?}", self.row, self.start, self.item)
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.item
    }
}

impl Placed<Stage> {
    /// It keeps something for the stages that are built on it.
    pub fn has_triggers(&self) -> bool {
        self.marks.has(Marks::TRIGGER)
    }
}

/// A stage: the FROM and what follows it. All starts count from that FROM.
#[derive(Default)]
pub struct Stage {
    /// Never empty: the first is the FROM.
    pub instructions: Vec<Placed<Instruction>>,
    pub comments: Vec<Span>,
    /// Tells its node in the tree from every other one that is alive.
    identity: usize,
    /// Filled when somebody asks, and kept as long as the stage stays the same.
    pub(crate) findings: OnceLock<Arc<JudgedStage>>,
    /// Of the stage that this one was before the last edit.
    pub(crate) earlier: Option<Earlier<JudgedStage>>,
}

/// What it says, not what is known about it.
impl fmt::Debug for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = (&self.instructions, &self.comments);
        said.fmt(formatter)
    }
}

/// An instruction with its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    pub instruction: &'a Instruction,
    pub start: usize,
    pub row: usize,
    /// `None` before the first FROM.
    pub stage: Option<usize>,
}

impl Located<'_> {
    pub fn range(&self) -> ByteRange {
        self.start..self.start + self.instruction.length
    }

    /// The range of a span of this instruction in the document.
    pub fn at(&self, span: Span) -> ByteRange {
        self.start + span.start as usize..self.start + span.end as usize
    }

    pub fn last_row(&self) -> usize {
        self.row + self.instruction.rows
    }
}

impl Dockerfile {
    pub fn instructions(&self) -> impl Iterator<Item = Located<'_>> {
        let stages = 0..self.stages.len();
        self.global_instructions()
            .chain(stages.flat_map(|stage| self.instructions_of(stage)))
    }

    /// Those before the first FROM.
    pub fn global_instructions(&self) -> impl Iterator<Item = Located<'_>> {
        self.globals.iter().map(|placed| Located {
            instruction: placed,
            start: placed.start,
            row: placed.row,
            stage: None,
        })
    }

    /// The instructions that BuildKit rejects, or may reject where they run, with their starts.
    pub(crate) fn faulty(&self) -> impl Iterator<Item = (usize, &Review)> {
        let reviewed = |placed: &'_ Placed<Instruction>| placed.marks.has(Marks::FAULTY);
        let globals = self.globals.iter().filter(move |placed| reviewed(placed));
        let globals =
            globals.filter_map(|placed| Some((placed.start, placed.item.review.as_deref()?)));
        let stages = self.stages.iter();
        let stages = stages.filter(|stage| stage.marks.has(Marks::FAULTY));
        globals.chain(stages.flat_map(move |stage| {
            let faulty = stage
                .instructions
                .iter()
                .filter(move |placed| reviewed(placed));
            faulty.filter_map(|placed| {
                Some((stage.start + placed.start, placed.item.review.as_deref()?))
            })
        }))
    }

    /// The FROM of a stage and what follows it.
    pub fn instructions_of(&self, stage: usize) -> impl Iterator<Item = Located<'_>> {
        self.stages.get(stage).into_iter().flat_map(move |placed| {
            placed.instructions.iter().map(move |instruction| Located {
                instruction,
                start: placed.start + instruction.start,
                row: placed.row + instruction.row,
                stage: Some(stage),
            })
        })
    }

    /// What the instructions of a stage name to take files from: stages, images or contexts. Nothing
    /// behind ONBUILD is among them.
    pub fn sources_of(&self, stage: usize) -> impl Iterator<Item = (Located<'_>, &str, Span)> {
        let takes = |placed: &&Placed<Stage>| placed.marks.has(Marks::TAKES);
        let takes = self.stages.get(stage).filter(takes).is_some();
        let located = takes.then(|| self.instructions_of(stage));
        located.into_iter().flatten().flat_map(|located| {
            let sources = located.instruction.sources();
            sources.map(move |(name, span)| (located, name, span))
        })
    }

    /// The instruction that a byte lies in.
    pub fn instruction_at(&self, byte: usize) -> Option<Located<'_>> {
        let stage = self
            .stages
            .partition_point(|stage| stage.start <= byte)
            .checked_sub(1);
        let found = match stage {
            None => {
                let index = self
                    .globals
                    .partition_point(|placed| placed.start <= byte)
                    .checked_sub(1)?;
                let found = &self.globals[index];
                Some(Located {
                    instruction: found,
                    start: found.start,
                    row: found.row,
                    stage: None,
                })
            }
            Some(stage) => {
                let placed = &self.stages[stage];
                let inner = byte - placed.start;
                let index = placed
                    .instructions
                    .partition_point(|each| each.start <= inner)
                    .checked_sub(1)?;
                let found = &placed.instructions[index];
                Some(Located {
                    instruction: found,
                    start: placed.start + found.start,
                    row: placed.row + found.row,
                    stage: Some(stage),
                })
            }
        };
        found.filter(|located| located.range().contains(&byte) || located.range().end == byte)
    }

    /// Every comment on a line of its own between instructions.
    pub fn comments(&self) -> impl Iterator<Item = ByteRange> {
        let of_stages = self.stages.iter().flat_map(|stage| {
            stage
                .comments
                .iter()
                .map(|span| stage.start + span.start as usize..stage.start + span.end as usize)
        });
        self.comments.iter().cloned().chain(of_stages)
    }
}

impl Stage {
    /// The shell in force at its end, if it names one.
    pub(crate) fn last_shell(&self) -> Option<Interpreter> {
        let mut backwards = self.instructions.iter().rev();
        backwards.find_map(|placed| placed.sets_shell())
    }

    pub fn from(&self) -> Option<&From> {
        match &self.instructions.first()?.body {
            Body::From(from) => Some(from),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&Word> {
        self.from()?.name.as_ref()
    }
}
