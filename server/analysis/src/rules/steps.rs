//! What BuildKit carries out in a stage, in its order: first what ONBUILD keeps in the stage below,
//! then the stage's own instructions.

use super::FileView;
use crate::model::{Body, Flag, Keyword, Located, Nested, Span};
use crate::text::ByteRange;
use std::cell::Cell;

#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub keyword: Keyword,
    pub flags: &'a [Flag],
    pub body: &'a Body,
    /// Where it is written.
    pub located: Located<'a>,
    /// The FROM of the stage that carries it out, if it is written in another one.
    pub from: Option<Located<'a>>,
}

impl<'a> Step<'a> {
    fn own(located: Located<'a>) -> Step<'a> {
        Step {
            keyword: located.instruction.keyword,
            flags: &located.instruction.flags,
            body: &located.instruction.body,
            located,
            from: None,
        }
    }

    fn kept(located: Located<'a>, nested: &'a Nested, from: Option<Located<'a>>) -> Step<'a> {
        Step {
            keyword: nested.keyword,
            flags: &nested.flags,
            body: &nested.body,
            located,
            from,
        }
    }

    /// Where to report it: BuildKit reports a trigger at the FROM that brings it.
    pub fn place(&self, span: Span) -> ByteRange {
        match self.from {
            Some(from) => from.at(from.instruction.written.span),
            None => self.located.at(span),
        }
    }
}

/// The stages that are built on, which is where triggers can come from, and those that are not left
/// out when the last one is built.
pub struct Stages {
    bases: Vec<Option<usize>>,
    roots: Vec<usize>,
    is_base: Vec<bool>,
    has_triggers: Vec<bool>,
    is_needed: Vec<bool>,
    triggers_left: Cell<usize>,
}

/// Far more than a real file has: every stage on a base runs all that the base holds.
const MOST_TRIGGERS: usize = 20_000;

impl Stages {
    pub fn read(file: &FileView) -> Stages {
        let count = file.stages.len();
        let evaluation = file.evaluation();
        let bases: Vec<_> = (0..count)
            .map(|stage| evaluation.base_stage(stage))
            .collect();
        let mut roots: Vec<usize> = Vec::with_capacity(count);
        let mut is_base = vec![false; count];
        for (stage, base) in bases.iter().enumerate() {
            roots.push(
                base.and_then(|base| roots.get(base).copied())
                    .unwrap_or(stage),
            );
            if let Some(base) = base {
                is_base[*base] = true;
            }
        }
        let has_triggers = |stage: usize| {
            let mut own = file.stages[stage].instructions.iter();
            is_base[stage] && own.any(|each| each.keyword == Keyword::Onbuild)
        };
        let has_triggers: Vec<bool> = (0..count).map(has_triggers).collect();
        let is_needed = match has_triggers.contains(&true) {
            true => needed(file, &bases),
            false => Vec::new(),
        };
        Stages {
            bases,
            roots,
            is_base,
            has_triggers,
            is_needed,
            triggers_left: Cell::new(MOST_TRIGGERS),
        }
    }

    /// Whether another stage builds on it.
    pub fn is_base(&self, stage: usize) -> bool {
        self.is_base.get(stage) == Some(&true)
    }

    /// The earlier stage that a stage builds on.
    pub fn base(&self, stage: usize) -> Option<usize> {
        self.bases.get(stage).copied().flatten()
    }

    /// The first of the stages that a stage builds on, one on the other.
    pub fn root(&self, stage: usize) -> usize {
        self.roots.get(stage).copied().unwrap_or(stage)
    }

    pub fn steps<'a>(&'a self, file: &'a FileView, stage: usize) -> impl Iterator<Item = Step<'a>> {
        let has_triggers = |base: &usize| self.has_triggers.get(*base) == Some(&true);
        let is_needed = self.is_needed.get(stage) == Some(&true);
        let base = self.base(stage).filter(has_triggers).filter(|_| is_needed);
        let from = file.instructions_of(stage).next();
        let below = base.into_iter().flat_map(|base| file.instructions_of(base));
        let triggers = below.filter_map(move |located| match &located.instruction.body {
            Body::Trigger(Some(nested)) => {
                let left = self.triggers_left.get().checked_sub(1)?;
                self.triggers_left.set(left);
                Some(Step::kept(located, nested, from))
            }
            _ => None,
        });
        triggers.chain(file.instructions_of(stage).map(Step::own))
    }
}

/// The stages that the last one needs.
fn needed(file: &FileView, bases: &[Option<usize>]) -> Vec<bool> {
    let mut is_needed = vec![false; bases.len()];
    let mut waiting: Vec<usize> = bases.len().checked_sub(1).into_iter().collect();
    while let Some(stage) = waiting.pop() {
        if std::mem::replace(&mut is_needed[stage], true) {
            continue;
        }
        waiting.extend(bases[stage]);
        for located in file.instructions_of(stage) {
            let instruction = located.instruction;
            let (keyword, flags) = (instruction.keyword, &instruction.flags);
            waiting.extend(file.evaluation().stages_used(keyword, flags, stage));
        }
    }
    is_needed
}
