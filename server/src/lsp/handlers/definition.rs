//! Where a name comes from, also as a file of the build context.

use crate::build_context::Folder;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Position, Range, Url,
};
use strates_analysis::features::navigation::{self, Definition, Goal};

pub fn definition(
    session: &Session,
    snapshot: &Snapshot,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let folder = session.context_of(&snapshot.uri);
    let found = navigation::definition(&snapshot.document, byte, &folder)?;
    let links = session.abilities().links_definitions;
    Some(answer(snapshot, &found, &folder, links))
}

pub fn declaration(
    session: &Session,
    snapshot: &Snapshot,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let found = navigation::declaration(&snapshot.document, byte)?;
    let links = session.abilities().links_declarations;
    // Nothing is declared in another file.
    let folder = Folder::holding(None);
    Some(answer(snapshot, &found, &folder, links))
}

/// With the name that was asked about, for clients that draw it.
fn answer(
    snapshot: &Snapshot,
    found: &Definition,
    folder: &Folder,
    links: bool,
) -> GotoDefinitionResponse {
    let places = found
        .goals
        .iter()
        .filter_map(|goal| place(snapshot, goal, folder));
    match links {
        false => {
            let locations = places.map(|(uri, _, name)| Location::new(uri, name));
            GotoDefinitionResponse::Array(locations.collect())
        }
        true => {
            let links = places.map(|(target_uri, whole, name)| LocationLink {
                origin_selection_range: Some(snapshot.range(&found.origin)),
                target_uri,
                target_range: whole,
                target_selection_range: name,
            });
            GotoDefinitionResponse::Link(links.collect())
        }
    }
}

fn place(snapshot: &Snapshot, goal: &Goal, folder: &Folder) -> Option<(Url, Range, Range)> {
    match goal {
        Goal::Here { name, whole } => {
            let (whole, name) = (snapshot.range(whole), snapshot.range(name));
            Some((snapshot.uri.clone(), whole, name))
        }
        Goal::File { path, line } => {
            let line = u32::try_from(*line).unwrap_or_default();
            let start = Position::new(line, 0);
            let range = Range::new(start, start);
            Some((folder.uri(path)?, range, range))
        }
    }
}
