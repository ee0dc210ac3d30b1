//! Where work is done: small documents on the spot, larger ones on a thread of their own, so that
//! nothing holds up edits and cancellations.

use super::guard::guarded;
use super::refusal;
use std::time::Duration;
use strates_analysis::lang::Lang;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tower_lsp::jsonrpc::Result;

/// A document of so many bytes is answered for in less than a millisecond.
const SMALL: usize = 32 << 10;

/// An editor's user has given up long before.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub async fn answer<T: Send + 'static>(
    lang: Lang,
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    match bytes <= SMALL {
        true => guarded(lang, work),
        false => on_a_thread(lang, PATIENCE, work).await,
    }
}

pub async fn on_a_thread<T: Send + 'static>(
    lang: Lang,
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (tell, told) = oneshot::channel();
    in_background(move || {
        // Nobody may be waiting any more.
        let _ = tell.send(guarded(lang, work));
    });
    match timeout(patience, told).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => Err(refusal::panicked(lang)),
        Err(_) => Err(refusal::too_slow(lang)),
    }
}

/// On a thread that may wait. All of this is one kind of task: each kind of its own would take kilobytes
/// of the program.
pub fn in_background(work: impl FnOnce() + Send + 'static) {
    let work: Box<dyn FnOnce() + Send> = Box::new(work);
    spawn_blocking(work);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::{self, ThreadId};

    async fn thread_of(bytes: usize) -> ThreadId {
        answer(Lang::En, bytes, || thread::current().id())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn only_large_documents_leave_the_thread() {
        assert_eq!(thread_of(SMALL).await, thread::current().id());
        assert_ne!(thread_of(SMALL + 1).await, thread::current().id());
    }

    #[tokio::test]
    async fn a_panic_elsewhere_is_an_error_here() {
        let answer: Result<()> = answer(Lang::En, usize::MAX, || panic!("on purpose")).await;
        assert_eq!(answer, Err(refusal::panicked(Lang::En)));
    }

    #[tokio::test]
    async fn gives_up_in_the_end() {
        let (release, held) = std::sync::mpsc::channel::<()>();
        let patience = Duration::from_millis(1);
        let answer = on_a_thread(Lang::En, patience, move || held.recv().is_ok()).await;
        assert_eq!(answer, Err(refusal::too_slow(Lang::En)));
        release.send(()).unwrap();
    }
}
