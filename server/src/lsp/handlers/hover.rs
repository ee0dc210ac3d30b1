use crate::build_context::Folder;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};
use strates_analysis::features::hover::{Asked, hover, plain};

pub fn answer(session: &Session, snapshot: &Snapshot, params: HoverParams) -> Option<Hover> {
    let settings = session.configuration.of(&snapshot.uri);
    let images = session.images(snapshot);
    let hover = hover(&Asked {
        document: &snapshot.document,
        byte: snapshot.byte(params.text_document_position_params.position),
        lang: snapshot.lang,
        beginner: settings.hover_beginner,
        context: &Folder::of(&snapshot.uri),
        images: &*images,
        hides_count: &session.hides_counts(&snapshot.uri),
    })?;
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
    Some(Hover {
        contents: HoverContents::Markup(contents),
        range: Some(snapshot.range(&hover.range)),
    })
}
