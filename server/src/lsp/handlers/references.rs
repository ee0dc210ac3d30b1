use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
};
use strates_analysis::features::navigation;

pub fn answer(_: &Session, snapshot: &Snapshot, params: ReferenceParams) -> Vec<Location> {
    let byte = snapshot.byte(params.text_document_position.position);
    let with_declarations = params.context.include_declaration;
    let found = navigation::references(&snapshot.document, byte, with_declarations);
    let locations = found.iter().map(|range| Location {
        uri: snapshot.uri.clone(),
        range: snapshot.range(range),
    });
    locations.collect()
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
