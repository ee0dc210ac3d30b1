//! Which instruction makes a layer, as BuildKit counts them.

use super::state::{Evaluation, Step as Evaluated};
use super::*;
use crate::document::Document;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayerTable {
    pub stages: Vec<StageLayers>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageLayers {
    pub index: usize,
    pub name: Option<String>,
    /// With the variables replaced whose values are known.
    pub base: String,
    pub base_stage: Option<usize>,
    /// The stage that a plain `docker build` builds: the last one.
    pub target: bool,
    /// The target, or a stage that it builds on.
    pub in_target_chain: bool,
    /// What this stage adds itself.
    pub layers: usize,
    pub metadata: usize,
    pub line: usize,
    pub end_line: usize,
    pub steps: Vec<Step>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub keyword: Keyword,
    pub line: usize,
    pub end_line: usize,
    pub effect: Effect,
    /// Of the layer in its stage, from 1.
    pub number: Option<usize>,
    /// The instruction on one line.
    pub summary: Arc<str>,
    /// It stands in the stage that this one builds on, behind ONBUILD.
    pub from_trigger: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    Layer,
    Metadata,
    /// ONBUILD: something for the stages that build on this one.
    Trigger,
}

pub fn layers(document: &Document) -> LayerTable {
    let file = document.dockerfile();
    let mut evaluation = Evaluation::new(file);
    let mut stages: Vec<_> = (0..file.stages.len())
        .map(|stage| stage_layers(document, &mut evaluation, stage))
        .collect();
    let mut link = stages.len().checked_sub(1);
    while let Some(stage) = link {
        stages[stage].in_target_chain = true;
        link = stages[stage].base_stage;
    }
    LayerTable { stages }
}

fn stage_layers(document: &Document, evaluation: &mut Evaluation, index: usize) -> StageLayers {
    let file = document.dockerfile();
    let stage = &file.stages[index];
    let mut state = evaluation.start(index);
    let mut layers = StageLayers {
        index,
        name: stage.name().map(|name| name.text.to_string()),
        base: evaluation.base_name(index),
        base_stage: evaluation.base_stage(index),
        target: index + 1 == file.stages.len(),
        in_target_chain: false,
        layers: 0,
        metadata: 0,
        line: stage.row,
        end_line: stage.row,
        steps: Vec::new(),
    };
    for (located, trigger) in evaluation.triggers(index) {
        let step = Evaluated::of_trigger(trigger);
        evaluation.apply(&mut state, step, index);
        let onbuild = document.one_line(&located);
        let summary = onbuild.split_once(' ').map_or("", |(_, trigger)| trigger);
        layers.push(
            trigger.keyword,
            &state,
            (stage.row, stage.row),
            summary.into(),
            true,
        );
    }
    for located in file.instructions_of(index) {
        let instruction = located.instruction;
        layers.end_line = located.last_row();
        evaluation.apply(&mut state, Evaluated::of(instruction, located.start), index);
        if matches!(instruction.keyword, Keyword::From | Keyword::Unknown) {
            continue;
        }
        let rows = (located.row, located.last_row());
        layers.push(
            instruction.keyword,
            &state,
            rows,
            document.one_line(&located),
            false,
        );
    }
    layers
}

impl StageLayers {
    fn push(
        &mut self,
        keyword: Keyword,
        after: &State,
        (line, end_line): (usize, usize),
        summary: Arc<str>,
        from_trigger: bool,
    ) {
        let effect = effect(keyword, after);
        match effect {
            Effect::Layer => self.layers += 1,
            Effect::Metadata => self.metadata += 1,
            Effect::Trigger => {}
        }
        let number = (effect == Effect::Layer).then_some(self.layers);
        self.steps.push(Step {
            keyword,
            line,
            end_line,
            effect,
            number,
            summary,
            from_trigger,
        });
    }
}

/// What an instruction leaves in the image; `after` is what is in force after it.
pub fn effect(keyword: Keyword, after: &State) -> Effect {
    match keyword {
        Keyword::Run | Keyword::Copy | Keyword::Add => Effect::Layer,
        // The root directory is always there.
        Keyword::Workdir if !matches!(after.workdir.as_str(), "" | "/" | "\\") => Effect::Layer,
        Keyword::Onbuild => Effect::Trigger,
        _ => Effect::Metadata,
    }
}
