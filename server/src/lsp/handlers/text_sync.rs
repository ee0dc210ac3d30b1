use crate::lsp::convert;
use crate::lsp::documents::Edited;
use crate::lsp::kinds::Kind;
use crate::lsp::session::Session;
use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url,
};
use strates_analysis::{MAX_BYTES, msg};

pub fn did_open(session: &Session, params: DidOpenTextDocumentParams) {
    let opened = params.text_document;
    let kind = Kind::of(&opened.language_id, &opened.uri);
    session
        .documents
        .open(opened.uri.clone(), kind, opened.version, &opened.text);
    warn_if_too_large(session, &opened.uri, false);
    session.look_ahead(&opened.uri);
    session.document_changed(opened.uri, kind);
}

pub fn did_change(session: &Session, params: DidChangeTextDocumentParams) {
    let (uri, version) = (params.text_document.uri, params.text_document.version);
    let changes: Vec<_> = params
        .content_changes
        .into_iter()
        .map(convert::change)
        .collect();
    let was_too_large = is_too_large(session, &uri);
    let lang = session.configuration.lang_of(&uri);
    match session
        .documents
        .edit(&uri, version, &changes, session.abilities().encoding)
    {
        Edited::Done => {
            warn_if_too_large(session, &uri, was_too_large);
            if let Some(kind) = session.documents.kind(&uri) {
                session.document_changed(uri, kind);
            }
        }
        Edited::NotOpen => session.outbox.log(msg!(
            lang,
            en: "An edit of {uri} was ignored, as the document is not open.",
            fr: "Une modification de {uri} a été ignorée, car le document n'est pas ouvert.",
        )),
        Edited::OutOfSync => {}
        Edited::OutOfOrder { known } => {
            session.outbox.log(msg!(
                lang,
                en: "An edit of {uri} to version {version} came after version {known}. Its text is no longer known: close and open it again.",
                fr: "Une modification de {uri} vers la version {version} est arrivée après la version {known}. Son texte n'est plus connu\u{a0}: fermez-le et rouvrez-le.",
            ));
            session.lose(uri);
        }
    }
}

pub fn did_close(session: &Session, params: DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    let kind = session.documents.close(&uri);
    session.token_results.forget(&uri);
    session.outlines.forget(&uri);
    session.quiz.forget(&uri);
    session.folders.forget(&uri);
    session.trees.forget(&uri);
    let kind = kind.unwrap_or(Kind::Dockerfile);
    session.document_changed(uri, kind);
    if let Kind::BuildFile(_) = kind {
        // What the disk says counts again, and nobody types in a Dockerfile just now.
        session.folders_changed();
    }
}

/// After a panic: whether the edit was taken is not known.
pub fn give_up(session: &Session, uri: Url) {
    session.outbox.log(msg!(
        session.configuration.lang_of(&uri),
        en: "Internal error in an edit of {uri}. Its text is no longer known: close and open it again.",
        fr: "Erreur interne lors d'une modification de {uri}. Son texte n'est plus connu\u{a0}: fermez-le et rouvrez-le.",
    ));
    session.lose(uri);
}

fn is_too_large(session: &Session, uri: &Url) -> bool {
    session
        .documents
        .get(uri)
        .is_some_and(|open| open.document.too_large())
}

fn warn_if_too_large(session: &Session, uri: &Url, was_too_large: bool) {
    if was_too_large || !is_too_large(session, uri) {
        return;
    }
    session.outbox.warn(msg!(
        session.configuration.lang_of(uri),
        en: "{uri} is larger than {limit} MB: strates says nothing about it.",
        fr: "{uri} dépasse {limit}\u{a0}Mo\u{a0}: strates n'en dit rien.",
        limit = MAX_BYTES >> 20,
    ));
}
