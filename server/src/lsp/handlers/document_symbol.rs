use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::DocumentSymbolParams;
use std::sync::Arc;
use strates_analysis::features::symbols::symbols;

/// In JSON.
pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    _: DocumentSymbolParams,
) -> serde_json::Result<Arc<Vec<u8>>> {
    match session.abilities().nests_symbols {
        true => Ok(Arc::clone(&session.outlines.of(snapshot).json)),
        false => {
            let symbols = symbols(&snapshot.document);
            serde_json::to_vec(&convert::flat_symbols(snapshot, &symbols)).map(Arc::new)
        }
    }
}
