//! Entries of the outline, for clients that do not nest it.

use crate::lsp::session::Snapshot;
use lsp_types::{self as lsp, Location, SymbolInformation};
use strates_analysis::features::symbols::{Symbol, SymbolKind};

/// In the order of the document, each with the name of what contains it.
pub fn flat_symbols(snapshot: &Snapshot, symbols: &[Symbol]) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    flatten(snapshot, symbols, None, &mut flat);
    flat
}

fn flatten(
    snapshot: &Snapshot,
    symbols: &[Symbol],
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let location = Location::new(snapshot.uri.clone(), snapshot.range(&symbol.range));
        flat.push(symbol_information(
            symbol.name.clone(),
            symbol.kind,
            location,
            container,
        ));
        flatten(snapshot, &symbol.children, Some(&symbol.name), flat);
    }
}

pub fn symbol_information(
    name: String,
    of: SymbolKind,
    location: Location,
    container: Option<&str>,
) -> SymbolInformation {
    #[expect(deprecated, reason = "the field has to be given a value")]
    SymbolInformation {
        name,
        kind: symbol_kind(of),
        tags: None,
        deprecated: None,
        location,
        container_name: container.map(str::to_owned),
    }
}

pub fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Stage => lsp::SymbolKind::MODULE,
        SymbolKind::Instruction => lsp::SymbolKind::FUNCTION,
        SymbolKind::Variable => lsp::SymbolKind::VARIABLE,
    }
}
