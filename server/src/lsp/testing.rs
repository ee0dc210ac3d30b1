//! A session as the tests of its parts need it.

use super::server::Server;
use super::session::Session;
use super::{news, outbox, output};
use serde_json::{Value, json};
use std::sync::Arc;
use strates_analysis::lang::Lang;
use strates_registry::Places;
use tokio::sync::mpsc::Receiver;
use tower_lsp::jsonrpc::Request;
use tower_lsp::{ClientSocket, LspService};
use tower_service::Service;

/// What the client is sent.
pub struct Sent {
    pub socket: ClientSocket,
    pub ready: Receiver<Vec<u8>>,
}

/// Initialized by a client that can do this; what it is sent comes out here.
pub async fn session(capabilities: Value) -> (Arc<Session>, Sent) {
    let (outbox, _) = outbox::channel();
    let (messages, ready) = output::messages();
    let (mut service, socket) = LspService::new(|client| {
        let registry = news::registry(Places::nowhere(), news::channel().0);
        Server::new(Session::new(client, outbox, messages, registry, Lang::En))
    });
    let params = json!({"capabilities": capabilities});
    let initialize = Request::build("initialize").id(1).params(params).finish();
    service.call(initialize).await.unwrap();
    (service.inner().session(), Sent { socket, ready })
}
