//! Bytes into messages. tower-lsp stops reading for good at the first message that it cannot
//! parse, so nothing unreadable may reach it: it is told apart here, and the next one looked for.

use super::envelope::{self, Envelope, Unreadable};
use tower_lsp::jsonrpc::ErrorCode;

#[derive(Debug, PartialEq)]
pub enum Frame {
    Message { body: Vec<u8>, is_exit: bool },
    Unreadable(Unreadable),
}

#[derive(Default)]
pub struct Framing {
    buffer: Vec<u8>,
    /// Everything before it is dealt with.
    start: usize,
    /// Between what could not be read, which is reported once, and the next message.
    lost: bool,
}

const MAX_HEADER: usize = 64 << 10;
const MAX_BODY: usize = 512 << 20;
const LENGTH: &[u8] = b"content-length:";

impl Framing {
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.start = 0;
        if self.buffer.is_empty() {
            self.buffer.shrink_to(MAX_HEADER);
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next message, or `None` when more bytes are needed for it.
    pub fn next(&mut self) -> Option<Frame> {
        loop {
            match self.step() {
                Step::Found(frame) => return Some(frame),
                Step::Skipped => {}
                Step::NeedsMore => return None,
            }
        }
    }

    fn step(&mut self) -> Step {
        let rest = &self.buffer[self.start..];
        let Some(header_end) = header_end(rest) else {
            // The last bytes may be the beginning of a header.
            return match rest.len() < MAX_HEADER {
                true => Step::NeedsMore,
                false => self.skip(rest.len() - LENGTH.len()),
            };
        };
        let header = Header::read(&rest[..header_end]);
        let Some(length) = header.length else {
            return self.skip(header_end);
        };
        if !header.is_clean && !self.lost {
            return self.skip(0);
        }
        let Some(body) = rest.get(header_end..header_end + length) else {
            return Step::NeedsMore;
        };
        let (next, lost, step) = match envelope::read(body) {
            Envelope::Message { is_exit } => {
                let body = body.to_vec();
                (length, false, Step::Found(Frame::Message { body, is_exit }))
            }
            Envelope::Ignored => (length, false, Step::Skipped),
            Envelope::Unreadable(unreadable) => {
                let next = swallowed_header(body).unwrap_or(length);
                let lost = unreadable.code == ErrorCode::ParseError;
                (next, lost, Step::Found(Frame::Unreadable(unreadable)))
            }
        };
        self.lost = lost;
        self.start += header_end + next;
        step
    }

    fn skip(&mut self, bytes: usize) -> Step {
        self.start += bytes;
        match std::mem::replace(&mut self.lost, true) {
            true => Step::Skipped,
            false => Step::Found(Frame::Unreadable(Unreadable::garbage())),
        }
    }
}

enum Step {
    Found(Frame),
    Skipped,
    NeedsMore,
}

struct Header {
    length: Option<usize>,
    /// Nothing but header fields stands before the length.
    is_clean: bool,
}

impl Header {
    fn read(header: &[u8]) -> Header {
        let lower = header.to_ascii_lowercase();
        let Some(at) = lower
            .windows(LENGTH.len())
            .rposition(|window| window == LENGTH)
        else {
            return Header {
                length: None,
                is_clean: false,
            };
        };
        let value = lower[at + LENGTH.len()..]
            .split(|byte| *byte == b'\n')
            .next();
        let value = value.and_then(|value| std::str::from_utf8(value).ok());
        let length = value.and_then(|value| value.trim().parse().ok());
        let is_clean = match lower[..at].strip_suffix(b"\n") {
            Some(before) => before.split(|byte| *byte == b'\n').all(is_field),
            None => at == 0,
        };
        Header {
            length: length.filter(|length| *length <= MAX_BODY),
            is_clean,
        }
    }
}

fn is_field(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    name.len() < line.len() && name.iter().all(is_name)
}

/// Where the blank line after the header fields ends.
fn header_end(bytes: &[u8]) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(MAX_HEADER)];
    let mut line_ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    line_ends.find_map(|(at, _)| match &bytes[at + 1..] {
        [b'\r', b'\n', ..] => Some(at + 3),
        [b'\n', ..] => Some(at + 2),
        _ => None,
    })
}

/// A length that was too long takes in the header of the next message, or its beginning.
fn swallowed_header(body: &[u8]) -> Option<usize> {
    let is_header = |at: &usize| {
        let length = LENGTH.len().min(body.len() - at);
        body[*at..][..length].eq_ignore_ascii_case(&LENGTH[..length])
    };
    (0..body.len()).find(is_header)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = r#"{"jsonrpc":"2.0","method":"a"}"#;
    const B: &str = r#"{"jsonrpc":"2.0","method":"b","params":{"long":"é"}}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    fn read(input: &str, at_once: usize) -> Vec<String> {
        let mut framing = Framing::default();
        let mut found = Vec::new();
        for bytes in input.as_bytes().chunks(at_once) {
            framing.push(bytes);
            while let Some(frame) = framing.next() {
                found.push(match frame {
                    Frame::Message { body, .. } => String::from_utf8(body).unwrap(),
                    Frame::Unreadable(_) => "?".to_owned(),
                });
            }
        }
        found
    }

    #[track_caller]
    fn check(input: &str, expected: &[&str]) {
        for at_once in [1, 2, 7, 64, usize::MAX] {
            assert_eq!(read(input, at_once), expected, "{at_once} bytes at once");
        }
    }

    #[test]
    fn finds_every_message_however_it_arrives() {
        check(&[framed(A), framed(B), framed(A)].concat(), &[A, B, A]);
    }

    #[test]
    fn takes_any_header_that_tells_a_length() {
        let length = A.len();
        check(&format!("content-length:{length}\n\n{A}"), &[A]);
        let content_type = "Content-Type: application/vscode-jsonrpc; charset=utf-8";
        check(
            &format!("Content-Length: {length}\r\n{content_type}\r\n\r\n{A}"),
            &[A],
        );
        check(
            &format!("{content_type}\r\nContent-Length: {length}\r\n\r\n{A}"),
            &[A],
        );
    }

    #[test]
    fn goes_on_after_broken_json() {
        check(
            &[framed("{"), framed("nonsense"), framed(A)].concat(),
            &["?", "?", A],
        );
    }

    #[test]
    fn goes_on_after_a_bad_length() {
        for length in ["ten", "-1", "", "99999999999999999999", "9999999999"] {
            let input = format!("Content-Length: {length}\r\n\r\n{A}{}", framed(B));
            check(&input, &["?", B]);
        }
    }

    #[test]
    fn goes_on_after_a_missing_length() {
        check(
            &format!("Content-Type: x\r\n\r\n{A}{}", framed(B)),
            &["?", B],
        );
    }

    #[test]
    fn goes_on_after_a_length_that_is_too_short_or_too_long() {
        let (short, long) = (A.len() - 5, A.len() + 5);
        check(
            &format!("Content-Length: {short}\r\n\r\n{A}{}", framed(B)),
            &["?", B],
        );
        let far = A.len() + framed(B).len();
        check(
            &format!("Content-Length: {far}\r\n\r\n{A}{}", framed(B)),
            &["?", B],
        );
        let input = format!(
            "Content-Length: {long}\r\n\r\n{A}{}{}",
            framed(B),
            framed(A)
        );
        check(&input, &["?", B, A]);
    }

    #[test]
    fn goes_on_after_noise() {
        check(&format!("noise on the line\r\n{}", framed(A)), &["?", A]);
        let noise = "x".repeat(3 * MAX_HEADER);
        assert_eq!(read(&format!("{noise}{}", framed(A)), 1 << 16), ["?", A]);
    }

    #[test]
    fn knows_the_last_message() {
        let mut framing = Framing::default();
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        framing.push(framed(exit).as_bytes());
        let body = exit.as_bytes().to_vec();
        assert_eq!(
            framing.next(),
            Some(Frame::Message {
                body,
                is_exit: true
            })
        );
        assert_eq!(framing.next(), None);
    }
}
