use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::DocumentSymbolParams;
use strates_analysis::features::symbols::symbols;

/// In JSON.
pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    _: DocumentSymbolParams,
) -> serde_json::Result<Vec<u8>> {
    let symbols = symbols(&snapshot.document);
    match session.abilities().nests_symbols {
        true => Ok(convert::nested_symbols(snapshot, &symbols)),
        false => serde_json::to_vec(&convert::flat_symbols(snapshot, &symbols)),
    }
}
