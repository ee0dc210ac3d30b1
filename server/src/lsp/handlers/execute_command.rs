//! The commands behind lenses. Each returns what it shows, for clients that show it themselves.

use super::{build_command, dockerignore, layers};
use crate::layers::svg;
use crate::lsp::presenting::{Kind, Page};
use crate::lsp::refusal;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{ExecuteCommandParams, Url};
use serde_json::Value;
use std::sync::Arc;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::wording;
use tower_lsp::jsonrpc::Result;

pub const GENERATE_DOCKERIGNORE: &str = "strates.generateDockerignore";

pub const COMMANDS: [&str; 5] = [
    "strates.copyBuildCommand",
    "strates.explainCount",
    GENERATE_DOCKERIGNORE,
    "strates.showLayers",
    "strates.revealCount",
];

pub fn answer(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let lang = session.configuration.lang();
    let name = params.command.as_str();
    if !COMMANDS.contains(&name) {
        return Err(refusal::unknown_command(name, lang));
    }
    let uri = match params.arguments.first() {
        Some(uri) => uri.as_str().and_then(|uri| Url::parse(uri).ok()),
        None => session.documents.only(),
    };
    let Some(uri) = uri else {
        return Err(refusal::missing_document(name, lang));
    };
    let Some(snapshot) = session.snapshot(&uri) else {
        return Err(refusal::not_open(&uri, lang));
    };
    let stage = params.arguments.get(1).and_then(Value::as_u64);
    let stage = stage.and_then(|stage| usize::try_from(stage).ok());
    Ok(match name {
        "strates.copyBuildCommand" => build_command::answer(session, &snapshot, stage)?,
        "strates.revealCount" => reveal_count(session, &snapshot, stage),
        GENERATE_DOCKERIGNORE => Some(dockerignore::generate(session, &snapshot)),
        "strates.showLayers" => Some(show_layers(session, &snapshot)),
        _ => Some(explain_count(session, &snapshot, stage)),
    })
}

/// Without a stage, all of them.
fn reveal_count(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    stage: Option<usize>,
) -> Option<Value> {
    let stages = 0..snapshot.document.layers().stages.len();
    let asked = stages.filter(|index| stage.is_none_or(|stage| *index == stage));
    asked.for_each(|stage| session.quiz.reveal(snapshot.uri.clone(), stage));
    session.ask_for_counts();
    None
}

fn show_layers(session: &Arc<Session>, snapshot: &Snapshot) -> Value {
    let picture = svg::render(
        snapshot.document.layers(),
        &Bases::new(&snapshot.images),
        &snapshot.title(),
        snapshot.lang,
    );
    session.present(Page {
        about: snapshot.uri.clone(),
        content: picture.clone(),
        kind: Kind::Picture,
        lang: snapshot.lang,
    });
    picture.into()
}

/// The page opens where the stage stands in it.
fn explain_count(session: &Arc<Session>, snapshot: &Snapshot, stage: Option<usize>) -> Value {
    let (table, lang) = (snapshot.document.layers(), snapshot.lang);
    let bases = Bases::new(&snapshot.images);
    let page = layers::page(table, &bases, &snapshot.title(), lang);
    let stage = stage.and_then(|stage| table.stages.get(stage));
    let heading = stage.map(|stage| wording::title(stage, lang));
    let line = heading.and_then(|heading| {
        let line = page.lines().position(|line| line.starts_with(&heading))?;
        u32::try_from(line).ok()
    });
    session.present(Page {
        about: snapshot.uri.clone(),
        content: page.clone(),
        kind: Kind::Text {
            line: line.unwrap_or(0),
        },
        lang,
    });
    page.into()
}
