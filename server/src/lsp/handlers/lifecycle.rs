use crate::lsp::capabilities;
use crate::lsp::session::Session;
use crate::settings::{FILE_NAME, HADOLINT_FILE_NAMES, Origin};
use lsp_types::notification::{DidChangeConfiguration, DidChangeWatchedFiles, Notification};
use lsp_types::{InitializeParams, InitializeResult, Registration, Url};
use serde_json::json;
use std::sync::Arc;
use strates_analysis::lang::Lang;

pub fn initialize(session: &Session, params: InitializeParams) -> InitializeResult {
    let abilities = session.start(&params.capabilities);
    let configuration = &session.configuration;
    configuration.set_locale(params.locale.as_deref().and_then(Lang::from_tag));
    if let Some(options) = &params.initialization_options {
        configuration.set_editor(options, Origin::InitializationOptions);
    }
    configuration.change_folders(folders(params), &[]);
    capabilities::answer(abilities)
}

/// Of the three ways to name them, the newest.
fn folders(params: InitializeParams) -> Vec<Url> {
    if let Some(folders) = params.workspace_folders {
        return folders.into_iter().map(|folder| folder.uri).collect();
    }
    #[expect(deprecated, reason = "older clients know nothing else")]
    let root = params
        .root_uri
        .or_else(|| Url::from_directory_path(params.root_path?).ok());
    Vec::from_iter(root)
}

pub fn initialized(session: &Arc<Session>) {
    session.settings_changed(false);
    register(session);
    if session.abilities().gives_configuration {
        super::settings::pull(session);
    }
}

/// To hear of changes that this client tells only when asked to.
fn register(session: &Session) {
    let abilities = session.abilities();
    let registration = |method: &str, options| Registration {
        id: method.to_owned(),
        method: method.to_owned(),
        register_options: Some(options),
    };
    let mut registrations = Vec::new();
    if abilities.registers_configuration {
        let options = json!({"section": "strates"});
        registrations.push(registration(DidChangeConfiguration::METHOD, options));
    }
    if abilities.registers_watchers {
        let [yaml, yml] = HADOLINT_FILE_NAMES;
        let files = [
            FILE_NAME,
            yaml,
            yml,
            ".dockerignore",
            "*.dockerignore",
            "{compose,docker-compose}*.{yaml,yml}",
            "docker-bake*.{hcl,json}",
        ];
        let watchers = files.map(|name| json!({"globPattern": format!("**/{name}")}));
        let options = json!({"watchers": watchers});
        registrations.push(registration(DidChangeWatchedFiles::METHOD, options));
    }
    if !registrations.is_empty() {
        let client = session.client.clone();
        // A client that refuses tells its changes by itself or not at all.
        tokio::spawn(async move { client.register_capability(registrations).await });
    }
}
