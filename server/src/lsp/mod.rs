//! The language server: the only place that knows LSP, tokio and JSON.
//!
//! Input goes through [`input`] (whole, readable messages only) and [`gate`] (the order of the
//! protocol, in the order of arrival) to [`server`], which hands each question and a snapshot of
//! its document to one of the [`handlers`].

mod abilities;
mod ahead;
mod capabilities;
mod configuration;
mod convert;
mod diagnostics;
mod documents;
mod envelope;
mod folders;
mod framing;
mod gate;
mod guard;
mod handlers;
mod input;
mod json;
mod kinds;
mod news;
mod outbox;
mod outline;
mod output;
mod panics;
mod presenting;
mod progress;
mod quiz;
mod refusal;
mod server;
mod session;
mod shellcheck;
mod slow;
mod stdio;
#[cfg(test)]
mod testing;
mod token_results;
mod trees;
mod unparsed;
mod wording;
mod workspace;
mod written;

use session::Session;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_registry::Places;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tower_lsp::LspService;

/// How the client took its leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// After `shutdown`, as the protocol asks.
    Orderly,
    /// By `exit` or the end of input, without a word before.
    Abrupt,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Orderly => ExitCode::SUCCESS,
            Ending::Abrupt => ExitCode::FAILURE,
        }
    }
}

/// Serves one client on stdin and stdout until it leaves.
pub fn run(environment: Lang) -> ExitCode {
    panics::report_to_stderr(environment);
    // One thread: what is slow goes to a thread of its own when it comes up.
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            panics::say(&msg!(
                environment,
                en: "strates: the language server could not start: {error}",
                fr: "strates\u{a0}: le serveur de langage n'a pas pu démarrer\u{a0}: {error}",
            ));
            return ExitCode::FAILURE;
        }
    };
    let ending = runtime.block_on(async {
        let (input, output) = stdio::open();
        serve(input, output, environment, Places::default()).await
    });
    // A thread may still be waiting for input that will never come.
    runtime.shutdown_background();
    ending.into()
}

/// How many requests may be under way; tower-lsp's own four let slow ones hold up the rest.
const CONCURRENCY: usize = 64;

/// How much of what tower-lsp writes may wait to be handed on.
const BUFFER: usize = 256 << 10;

/// How long answers under way may still be written once the client has left.
const GRACE: Duration = Duration::from_secs(2);

/// Serves one client until it sends `exit` or its input ends.
pub async fn serve<I, O>(input: I, output: O, environment: Lang, places: Places) -> Ending
where
    I: AsyncRead + Unpin,
    O: AsyncWrite + Unpin,
{
    let (outbox, unsent) = outbox::channel();
    let (told, news) = news::channel();
    let (own_messages, ready) = output::messages();
    let (service, socket) = LspService::build(|client| {
        let registry = news::registry(places, told);
        let session = Session::new(client, outbox, own_messages, registry, environment);
        server::Server::new(session)
    })
    .custom_method("strates/layers", server::Server::layers)
    .finish();
    let session = service.inner().session();

    let mut background = JoinSet::new();
    background.spawn(outbox::deliver(unsent, session.client.clone()));
    background.spawn(diagnostics::publish_as_asked(session.clone()));
    background.spawn(shellcheck::ask_as_needed(session.clone()));
    background.spawn(news::follow(session.clone(), news));

    let left = Arc::new(Notify::new());
    let input = input::Input::new(input, left.clone());
    let (messages, written) = tokio::io::duplex(BUFFER);
    let serving = tower_lsp::Server::new(input, messages, socket)
        .concurrency_level(CONCURRENCY)
        .serve(gate::Gate::new(service, session.clone()));
    let serving = async {
        serving.await;
        std::future::pending().await
    };
    // It ends when all is written that tower-lsp had to say, or when nobody reads any more.
    let handing_on = output::hand_on(written, ready, output);
    let grace = async {
        left.notified().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        _ = handing_on => {}
        () = grace => {}
    }
    session.ending()
}
