use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{FoldingRange, FoldingRangeParams};
use strates_analysis::features::folding::folds;

pub fn answer(session: &Session, snapshot: &Snapshot, _: FoldingRangeParams) -> Vec<FoldingRange> {
    let limit = session.abilities().folding_limit.unwrap_or(usize::MAX);
    let folds = folds(&snapshot.document);
    folds
        .iter()
        .take(limit)
        .map(convert::folding_range)
        .collect()
}
