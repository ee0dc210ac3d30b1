use crate::lsp::kinds::Opened;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};
use strates_analysis::features;
use strates_analysis::features::hover::{Asked, hover, plain};

pub fn answer(session: &Session, snapshot: &Snapshot, params: HoverParams) -> Option<Hover> {
    let settings = session.configuration.of(&snapshot.uri);
    let images = session.images(snapshot);
    let hover = hover(&Asked {
        document: &snapshot.document,
        byte: snapshot.byte(params.text_document_position_params.position),
        lang: snapshot.lang,
        beginner: settings.hover_beginner,
        context: &session.context_of(&snapshot.uri),
        images: &*images,
        hides_count: &session.hides_counts(&snapshot.uri),
    })?;
    Some(shown(session, snapshot, hover))
}

/// In the form that the client draws.
pub fn shown<D: Opened>(
    session: &Session,
    snapshot: &Snapshot<D>,
    hover: features::hover::Hover,
) -> Hover {
    let contents = match session.abilities().plain_hovers {
        true => MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain(&hover.markdown),
        },
        false => MarkupContent {
            kind: MarkupKind::Markdown,
            value: hover.markdown,
        },
    };
    Hover {
        contents: HoverContents::Markup(contents),
        range: Some(snapshot.range(&hover.range)),
    }
}
