//! `strates/layers`: the layers of a document, for editors that draw them themselves. It says in words
//! what the picture says, so that whoever draws has none to find.

use crate::layers::text;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::TextDocumentIdentifier;
use serde::{Deserialize, Serialize};
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::{phrases, reasons, sum, wording};
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::{Effect, LayerTable, StageLayers, Step};
use strates_analysis::msg;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    pub text_document: TextDocumentIdentifier,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    lang: &'static str,
    version: i32,
    /// Of the whole file; without a stage, why there is nothing.
    sum: String,
    stages: Vec<Stage>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Stage {
    index: usize,
    title: String,
    base: String,
    base_stage: Option<usize>,
    is_empty_base: bool,
    adds: String,
    role: String,
    fate: &'static str,
    line: usize,
    end_line: usize,
    steps: Vec<Line>,
}

/// One instruction, or what ONBUILD of the parent stage left.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    effect: &'static str,
    number: Option<usize>,
    keyword: &'static str,
    summary: String,
    makes: String,
    does: String,
    why: String,
    from_trigger: bool,
    line: usize,
    end_line: usize,
}

pub fn answer(_: &Session, snapshot: &Snapshot, _: Params) -> Answer {
    let (table, lang) = (snapshot.document.layers(), snapshot.lang);
    let bases = Bases::new(&snapshot.images);
    Answer {
        lang: lang.code(),
        version: snapshot.version,
        sum: sum::sentence(table, &bases, lang).unwrap_or_else(|| nothing(lang)),
        stages: table.stages.iter().map(|it| stage(it, lang)).collect(),
    }
}

/// The table to read, or why there is none.
pub fn page(table: &LayerTable, bases: &Bases, title: &str, lang: Lang) -> String {
    let page = text::render(table, bases, title, lang, text::Screen::PLAIN);
    match page.is_empty() {
        true => nothing(lang),
        false => page,
    }
}

fn stage(stage: &StageLayers, lang: Lang) -> Stage {
    Stage {
        index: stage.index,
        title: wording::title(stage, lang),
        base: wording::base(stage, lang),
        base_stage: stage.base_stage,
        is_empty_base: stage.base_stage.is_none() && stage.base == "scratch",
        adds: wording::adds(stage, lang),
        role: wording::role(stage, lang),
        fate: fate(stage),
        line: stage.line,
        end_line: stage.end_line,
        steps: stage.steps.iter().map(|step| line(step, lang)).collect(),
    }
}

/// What becomes of the stage, in the words of programs.
fn fate(stage: &StageLayers) -> &'static str {
    if stage.target {
        "target"
    } else if stage.in_target_chain {
        "shipped"
    } else if stage.needed {
        "thrownAway"
    } else {
        "notBuilt"
    }
}

fn line(step: &Step, lang: Lang) -> Line {
    Line {
        effect: match step.effect {
            Effect::Layer => "layer",
            Effect::Metadata => "metadata",
            Effect::Trigger => "trigger",
        },
        number: step.number,
        keyword: step.keyword.name(),
        summary: wording::summary(step).to_owned(),
        makes: wording::makes(step, lang),
        does: phrases::phrase(step).get(lang).to_owned(),
        why: reasons::reason(step).get(lang).to_owned(),
        from_trigger: step.from_trigger,
        line: step.line,
        end_line: step.end_line,
    }
}

fn nothing(lang: Lang) -> String {
    msg!(
        lang,
        en: "This file has no stage yet, so no layers. A stage begins with FROM.",
        fr: "Ce fichier n'a pas encore d'étape, donc aucune couche. Une étape commence par FROM.",
    )
}
