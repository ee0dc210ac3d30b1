//! The commands behind lenses. Each returns what it shows, for clients that show it themselves.

use super::{build_command, dockerignore, layers};
use crate::layers::svg;
use crate::lsp::presenting::{Kind, Page};
use crate::lsp::refusal;
use crate::lsp::session::{Session, Snapshot};
use crate::settings::RegistryMode;
use lsp_types::{ExecuteCommandParams, Url};
use serde_json::Value;
use std::sync::Arc;
use strates_analysis::features::actions;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::wording;
use strates_analysis::msg;
use strates_registry::Failure;
use tower_lsp::jsonrpc::Result;

pub const GENERATE_DOCKERIGNORE: &str = "strates.generateDockerignore";

pub const LOOK_UP_IMAGE: &str = "strates.lookUpImage";

pub const COMMANDS: [&str; 6] = [
    "strates.copyBuildCommand",
    "strates.explainCount",
    GENERATE_DOCKERIGNORE,
    LOOK_UP_IMAGE,
    "strates.showLayers",
    "strates.revealCount",
];

/// Whether a registry is asked, which may take its time.
pub fn waits(params: &ExecuteCommandParams) -> bool {
    params.command == LOOK_UP_IMAGE
}

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
        LOOK_UP_IMAGE => look_up_image(session, &snapshot, stage),
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

/// What it learns is news, after which lenses, hints and diagnostics are asked for again; what it does
/// not, a word says why.
fn look_up_image(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    stage: Option<usize>,
) -> Option<Value> {
    let stage = stage.unwrap_or(0);
    let image = actions::image_of(&snapshot.document, stage, &*snapshot.folder);
    let Some(image) = image else {
        session.outbox.warn(msg!(
            snapshot.lang,
            en: "This stage builds on no image of a registry. Choose the action again on its FROM.",
            fr: "Cette étape ne part d'aucune image d'un registre. Choisissez de nouveau l'action sur son FROM.",
        ));
        return None;
    };
    let is_offline = session.configuration.of(&snapshot.uri).registry.mode == RegistryMode::Offline;
    let done = match is_offline {
        true => Err(Failure::Offline),
        false => session.registry.look_up(&image),
    };
    if let Err(failure) = done {
        session
            .outbox
            .warn(failure.text().get(snapshot.lang).to_owned());
    }
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
