//! Messages as bytes. Unlike the server, the client forgives nothing: whatever else appears on
//! stdout is a failure.

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};

pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// `None` at the end of input between two messages.
pub async fn read_message(
    input: &mut BufReader<impl tokio::io::AsyncRead + Unpin>,
) -> Result<Option<Value>, String> {
    let mut header = String::new();
    let bytes = input
        .read_line(&mut header)
        .await
        .map_err(|error| error.to_string())?;
    if bytes == 0 {
        return Ok(None);
    }
    let length = header
        .strip_prefix("Content-Length: ")
        .and_then(|rest| rest.strip_suffix("\r\n"));
    let length = length.and_then(|length| length.parse::<usize>().ok());
    let length = length.ok_or_else(|| format!("no header: {header:?}"))?;
    let mut body = vec![0; length + 2];
    input
        .read_exact(&mut body)
        .await
        .map_err(|error| error.to_string())?;
    let body = body
        .strip_prefix(b"\r\n")
        .ok_or("no blank line after the header")?;
    serde_json::from_slice(body)
        .map(Some)
        .map_err(|error| error.to_string())
}
