use crate::lsp::kinds::Kind;
use crate::lsp::session::Session;
use crate::settings::Origin;
use lsp_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeWorkspaceFoldersParams, Url,
};
use serde_json::Value;
use std::sync::Arc;

pub fn did_change_configuration(session: &Arc<Session>, params: DidChangeConfigurationParams) {
    let can_ask = session.abilities().gives_configuration;
    match params.settings {
        settings if says_nothing(&settings) && can_ask => pull(session),
        Value::Null => {}
        settings => {
            let has_effect = session.configuration.set_editor(&settings, Origin::Editor);
            session.settings_changed(has_effect);
            // What was sent is about no folder.
            if can_ask && !session.configuration.scopes().is_empty() {
                pull(session);
            }
        }
    }
}

/// Clients that want to be asked send no settings of ours, or none at all.
fn says_nothing(settings: &Value) -> bool {
    match settings.get("strates").unwrap_or(settings) {
        Value::Null => true,
        Value::Object(settings) => settings.is_empty(),
        _ => false,
    }
}

/// Asks the client, in a task of its own: a handler must never wait for it.
pub fn pull(session: &Arc<Session>) {
    let session = session.clone();
    tokio::spawn(async move {
        let scopes = session.configuration.scopes();
        let item = |scope_uri| ConfigurationItem {
            scope_uri,
            section: Some("strates".to_owned()),
        };
        let items = std::iter::once(None).chain(scopes.iter().cloned().map(Some));
        let answer = session.client.configuration(items.map(item).collect());
        let Ok(answers) = answer.await else {
            return;
        };
        // Without settings of ours the client says `null`.
        let mut answers = answers
            .iter()
            .map(|answer| answer.is_object().then_some(answer));
        let general = answers.next().flatten();
        let scoped: Vec<_> = scopes
            .into_iter()
            .zip(answers.chain(std::iter::repeat(None)))
            .collect();
        let has_effect = session.configuration.set_answers(general, &scoped);
        session.settings_changed(has_effect);
    });
}

pub fn did_change_folders(session: &Arc<Session>, params: DidChangeWorkspaceFoldersParams) {
    let uris = |folders: Vec<lsp_types::WorkspaceFolder>| {
        folders
            .into_iter()
            .map(|folder| folder.uri)
            .collect::<Vec<_>>()
    };
    let (added, removed) = (uris(params.event.added), uris(params.event.removed));
    let has_effect = session.configuration.change_folders(added, &removed);
    session.settings_changed(has_effect);
    if session.abilities().gives_configuration {
        pull(session);
    }
}

/// Few clients watch files. What is not a Dockerfile may say how one is built.
pub fn did_save(session: &Session, document: &Url) {
    match session.documents.kind(document) {
        None | Some(Kind::Dockerfile) => read_files(session),
        Some(_) => files_changed(session),
    }
}

/// After any save or change that was watched: these files are small.
fn read_files(session: &Session) {
    let has_effect = session.configuration.read_files();
    session.settings_changed(has_effect);
}

/// What lies beside Dockerfiles may have changed too.
pub fn files_changed(session: &Session) {
    session.folders.outdate();
    session.trees.outdate();
    session.folders_changed();
    read_files(session);
}
