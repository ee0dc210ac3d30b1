//! Where a name is used: asked for the whole file, and drawn around the cursor.

use super::symbol::Symbol;
use crate::Document;
use crate::text::ByteRange;

/// A place to draw, and whether something gets its name or value there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Highlight {
    pub range: ByteRange,
    pub is_write: bool,
}

pub fn references(document: &Document, byte: usize, with_declarations: bool) -> Vec<ByteRange> {
    let Some((symbol, _)) = Symbol::at(document, byte) else {
        return Vec::new();
    };
    let places = symbol.places(document).into_iter();
    let wanted = places.filter(|place| with_declarations || !place.is_declaration);
    wanted.map(|place| place.range).collect()
}

pub fn highlights(document: &Document, byte: usize) -> Vec<Highlight> {
    let Some((symbol, _)) = Symbol::at(document, byte) else {
        return Vec::new();
    };
    let places = symbol.places(document).into_iter();
    let drawn = places.map(|place| Highlight {
        range: place.range,
        is_write: place.is_declaration,
    });
    drawn.collect()
}
