//! Between the transport and tower-lsp: the order of the protocol, and a word for every message
//! that tower-lsp would drop in silence.

use super::input::{UNREADABLE, UnreadableParams};
use super::refusal;
use super::server::Server;
use super::session::Session;
use super::unparsed;
use super::written::{self, UnderWay, Written};
use serde_json::{Value, json};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tower_lsp::jsonrpc::{ErrorCode, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

pub struct Gate {
    service: LspService<Server>,
    session: Arc<Session>,
    phase: Phase,
    under_way: UnderWay,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Uninitialized,
    Serving,
    ShutDown,
}

enum Verdict {
    Pass,
    Answer(Response),
    /// A notification that is not for now.
    Drop,
}

type Outcome = Result<Option<Response>, ExitedError>;
type Answer = Pin<Box<dyn Future<Output = Outcome> + Send>>;

impl Gate {
    pub fn new(service: LspService<Server>, session: Arc<Session>) -> Gate {
        Gate {
            service,
            session,
            phase: Phase::Uninitialized,
            under_way: UnderWay::default(),
        }
    }

    fn judge(&self, request: &Request) -> Verdict {
        let lang = self.session.configuration.lang();
        let (method, id) = (request.method(), request.id().cloned());
        let error = match (method, self.phase) {
            (UNREADABLE, _) => return Verdict::Answer(self.unreadable(request)),
            ("exit", _) | ("initialize", Phase::Uninitialized) => return Verdict::Pass,
            (_, Phase::Uninitialized) => refusal::not_initialized(lang),
            (_, Phase::ShutDown) => refusal::shut_down(lang),
            ("initialize", Phase::Serving) => refusal::initialized_already(lang),
            // tower-lsp would leave these without an answer.
            (_, Phase::Serving) if id.is_some() && method.starts_with("$/") => {
                refusal::unknown_method(method, lang)
            }
            (_, Phase::Serving) if id.is_none() && unparsed::report(&self.session, request) => {
                return Verdict::Drop;
            }
            (_, Phase::Serving) => return Verdict::Pass,
        };
        match id {
            Some(id) => Verdict::Answer(Response::from_error(id, error)),
            None => Verdict::Drop,
        }
    }

    /// What was asked for as it is now, whatever comes in before it is sent.
    fn send(&self, id: Id, written: Written) -> Answer {
        let mut written = self.under_way.follow(id, written);
        let polled = written
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        let session = self.session.clone();
        Box::pin(async move {
            let message = match polled {
                Poll::Ready(message) => message,
                Poll::Pending => written.await,
            };
            session.send(message).await;
            Ok(None)
        })
    }

    fn unreadable(&self, request: &Request) -> Response {
        let params = request.params().cloned().unwrap_or_default();
        let params = serde_json::from_value::<UnreadableParams>(params).ok();
        let code = params
            .as_ref()
            .map_or(ErrorCode::ParseError, |params| params.code.into());
        if let Some(document) = params.and_then(|params| params.document) {
            unparsed::lose(&self.session, &document);
        }
        let error = refusal::unreadable(code, self.session.configuration.lang());
        Response::from_error(request.id().cloned().unwrap_or(Id::Null), error)
    }
}

impl Service<Request> for Gate {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.service.poll_ready(context)
    }

    /// Handlers wait for nothing unless they are slow, so one poll here does their work at once
    /// and in the order of the messages, however many slow ones are still under way.
    fn call(&mut self, request: Request) -> Answer {
        match self.judge(&request) {
            Verdict::Pass => {}
            Verdict::Answer(response) => return Box::pin(ready(Ok(Some(response)))),
            Verdict::Drop => return Box::pin(ready(Ok(None))),
        }
        if request.method() == "$/cancelRequest" {
            self.under_way.take_back(&request);
        }
        let written = written::answer(self.service.inner(), &request);
        if let (Some(written), Some(id)) = (written, request.id()) {
            return self.send(id.clone(), written);
        }
        let request = mended(request);
        let phase = match request.method() {
            "initialize" => Phase::Serving,
            "shutdown" => Phase::ShutDown,
            _ => self.phase,
        };
        let mut answer = self.service.call(request);
        match answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(outcome) => {
                let has_failed = matches!(&outcome, Ok(Some(response)) if response.is_error());
                if !has_failed {
                    self.phase = phase;
                }
                Box::pin(ready(outcome))
            }
            Poll::Pending => answer,
        }
    }
}

/// What clients may send and tower-lsp does not take.
fn mended(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let params = match (&*method, params) {
        ("shutdown" | "exit", _) => None,
        ("initialized", None | Some(Value::Null)) => Some(json!({})),
        ("initialize", Some(mut params)) => {
            // lsp-types 0.94 looks for the singular.
            if let Some(Value::Object(workspace)) = params.pointer_mut("/capabilities/workspace")
                && let Some(diagnostics) = workspace.remove("diagnostics")
            {
                workspace.insert("diagnostic".to_owned(), diagnostics);
            }
            Some(params)
        }
        (_, params) => params,
    };
    let request = Request::build(method);
    let request = match params {
        Some(params) => request.params(params),
        None => request,
    };
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}
