//! What BuildKit carries out in a stage, in its order: first what ONBUILD keeps in the stage below,
//! then the stage's own instructions.

use super::FileView;
use crate::model::{Body, Flag, Keyword, Located, Nested, Span};
use crate::text::ByteRange;

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
    has_triggers: Vec<bool>,
    is_needed: Vec<bool>,
}

impl Stages {
    pub fn read(file: &FileView) -> Stages {
        let count = file.stages.len();
        let evaluation = file.evaluation();
        let bases: Vec<_> = (0..count)
            .map(|stage| evaluation.base_stage(stage))
            .collect();
        let mut stages = Stages {
            has_triggers: vec![false; count],
            is_needed: Vec::new(),
            bases,
        };
        for base in stages.bases.iter().flatten() {
            let mut own = file.stages[*base].instructions.iter();
            stages.has_triggers[*base] |= own.any(|each| each.keyword == Keyword::Onbuild);
        }
        if stages.has_triggers.contains(&true) {
            stages.is_needed = needed(file, &stages.bases);
        }
        stages
    }

    /// The earlier stage that a stage builds on.
    pub fn base(&self, stage: usize) -> Option<usize> {
        self.bases.get(stage).copied().flatten()
    }

    /// The first of the stages that a stage builds on, one on the other.
    pub fn root(&self, stage: usize) -> usize {
        let below = std::iter::successors(Some(stage), |stage| self.base(*stage));
        below.last().unwrap_or(stage)
    }

    pub fn steps<'a>(&self, file: &'a FileView, stage: usize) -> impl Iterator<Item = Step<'a>> {
        let has_triggers = |base: &usize| self.has_triggers.get(*base) == Some(&true);
        let is_needed = self.is_needed.get(stage) == Some(&true);
        let base = self.base(stage).filter(has_triggers).filter(|_| is_needed);
        let from = file.instructions_of(stage).next();
        let below = base.into_iter().flat_map(|base| file.instructions_of(base));
        let triggers = below.filter_map(move |located| match &located.instruction.body {
            Body::Trigger(Some(nested)) => Some(Step::kept(located, nested, from)),
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
