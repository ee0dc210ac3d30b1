//! The outline, for clients that nest it and for those that do not.

use super::Ranges;
use crate::lsp::session::Snapshot;
use lsp_types::{self as lsp, DocumentSymbol, Location, SymbolInformation};
use strates_analysis::features::symbols::{Symbol, SymbolKind};

pub fn nested_symbols(snapshot: &Snapshot, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    nested(&mut snapshot.ranges(), symbols)
}

fn nested(ranges: &mut Ranges, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    let one = |symbol: Symbol| {
        let range = ranges.of(&symbol.range);
        let selection_range = ranges.of(&symbol.selection);
        let children = nested(ranges, symbol.children);
        #[expect(deprecated, reason = "the field has to be given a value")]
        DocumentSymbol {
            name: symbol.name,
            detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            range,
            selection_range,
            children: Some(children).filter(|children| !children.is_empty()),
        }
    };
    symbols.into_iter().map(one).collect()
}

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
        kind: kind(of),
        tags: None,
        deprecated: None,
        location,
        container_name: container.map(str::to_owned),
    }
}

fn kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Stage => lsp::SymbolKind::MODULE,
        SymbolKind::Instruction => lsp::SymbolKind::FUNCTION,
        SymbolKind::Variable => lsp::SymbolKind::VARIABLE,
    }
}
