//! A session as the tests of its parts need it.

use super::outbox;
use super::server::Server;
use super::session::Session;
use serde_json::{Value, json};
use std::sync::Arc;
use strates_analysis::lang::Lang;
use tower_lsp::jsonrpc::Request;
use tower_lsp::{ClientSocket, LspService};
use tower_service::Service;

/// Initialized by a client that can do this; what it is sent comes out of the socket.
pub async fn session(capabilities: Value) -> (Arc<Session>, ClientSocket) {
    let (outbox, _) = outbox::channel();
    let (mut service, socket) =
        LspService::new(|client| Server::new(Session::new(client, outbox, Lang::En)));
    let params = json!({"capabilities": capabilities});
    let initialize = Request::build("initialize").id(1).params(params).finish();
    service.call(initialize).await.unwrap();
    (service.inner().session(), socket)
}
