//! The way out: what tower-lsp writes, and between its messages those that are ready as they are.
//! Of thousands of diagnostics tower-lsp would first make a tree of values, which takes it longer
//! than it takes to find them.

use serde::Serialize;
use std::io;
use tokio::io::{
    AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream,
};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Sends messages past tower-lsp.
pub struct Messages(Sender<Vec<u8>>);

/// One at a time: whoever has more to say waits for the client.
pub fn messages() -> (Messages, Receiver<Vec<u8>>) {
    let (sender, receiver) = channel(1);
    (Messages(sender), receiver)
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

/// The body of a message.
pub fn notification(method: &str, params: impl Serialize) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Notification {
        jsonrpc: "2.0",
        method,
        params,
    })
}

impl Messages {
    pub async fn send(&self, body: Vec<u8>) {
        // It fails only when the client has left.
        let _ = self.0.send(body).await;
    }
}

/// Hands on whole messages until tower-lsp has no more. An error means that nobody reads them.
pub async fn hand_on<W: AsyncWrite + Unpin>(
    messages: DuplexStream,
    mut ready: Receiver<Vec<u8>>,
    mut out: W,
) -> io::Result<()> {
    let mut messages = BufReader::new(messages);
    loop {
        tokio::select! {
            begun = messages.fill_buf() => {
                if begun?.is_empty() {
                    break;
                }
                hand_on_one(&mut messages, &mut out).await?;
            }
            Some(body) = ready.recv() => write_body(&body, &mut out).await?,
        }
        out.flush().await?;
    }
    while let Ok(body) = ready.try_recv() {
        write_body(&body, &mut out).await?;
    }
    out.flush().await
}

async fn write_body<W: AsyncWrite + Unpin>(body: &[u8], out: &mut W) -> io::Result<()> {
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    out.write_all(header.as_bytes()).await?;
    out.write_all(body).await
}

async fn hand_on_one<W: AsyncWrite + Unpin>(
    messages: &mut BufReader<DuplexStream>,
    out: &mut W,
) -> io::Result<()> {
    let mut header = String::new();
    while !header.ends_with("\r\n\r\n") && messages.read_line(&mut header).await? > 0 {}
    let length = header
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok())
        .unwrap_or_default();
    out.write_all(header.as_bytes()).await?;
    tokio::io::copy_buf(&mut messages.take(length), out).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::duplex;

    #[tokio::test]
    async fn messages_stay_whole() {
        let (mut tower, messages) = duplex(16);
        let (ours, ready) = super::messages();
        let mut out = Vec::new();
        let long = "x".repeat(100);
        let framed = format!("Content-Length: 100\r\n\r\n{long}");
        let writing = async {
            for piece in framed.repeat(2).as_bytes().chunks(7) {
                tower.write_all(piece).await.unwrap();
                tokio::task::yield_now().await;
            }
            drop(tower);
        };
        let notifying = ours.send(b"{}".to_vec());
        let handing_on = hand_on(messages, ready, &mut out);
        let (_, _, handed_on) = tokio::join!(writing, notifying, handing_on);
        handed_on.unwrap();
        let out = String::from_utf8(out).unwrap();
        let own = "Content-Length: 2\r\n\r\n{}";
        assert_eq!(out.replacen(own, "", 1), framed.repeat(2));
        assert!(out.contains(own));
    }

    #[tokio::test]
    async fn a_client_that_is_gone_is_an_error() {
        let (mut tower, messages) = duplex(1 << 10);
        let (_ours, ready) = super::messages();
        let (out, client) = duplex(16);
        drop(client);
        tower
            .write_all(b"Content-Length: 2\r\n\r\n{}")
            .await
            .unwrap();
        assert!(hand_on(messages, ready, out).await.is_err());
    }

    #[test]
    fn a_notification_is_one_of_json_rpc() {
        let body = notification("a/b", [1]).unwrap();
        let expected = r#"{"jsonrpc":"2.0","method":"a/b","params":[1]}"#;
        assert_eq!(String::from_utf8(body).unwrap(), expected);
    }
}
