//! One question to a socket of this machine.
//!
//! HTTP/1.0, in which an answer ends where the connection does: nothing has to be taken apart.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(2);

/// A few thousand images.
const LARGEST_ANSWER: usize = 8 * 1024 * 1024;

/// The body of an answer that is no error.
pub fn get(socket: &Path, path: &str) -> Option<Vec<u8>> {
    let end = Instant::now() + PATIENCE;
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let request = format!("GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let answer = read_all(&mut stream, end)?;
    let (head, body) = split(&answer)?;
    let status = std::str::from_utf8(head).ok()?.split(' ').nth(1)?;
    (status == "200").then(|| body.to_vec())
}

fn read_all(stream: &mut UnixStream, end: Instant) -> Option<Vec<u8>> {
    let mut answer = Vec::new();
    let mut part = [0; 16 * 1024];
    loop {
        let left = end.checked_duration_since(Instant::now())?;
        stream
            .set_read_timeout(Some(left.max(Duration::from_millis(1))))
            .ok()?;
        let length = stream.read(&mut part).ok()?;
        if length == 0 {
            return Some(answer);
        }
        answer.extend_from_slice(part.get(..length)?);
        if answer.len() > LARGEST_ANSWER {
            return None;
        }
    }
}

fn split(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    const END: &[u8] = b"\r\n\r\n";
    let at = answer.windows(END.len()).position(|part| part == END)?;
    Some((answer.get(..at)?, answer.get(at + END.len()..)?))
}
