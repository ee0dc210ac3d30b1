use super::build_file::uses;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
};
use strates_analysis::features::navigation;

/// In the file itself, and in those that say how it is built.
pub fn answer(session: &Session, snapshot: &Snapshot, params: ReferenceParams) -> Vec<Location> {
    let byte = snapshot.byte(params.text_document_position.position);
    let with_declarations = params.context.include_declaration;
    let found = navigation::references(&snapshot.document, byte, with_declarations);
    let locations = found.iter().map(|range| Location {
        uri: snapshot.uri.clone(),
        range: snapshot.range(range),
    });
    let name = navigation::outside_name(&snapshot.document, byte);
    let outside = name.map(|name| uses(session, &snapshot.uri, &name));
    locations.chain(outside.into_iter().flatten()).collect()
}

pub fn highlights(
    _: &Session,
    snapshot: &Snapshot,
    params: DocumentHighlightParams,
) -> Vec<DocumentHighlight> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let found = navigation::highlights(&snapshot.document, byte);
    let highlights = found.iter().map(|found| DocumentHighlight {
        range: snapshot.range(&found.range),
        kind: Some(match found.is_write {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    });
    highlights.collect()
}
