//! What tower-lsp reads instead of stdin: whole messages that it can parse, and the end of input
//! right after `exit`, since it would go on reading for ever.

use super::envelope::Unreadable;
use super::framing::{Frame, Framing};
use serde::{Deserialize, Serialize};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Request;

/// The request that stands for a message that could not be read; the gate answers it.
pub const UNREADABLE: &str = "strates/unreadable";

#[derive(Serialize, Deserialize)]
pub struct UnreadableParams {
    pub code: i64,
    pub document: Option<String>,
}

pub struct Input<R> {
    raw: R,
    chunk: Box<[u8]>,
    framing: Framing,
    ready: io::Cursor<Vec<u8>>,
    has_ended: bool,
    left: Arc<Notify>,
}

impl<R> Input<R> {
    /// Notifies when the client has left.
    pub fn new(raw: R, left: Arc<Notify>) -> Input<R> {
        Input {
            raw,
            chunk: vec![0; 64 << 10].into_boxed_slice(),
            framing: Framing::default(),
            ready: io::Cursor::default(),
            has_ended: false,
            left,
        }
    }

    fn end(&mut self) {
        self.has_ended = true;
        self.left.notify_one();
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Input<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            ready!(Pin::new(&mut this.ready).poll_read(context, out))?;
            if !out.filled().is_empty() || this.has_ended {
                return Poll::Ready(Ok(()));
            }
            match this.framing.next() {
                Some(Frame::Message { body, is_exit }) => {
                    this.ready = io::Cursor::new(framed(&body));
                    if is_exit {
                        this.end();
                    }
                }
                Some(Frame::Unreadable(unreadable)) => {
                    this.ready = io::Cursor::new(stand_in(unreadable));
                }
                None => {
                    let mut chunk = ReadBuf::new(&mut this.chunk);
                    let read = ready!(Pin::new(&mut this.raw).poll_read(context, &mut chunk));
                    if read.is_err() || chunk.filled().is_empty() {
                        this.end();
                    } else {
                        this.framing.push(chunk.filled());
                    }
                }
            }
        }
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    [header.as_bytes(), body].concat()
}

fn stand_in(unreadable: Unreadable) -> Vec<u8> {
    let params = UnreadableParams {
        code: unreadable.code.code(),
        document: unreadable.document,
    };
    let params = serde_json::to_value(params).unwrap_or_default();
    let request = Request::build(UNREADABLE)
        .params(params)
        .id(unreadable.id)
        .finish();
    framed(request.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn ends_after_exit_though_stdin_stays_open() {
        let (mut client, server) = tokio::io::duplex(1 << 10);
        let left = Arc::new(Notify::new());
        let mut input = Input::new(server, left.clone());
        let exit = framed(br#"{"jsonrpc":"2.0","method":"exit"}"#);
        client
            .write_all(&[exit.as_slice(), b"and more"].concat())
            .await
            .unwrap();
        let mut read = Vec::new();
        input.read_to_end(&mut read).await.unwrap();
        assert_eq!(read, exit);
        left.notified().await;
    }

    #[tokio::test]
    async fn a_broken_message_becomes_a_request_that_can_be_answered() {
        let (mut client, server) = tokio::io::duplex(1 << 10);
        let mut input = Input::new(server, Arc::default());
        client
            .write_all(b"Content-Length: 1\r\n\r\n{")
            .await
            .unwrap();
        drop(client);
        let mut read = String::new();
        input.read_to_string(&mut read).await.unwrap();
        assert!(
            read.contains(UNREADABLE) && read.contains("-32700"),
            "{read}"
        );
        assert!(read.contains(r#""id":null"#), "{read}");
    }
}
