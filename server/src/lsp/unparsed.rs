//! Notifications whose parameters do not parse. tower-lsp drops them in silence; for an edit that
//! would mean answering for a text that the user does not have.

use super::session::Session;
use lsp_types::Url;
use lsp_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification,
};
use serde::Deserialize;
use serde_json::Value;
use strates_analysis::msg;
use tower_lsp::jsonrpc::Request;

/// Whether it was one of them; it has been dealt with then.
pub fn report(session: &Session, request: &Request) -> bool {
    let params = request.params().unwrap_or(&Value::Null);
    let Some(error) = fault(request.method(), params) else {
        return false;
    };
    session.outbox.log(msg!(
        session.configuration.lang(),
        en: "`{method}` was ignored, as its parameters are invalid: {error}",
        fr: "`{method}` a été ignoré, car ses paramètres sont invalides\u{a0}: {error}",
        method = request.method(),
    ));
    let is_edit = [DidOpenTextDocument::METHOD, DidChangeTextDocument::METHOD];
    if is_edit.contains(&request.method())
        && let Some(Value::String(document)) = params.pointer("/textDocument/uri")
        && let Ok(uri) = Url::parse(document)
    {
        session.lose(uri);
    }
    true
}

/// The document of a message that was not even JSON.
pub fn lose(session: &Session, document: &str) {
    let Ok(uri) = Url::parse(document) else {
        return;
    };
    session.outbox.log(msg!(
        session.configuration.lang_of(&uri),
        en: "An edit of {uri} was not valid JSON. Its text is no longer known: close and open it again.",
        fr: "Une modification de {uri} n'était pas du JSON valide. Son texte n'est plus connu\u{a0}: fermez-le et rouvrez-le.",
    ));
    session.lose(uri);
}

fn fault(method: &str, params: &Value) -> Option<serde_json::Error> {
    match method {
        DidOpenTextDocument::METHOD => fault_in::<DidOpenTextDocument>(params),
        DidChangeTextDocument::METHOD => fault_in::<DidChangeTextDocument>(params),
        DidSaveTextDocument::METHOD => fault_in::<DidSaveTextDocument>(params),
        DidCloseTextDocument::METHOD => fault_in::<DidCloseTextDocument>(params),
        DidChangeConfiguration::METHOD => fault_in::<DidChangeConfiguration>(params),
        DidChangeWatchedFiles::METHOD => fault_in::<DidChangeWatchedFiles>(params),
        DidChangeWorkspaceFolders::METHOD => fault_in::<DidChangeWorkspaceFolders>(params),
        _ => None,
    }
}

fn fault_in<N: Notification>(params: &Value) -> Option<serde_json::Error> {
    N::Params::deserialize(params).err()
}
