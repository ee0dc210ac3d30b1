use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{DocumentSymbolParams, DocumentSymbolResponse};
use strates_analysis::features::symbols::symbols;

pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    _: DocumentSymbolParams,
) -> DocumentSymbolResponse {
    let symbols = symbols(&snapshot.document);
    match session.abilities().nests_symbols {
        true => DocumentSymbolResponse::Nested(convert::nested_symbols(snapshot, symbols)),
        false => DocumentSymbolResponse::Flat(convert::flat_symbols(snapshot, &symbols)),
    }
}
