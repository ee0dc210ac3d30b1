//! Which instruction makes a layer, as BuildKit counts them.

use super::state::{Evaluation, Step as Evaluated};
use super::*;
use crate::document::Document;
use std::collections::BTreeSet;

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
    /// The target, or a stage that it builds on, copies from or mounts: no other is built at all.
    pub needed: bool,
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
    /// Of the instruction in the document, or of the ONBUILD that holds it.
    pub start: usize,
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
    for stage in needed_stages(&evaluation, file) {
        stages[stage].needed = true;
    }
    LayerTable { stages }
}

/// The last stage, and all that it builds on, copies from or mounts.
fn needed_stages(evaluation: &Evaluation, file: &Dockerfile) -> BTreeSet<usize> {
    let mut needed = BTreeSet::new();
    let mut open: Vec<usize> = file.stages.len().checked_sub(1).into_iter().collect();
    while let Some(stage) = open.pop() {
        if !needed.insert(stage) {
            continue;
        }
        open.extend(evaluation.base_stage(stage));
        for (_, trigger) in evaluation.triggers(stage) {
            open.extend(evaluation.stages_used(trigger.keyword, &trigger.flags, stage));
        }
        for located in file.instructions_of(stage) {
            let instruction = located.instruction;
            open.extend(evaluation.stages_used(instruction.keyword, &instruction.flags, stage));
        }
    }
    needed
}

fn stage_layers(document: &Document, evaluation: &mut Evaluation, index: usize) -> StageLayers {
    let file = document.dockerfile();
    let stage = &file.stages[index];
    let mut state = evaluation.start(index);
    let mut layers = StageLayers {
        index,
        name: stage.name().map(|name| name.text.to_string()),
        base: evaluation.base_name(index).to_owned(),
        base_stage: evaluation.base_stage(index),
        target: index + 1 == file.stages.len(),
        in_target_chain: false,
        needed: false,
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
            Placement {
                start: located.start,
                rows: (stage.row, stage.row),
                from_trigger: true,
            },
            trigger.keyword,
            &state,
            summary.into(),
        );
    }
    for located in file.instructions_of(index) {
        let instruction = located.instruction;
        layers.end_line = located.last_row();
        evaluation.apply(&mut state, Evaluated::of(instruction, located.start), index);
        if matches!(instruction.keyword, Keyword::From | Keyword::Unknown) {
            continue;
        }
        layers.push(
            Placement {
                start: located.start,
                rows: (located.row, located.last_row()),
                from_trigger: false,
            },
            instruction.keyword,
            &state,
            document.one_line(&located),
        );
    }
    layers
}

struct Placement {
    start: usize,
    rows: (usize, usize),
    from_trigger: bool,
}

impl LayerTable {
    /// A stage and those that it builds on, down to the one on an image.
    pub fn chain(&self, stage: usize) -> impl Iterator<Item = &StageLayers> {
        std::iter::successors(self.stages.get(stage), |stage| {
            self.stages.get(stage.base_stage?)
        })
    }

    /// The stage at the bottom of the chain, which builds on an image.
    pub fn root(&self, stage: usize) -> Option<&StageLayers> {
        self.chain(stage).last()
    }

    /// What a stage and those that it builds on add to that image.
    pub fn own_layers(&self, stage: usize) -> usize {
        self.chain(stage).map(|stage| stage.layers).sum()
    }
}

impl StageLayers {
    /// What an instruction of this stage makes; `None` for FROM, and for what is no instruction.
    pub fn step(&self, start: usize) -> Option<&Step> {
        let own = self.steps.iter().position(|step| !step.from_trigger)?;
        let own = &self.steps[own..];
        let index = own.binary_search_by_key(&start, |step| step.start).ok()?;
        own.get(index)
    }

    fn push(&mut self, place: Placement, keyword: Keyword, after: &State, summary: Arc<str>) {
        let effect = effect(keyword, after);
        match effect {
            Effect::Layer => self.layers += 1,
            Effect::Metadata => self.metadata += 1,
            Effect::Trigger => {}
        }
        let number = (effect == Effect::Layer).then_some(self.layers);
        self.steps.push(Step {
            keyword,
            start: place.start,
            line: place.rows.0,
            end_line: place.rows.1,
            effect,
            number,
            summary,
            from_trigger: place.from_trigger,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The layers and metadata of each stage.
    #[track_caller]
    fn counts(text: &str, expected: &[(usize, usize)]) {
        let table = layers(&Document::new(text));
        let found: Vec<_> = table
            .stages
            .iter()
            .map(|stage| (stage.layers, stage.metadata))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_courses_are_counted() {
        counts(
            "FROM ubuntu:22.04\nRUN a\nRUN b\nCOPY c /\nENV D=1\nEXPOSE 80\nCMD [\"e\"]\n",
            &[(3, 3)],
        );
        counts(
            "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN a\nCMD [\"b\"]\n",
            &[(3, 1)],
        );
        counts(
            "FROM node AS b\nWORKDIR /a\nRUN b\nFROM nginx\nCOPY --from=b /a /b\n",
            &[(2, 0), (1, 0)],
        );
    }

    #[test]
    fn the_root_directory_makes_no_layer() {
        counts(
            "FROM a\nWORKDIR /\nWORKDIR /a\nWORKDIR ..\nWORKDIR $X\n",
            &[(1, 3)],
        );
        counts(
            "ARG G=/g\nFROM a\nARG G\nWORKDIR $G\nENV H=/\nWORKDIR $H\n",
            &[(1, 3)],
        );
        counts("FROM a\nARG TARGETARCH\nWORKDIR /$TARGETARCH\n", &[(1, 1)]);
    }

    #[test]
    fn triggers_run_in_the_stage_that_builds_on_theirs() {
        counts(
            "FROM a AS b\nONBUILD COPY c /\nONBUILD ENV D=1\nFROM b\nRUN e\n",
            &[(0, 0), (2, 1)],
        );
        counts(
            "FROM a AS b\nONBUILD RUN c\nFROM b AS d\nFROM d\n",
            &[(0, 0), (1, 0), (0, 0)],
        );
    }

    #[test]
    fn an_argument_hides_a_variable_no_longer_than_its_stage() {
        counts("ARG A\nFROM a\nENV A=/app\nARG A\nWORKDIR $A\n", &[(1, 2)]);
        counts(
            "FROM a AS b\nENV A=/app\nARG A=/\nWORKDIR $A\nFROM b\nWORKDIR $A\n",
            &[(0, 3), (1, 0)],
        );
        counts(
            "ARG A\nFROM a AS b\nARG A=/app\nFROM b\nARG A\nWORKDIR $A\n",
            &[(0, 1), (1, 1)],
        );
    }

    #[test]
    fn an_empty_base_is_no_windows() {
        counts(
            "FROM --platform=windows/amd64 scratch\nWORKDIR /x/..\n",
            &[(1, 0)],
        );
    }

    #[test]
    fn what_multiplies_is_bounded() {
        let triggers =
            "FROM a AS b\n".to_owned() + &"ONBUILD RUN x\n".repeat(2000) + &"FROM b\n".repeat(2000);
        let steps: usize = layers(&Document::new(&triggers))
            .stages
            .iter()
            .map(|stage| stage.steps.len())
            .sum();
        assert!(steps < 30_000, "{steps} steps");
    }

    #[test]
    fn a_stage_goes_on_where_its_base_ended() {
        counts(
            "FROM a AS b\nWORKDIR /x\nFROM b\nWORKDIR ..\n",
            &[(1, 0), (0, 1)],
        );
    }
}
