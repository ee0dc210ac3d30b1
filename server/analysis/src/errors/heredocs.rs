//! Heredocs without an end: what follows may well be their text.

use super::Problem;
use super::fixes;
use super::kinds::file as kinds;
use crate::Document;
use crate::model::{Keyword, Located, Marker};

/// Closes the first heredoc without an end before the next thing that is an instruction, and leaves
/// out what is wrong with the lines up to there.
pub(super) fn mend(document: &Document, found: &mut Vec<Problem>) {
    let is_open = |problem: &&mut Problem| problem.kind == kinds::UNTERMINATED_HEREDOC;
    let Some(first) = found.iter_mut().find(is_open) else {
        return;
    };
    let file = document.dockerfile();
    let Some(located) = file.instruction_at(first.range.start) else {
        return;
    };
    let start = located.start;
    let is_next =
        |next: &Located| next.start > start && next.instruction.keyword != Keyword::Unknown;
    let text = document.text();
    let next = file.instructions().find(is_next);
    let end = next.map_or(text.len(), |next| text.line_start(text.line_of(next.start)));
    let open = located.instruction.heredocs.iter();
    let open = open.filter(|heredoc| heredoc.end.is_none());
    let markers: Vec<_> = open.filter_map(|heredoc| heredoc.marker.as_ref()).collect();
    let written = |marker: &&Marker| text.slice(located.at(marker.name_span));
    let is_plain = !markers.iter().any(|marker| written(marker).contains('$'));
    let lines = markers.iter().map(|marker| format!("{}\n", marker.name));
    let lines = lines.collect::<String>();
    let is_whole = text.slice(end.saturating_sub(1)..end).ends_with('\n');
    if is_plain {
        let closing = if is_whole {
            lines
        } else {
            format!("\n{lines}")
        };
        first.fixes.push(fixes::insert(end, &closing));
    }
    found.retain(|problem| {
        let is_inside = problem.range.start > start && problem.range.start < end;
        !is_inside || problem.kind != kinds::UNKNOWN_INSTRUCTION
    });
}
