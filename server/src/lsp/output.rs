//! What tower-lsp writes to instead of stdout. A pipe that nobody reads any more makes it panic;
//! here it means that the client is gone.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::AsyncWrite;
use tokio::sync::Notify;

pub struct Output<W> {
    raw: W,
    gone: Arc<Notify>,
}

impl<W> Output<W> {
    /// Notifies when nobody reads any more.
    pub fn new(raw: W, gone: Arc<Notify>) -> Output<W> {
        Output { raw, gone }
    }

    fn forgive<T>(&self, written: io::Result<T>, instead: T) -> Poll<io::Result<T>> {
        Poll::Ready(Ok(written.unwrap_or_else(|_| {
            self.gone.notify_one();
            instead
        })))
    }
}

impl<W: AsyncWrite + Unpin> AsyncWrite for Output<W> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.raw).poll_write(context, bytes));
        self.forgive(written, bytes.len())
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = ready!(Pin::new(&mut self.raw).poll_flush(context));
        self.forgive(flushed, ())
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut_down = ready!(Pin::new(&mut self.raw).poll_shutdown(context));
        self.forgive(shut_down, ())
    }
}
