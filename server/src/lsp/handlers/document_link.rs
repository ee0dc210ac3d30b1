use crate::lsp::session::{Session, Snapshot};
use lsp_types::{DocumentLink, DocumentLinkParams, Url};
use strates_analysis::features::links::{Target, links};

pub fn answer(session: &Session, snapshot: &Snapshot, _: DocumentLinkParams) -> Vec<DocumentLink> {
    let folder = session.context_of(&snapshot.uri);
    let has_tooltips = session.abilities().shows_link_tooltips;
    let found = links(&snapshot.document, &folder).into_iter();
    let links = found.filter_map(|link| {
        let target = match &link.target {
            Target::Url(url) => Url::parse(url).ok()?,
            Target::File(path) => folder.uri(path)?,
        };
        Some(DocumentLink {
            range: snapshot.range(&link.range),
            target: Some(target),
            tooltip: has_tooltips.then(|| link.tooltip(snapshot.lang)),
            data: None,
        })
    });
    links.collect()
}
