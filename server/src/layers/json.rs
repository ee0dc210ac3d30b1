//! The layer table for programs. Lines count from 0, as in the Language Server Protocol.

use serde::Serialize;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::history::History;
use strates_analysis::features::layers::wording;
use strates_analysis::images::{Origin, Source};
use strates_analysis::model::layers::{Effect, LayerTable, StageLayers, Step};

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    stages: Vec<Stage<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Stage<'a> {
    index: usize,
    name: Option<&'a str>,
    base: &'a str,
    base_stage: Option<usize>,
    target: bool,
    in_target_chain: bool,
    needed: bool,
    layers: usize,
    metadata: usize,
    line: usize,
    end_line: usize,
    /// Of the image below, where somebody has told it: the lowest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    base_history: Option<Vec<Made>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_history_origin: Option<ToldBy>,
    /// Those that ONBUILD of the parent stage left: they run first, and stand elsewhere.
    triggers: Vec<Instruction<'a>>,
    instructions: Vec<Instruction<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Instruction<'a> {
    keyword: &'static str,
    line: usize,
    end_line: usize,
    layer: bool,
    number: Option<usize>,
    effect: &'static str,
    text: &'a str,
}

/// Sizes of the engine are on disk, those of a registry compressed.
#[derive(Serialize)]
struct ToldBy {
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Serialize)]
struct Made {
    instruction: String,
    bytes: u64,
}

pub fn render<'a>(table: &'a LayerTable, bases: &Bases, file: &'a str) -> impl Serialize + use<'a> {
    let stages = table.stages.iter().map(|it| stage(it, bases)).collect();
    File { file, stages }
}

fn stage<'a>(stage: &'a StageLayers, bases: &Bases) -> Stage<'a> {
    let of_image = stage.base_stage.is_none();
    let history = of_image.then(|| bases.history(&stage.base)).flatten();
    let (triggers, own): (Vec<&Step>, Vec<&Step>) =
        stage.steps.iter().partition(|step| step.from_trigger);
    Stage {
        index: stage.index,
        name: stage.name.as_deref(),
        base: &stage.base,
        base_stage: stage.base_stage,
        target: stage.target,
        in_target_chain: stage.in_target_chain,
        needed: stage.needed,
        layers: stage.layers,
        metadata: stage.metadata,
        line: stage.line,
        end_line: stage.end_line,
        base_history_origin: history.as_ref().map(|history| told_by(&history.origin)),
        base_history: history.map(made),
        triggers: triggers.into_iter().map(instruction).collect(),
        instructions: own.into_iter().map(instruction).collect(),
    }
}

fn told_by(origin: &Origin) -> ToldBy {
    ToldBy {
        source: match origin.source {
            Source::Catalog => "catalog",
            Source::Registry => "registry",
            Source::Engine => "engine",
        },
        date: origin.date.map(|date| date.to_string()),
    }
}

fn made(history: History) -> Vec<Made> {
    let layers = history.layers.into_iter().map(|made| Made {
        instruction: made.instruction,
        bytes: made.bytes,
    });
    layers.collect()
}

fn instruction(step: &Step) -> Instruction<'_> {
    Instruction {
        keyword: step.keyword.name(),
        line: step.line,
        end_line: step.end_line,
        layer: step.effect == Effect::Layer,
        number: step.number,
        effect: match step.effect {
            Effect::Layer => "layer",
            Effect::Metadata => "metadata",
            Effect::Trigger => "trigger",
        },
        text: wording::summary(step),
    }
}
