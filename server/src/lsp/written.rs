//! Answers that are written as JSON at once. tower-lsp makes a tree of values of every answer first,
//! which takes longer than all the rest where there are thousands of diagnostics or tokens.

use super::server::Server;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot::{Sender, channel};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Id, Request, Result};

type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The body of a message.
pub type Written = Later<'static, serde_json::Result<Vec<u8>>>;

/// `None` for what tower-lsp answers.
pub fn answer(server: &Server, request: &Request) -> Option<Written> {
    match request.method() {
        "textDocument/codeLens" => written(server, request, |s, p| s.code_lens(p)),
        "textDocument/completion" => written(server, request, |s, p| s.completion(p)),
        "textDocument/diagnostic" => written(server, request, |s, p| s.diagnostic(p)),
        "textDocument/documentSymbol" => outline(server, request),
        "textDocument/foldingRange" => written(server, request, |s, p| s.folding_range(p)),
        "textDocument/semanticTokens/full" => {
            written(server, request, |s, p| s.semantic_tokens_full(p))
        }
        _ => None,
    }
}

fn written<P, T>(
    server: &Server,
    request: &Request,
    ask: for<'a> fn(&'a Server, P) -> Later<'a, Result<T>>,
) -> Option<Written>
where
    P: DeserializeOwned + Send + 'static,
    T: Serialize + Send + 'static,
{
    let (id, params) = asked(request)?;
    let server = server.clone();
    Some(Box::pin(async move {
        match ask(&server, params).await {
            Ok(result) => serde_json::to_vec(&Answer {
                jsonrpc: "2.0",
                result,
                id,
            }),
            Err(error) => failure(error, id),
        }
    }))
}

fn outline(server: &Server, request: &Request) -> Option<Written> {
    let (id, params) = asked(request)?;
    let server = server.clone();
    Some(Box::pin(async move {
        let result = match server.outline(params).await {
            Ok(result) => result.transpose()?,
            Err(error) => return failure(error, id),
        };
        let result = result.as_deref().map_or(&b"null"[..], Vec::as_slice);
        let mut body = Vec::with_capacity(result.len() + 128);
        body.extend_from_slice(br#"{"jsonrpc":"2.0","id":"#);
        serde_json::to_writer(&mut body, &id)?;
        body.extend_from_slice(br#","result":"#);
        body.extend_from_slice(result);
        body.push(b'}');
        Ok(body)
    }))
}

/// Parameters that cannot be read are for tower-lsp to refuse.
fn asked<P: DeserializeOwned>(request: &Request) -> Option<(Id, P)> {
    let params = serde_json::from_value(request.params()?.clone()).ok()?;
    Some((request.id()?.clone(), params))
}

fn failure(error: Error, id: Id) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Failure {
        jsonrpc: "2.0",
        error,
        id,
    })
}

/// Answers under way, by their requests, until their client takes one back.
#[derive(Clone, Default)]
pub struct UnderWay(Arc<Mutex<HashMap<Id, Sender<()>>>>);

impl UnderWay {
    /// Ends with what was asked for, or with a word that it was taken back.
    pub fn follow(&self, id: Id, written: Written) -> Written {
        let (sender, taken_back) = channel();
        self.requests().insert(id.clone(), sender);
        let under_way = self.clone();
        Box::pin(async move {
            let message = tokio::select! {
                message = written => message,
                Ok(()) = taken_back => failure(Error::request_cancelled(), id.clone()),
            };
            under_way.requests().remove(&id);
            message
        })
    }

    pub fn take_back(&self, cancellation: &Request) {
        let id = cancellation.params().and_then(|params| params.get("id"));
        let id = id.and_then(|id| serde_json::from_value::<Id>(id.clone()).ok());
        if let Some(sender) = id.and_then(|id| self.requests().remove(&id)) {
            // It fails only where the answer is there already.
            let _ = sender.send(());
        }
    }

    fn requests(&self) -> MutexGuard<'_, HashMap<Id, Sender<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Serialize)]
struct Answer<T> {
    jsonrpc: &'static str,
    result: T,
    id: Id,
}

#[derive(Serialize)]
struct Failure {
    jsonrpc: &'static str,
    error: Error,
    id: Id,
}
