use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{Position, Range, SelectionRange, SelectionRangeParams};
use strates_analysis::features::selection::selection;

/// One for each position: where there is nothing to select, the position itself.
pub fn answer(
    _: &Session,
    snapshot: &Snapshot,
    params: SelectionRangeParams,
) -> Vec<SelectionRange> {
    let around = |position: Position| {
        let ranges = selection(&snapshot.document, snapshot.byte(position));
        convert::selection_range(snapshot, &ranges).unwrap_or_else(|| SelectionRange {
            range: Range::new(position, position),
            parent: None,
        })
    };
    params.positions.into_iter().map(around).collect()
}
