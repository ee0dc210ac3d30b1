use crate::lsp::convert::workspace_edit;
use crate::lsp::refusal;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    LinkedEditingRangeParams, LinkedEditingRanges, PrepareRenameResponse, RenameParams,
    TextDocumentPositionParams, WorkspaceEdit,
};
use strates_analysis::features::navigation;
use tower_lsp::jsonrpc::Result;

/// Whether there is something to rename here, before the user types a name.
pub fn prepare(
    _: &Session,
    snapshot: &Snapshot,
    params: TextDocumentPositionParams,
) -> Result<PrepareRenameResponse> {
    let byte = snapshot.byte(params.position);
    let renamed = navigation::prepare_rename(&snapshot.document, byte)
        .map_err(|refused| refusal::not_renamed(&refused, snapshot.lang))?;
    Ok(PrepareRenameResponse::RangeWithPlaceholder {
        range: snapshot.range(&renamed.range),
        placeholder: renamed.name,
    })
}

pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    params: RenameParams,
) -> Result<WorkspaceEdit> {
    let byte = snapshot.byte(params.text_document_position.position);
    let edits = navigation::rename(&snapshot.document, byte, params.new_name.trim())
        .map_err(|refused| refusal::not_renamed(&refused, snapshot.lang))?;
    let versioned = session.abilities().versions_edits;
    Ok(workspace_edit(snapshot, &edits, versioned))
}

pub fn linked(
    _: &Session,
    snapshot: &Snapshot,
    params: LinkedEditingRangeParams,
) -> Option<LinkedEditingRanges> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let linked = navigation::linked(&snapshot.document, byte)?;
    Some(LinkedEditingRanges {
        ranges: linked
            .ranges
            .iter()
            .map(|range| snapshot.range(range))
            .collect(),
        word_pattern: Some(linked.pattern.to_owned()),
    })
}
