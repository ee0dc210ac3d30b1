//! A heredoc's word after `<<`, and the same word on the line that ends it.

use crate::Document;
use crate::model::{Heredoc, Located, Marker};
use crate::text::ByteRange;

/// The two places of its word; the second is missing as long as nobody has written it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeredocName {
    pub opening: ByteRange,
    pub end: Option<ByteRange>,
}

pub fn heredoc_at(document: &Document, located: &Located, byte: usize) -> Option<HeredocName> {
    let holds = |range: &ByteRange| range.start <= byte && byte <= range.end;
    let names = located.instruction.heredocs.iter();
    let mut names = names.filter_map(|heredoc| name_of(document, located, heredoc));
    names.find(|name| holds(&name.opening) || name.end.as_ref().is_some_and(holds))
}

/// The heredoc of a name.
pub fn heredoc_of<'a>(located: &Located<'a>, name: &HeredocName) -> Option<&'a Heredoc> {
    located.instruction.heredocs.iter().find(|heredoc| {
        let marker = heredoc.marker.as_ref();
        marker.is_some_and(|marker| located.at(marker.name_span).contains(&name.opening.start))
    })
}

fn name_of(document: &Document, located: &Located, heredoc: &Heredoc) -> Option<HeredocName> {
    let marker = heredoc.marker.as_ref()?;
    let opening = opening(document, located, marker)?;
    let end = heredoc.end.map(|end| located.at(end)).map(|range| {
        let text = document.text().slice(range.clone());
        let tabs = text.len() - text.trim_start_matches('\t').len();
        let end = range.start + text.trim_end_matches(['\r', '\n']).len();
        // Where the word itself starts with a tab, it is quoted.
        let start = if marker.chomps { tabs } else { 0 };
        (range.start + start).min(end)..end
    });
    Some(HeredocName { opening, end })
}

/// Without its quotes; `None` for a word with quotes or backslashes inside.
fn opening(document: &Document, located: &Located, marker: &Marker) -> Option<ByteRange> {
    let range = located.at(marker.name_span);
    let written = document.text().slice(range.clone());
    let at = written.find(&*marker.name)?;
    let quotes = written.len() - marker.name.len();
    let is_plain = matches!((at, quotes), (0, 0) | (1, 2));
    is_plain.then(|| range.start + at..range.start + at + marker.name.len())
}
