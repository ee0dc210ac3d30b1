use crate::lsp::session::{Session, Snapshot};
use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};
use strates_analysis::features::hints::{Wanted, hints};

pub fn answer(session: &Session, snapshot: &Snapshot, params: InlayHintParams) -> Vec<InlayHint> {
    let settings = session.configuration.of(&snapshot.uri);
    let wanted = Wanted {
        layers: settings.inlay_hints.layers,
        values: settings.inlay_hints.values,
        // An editor that draws no lenses shows their text here.
        stages: settings.code_lens.layers && !session.abilities().draws_lenses,
        images: &snapshot.images,
        hidden: &session.hides_counts(&snapshot.uri),
    };
    let range = snapshot.bytes(params.range);
    let hints = hints(&snapshot.document, &range, &wanted, snapshot.lang);
    let hints = hints.into_iter().map(|hint| InlayHint {
        position: snapshot.range(&(hint.byte..hint.byte)).start,
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(hint.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    hints.collect()
}
