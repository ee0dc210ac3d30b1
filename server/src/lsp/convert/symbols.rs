//! The outline, for clients that nest it and for those that do not.

use super::Ranges;
use crate::lsp::json;
use crate::lsp::session::Snapshot;
use lsp_types::{self as lsp, Location, SymbolInformation};
use strates_analysis::features::symbols::{Symbol, SymbolKind};

/// An array of `DocumentSymbol` in JSON.
pub fn nested_symbols(snapshot: &Snapshot, symbols: &[Symbol]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut snapshot.ranges(), symbols, &mut out);
    out
}

fn write(ranges: &mut Ranges, symbols: &[Symbol], out: &mut Vec<u8>) {
    for (index, symbol) in symbols.iter().enumerate() {
        out.push(if index == 0 { b'[' } else { b',' });
        out.extend_from_slice(br#"{"name":"#);
        json::value(&symbol.name, out);
        if !symbol.detail.is_empty() {
            out.extend_from_slice(br#","detail":"#);
            json::value(&symbol.detail, out);
        }
        out.extend_from_slice(br#","kind":"#);
        json::value(kind(symbol.kind), out);
        out.extend_from_slice(br#","range":"#);
        json::range(ranges.of(&symbol.range), out);
        out.extend_from_slice(br#","selectionRange":"#);
        json::range(ranges.of(&symbol.selection), out);
        if !symbol.children.is_empty() {
            out.extend_from_slice(br#","children":"#);
            write(ranges, &symbol.children, out);
        }
        out.push(b'}');
    }
    out.extend_from_slice(if symbols.is_empty() { b"[]" } else { b"]" });
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
