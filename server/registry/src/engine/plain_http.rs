//! One question and its answer, over whatever leads to the engine: a socket or a pipe.

use std::io::{Read, Write};

/// A few thousand images.
const LARGEST_ANSWER: usize = 8 * 1024 * 1024;

/// The body of an answer that is no error. How long to wait is for the stream to know.
pub fn get(stream: &mut (impl Read + Write), path: &str) -> Option<Vec<u8>> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    stream.flush().ok()?;
    let mut answer = Vec::new();
    let mut head: Option<Head> = None;
    let mut part = [0; 16 * 1024];
    loop {
        head = head.or_else(|| Head::parse(&answer));
        if let Some(body) = head.as_ref().and_then(|head| head.body(&answer, false)) {
            return Some(body);
        }
        let length = stream.read(&mut part).ok()?;
        if length == 0 {
            return head?.body(&answer, true);
        }
        answer.extend_from_slice(part.get(..length)?);
        let has_failed = head.as_ref().is_some_and(|head| !head.is_success);
        if has_failed || answer.len() > LARGEST_ANSWER {
            return None;
        }
    }
}

struct Head {
    is_success: bool,
    framing: Framing,
    length: usize,
}

/// How one knows where a body ends.
enum Framing {
    Length(usize),
    Chunks,
    /// Where the connection does.
    Close,
}

impl Head {
    /// `None` as long as it is not all there.
    fn parse(answer: &[u8]) -> Option<Head> {
        const END: &[u8] = b"\r\n\r\n";
        let end = answer.windows(END.len()).position(|part| part == END)?;
        let text = String::from_utf8_lossy(answer.get(..end)?).to_ascii_lowercase();
        let mut lines = text.lines();
        let status = lines.next()?.split(' ').nth(1);
        let fields = lines.filter_map(|line| line.split_once(':'));
        let mut framing = Framing::Close;
        for (name, value) in fields.map(|(name, value)| (name.trim(), value.trim())) {
            match (name, &framing) {
                ("transfer-encoding", _) if value.ends_with("chunked") => {
                    framing = Framing::Chunks;
                }
                ("content-length", Framing::Close) => {
                    framing = value.parse().map_or(Framing::Close, Framing::Length);
                }
                _ => {}
            }
        }
        Some(Head {
            is_success: status == Some("200"),
            framing,
            length: end + END.len(),
        })
    }

    /// `None` as long as it is not all there, and of what is none.
    fn body(&self, answer: &[u8], is_end: bool) -> Option<Vec<u8>> {
        let rest = answer.get(self.length..).filter(|_| self.is_success)?;
        match self.framing {
            Framing::Length(length) => rest.get(..length).map(<[u8]>::to_vec),
            Framing::Chunks if is_end || rest.ends_with(b"0\r\n\r\n") => joined(rest),
            Framing::Chunks => None,
            Framing::Close => is_end.then(|| rest.to_vec()),
        }
    }
}

/// Chunks as one; `None` where the last is not there.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|part| part == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        // What stands behind the size means nothing here.
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        let start = end + 2;
        let end = start.checked_add(size)?;
        body.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;
    use std::io;

    #[test]
    fn a_body_ends_where_its_head_says() {
        let open = "that the connection stays open changes nothing";
        check(
            &["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", open],
            Some("[]"),
        );
        check(
            &["HTTP/1.1 200 OK\r\ncontent-LENGTH:2\r\n\r", "\n[", "]"],
            Some("[]"),
        );
        check(&["HTTP/1.0 200 OK\r\n\r\n[", "]"], Some("[]"));
        check(
            &["HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n[]"],
            Some("[]"),
        );
        check(&["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[]"], None);
    }

    #[test]
    fn chunks_are_joined() {
        const HEAD: &str =
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
        check(
            &[HEAD, "2\r\n[1\r\n", "1;x=y\r\n]\r\n0\r\n\r\n", "more"],
            Some("[1]"),
        );
        check(
            &[HEAD, "5\r\n0\r\n\r\n\r\n", "A\r\n0123456789\r\n0\r\n\r\n"],
            Some("0\r\n\r\n0123456789"),
        );
        check(&[HEAD, "1\r\n]\r\n0\r\nTrailer: x\r\n\r\n"], Some("]"));
        for broken in [
            "",
            "2\r\n[",
            "x\r\n[]\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n[]\r\n0\r\n\r\n",
            "1\r\n[]0\r\n\r\n",
        ] {
            check(&[HEAD, broken], None);
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        check(&[], None);
        check(&["[]"], None);
        check(&["HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n[]"], None);
        check(&["HTTP/1.1\r\n\r\n[]"], None);
        let mut endless = Memory::new(&["HTTP/1.1 200 OK\r\n\r\n"]);
        endless
            .parts
            .extend((0..600).map(|_| vec![b' '; 16 * 1024]));
        assert_eq!(get(&mut endless, "/x"), None);
        assert!(!endless.parts.is_empty(), "it stops before");
    }

    #[test]
    fn a_question_is_one_for_this_machine_and_the_last() {
        let mut stream = Memory::new(&["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]);
        get(&mut stream, "/images/json");
        let asked = String::from_utf8(stream.written).unwrap();
        let expected = "GET /images/json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assert_eq!(asked, expected);
    }

    #[track_caller]
    fn check(parts: &[&str], expected: Option<&str>) {
        let body = get(&mut Memory::new(parts), "/images/json");
        let body = body.map(|body| String::from_utf8(body).unwrap());
        assert_eq!(body.as_deref(), expected);
    }

    /// A stream of which each reading gives a part.
    struct Memory {
        parts: VecDeque<Vec<u8>>,
        written: Vec<u8>,
    }

    impl Memory {
        fn new(parts: &[&str]) -> Memory {
            Memory {
                parts: parts.iter().map(|part| part.as_bytes().to_vec()).collect(),
                written: Vec::new(),
            }
        }
    }

    impl Read for Memory {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let part = self.parts.pop_front().unwrap_or_default();
            into[..part.len()].copy_from_slice(&part);
            Ok(part.len())
        }
    }

    impl Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}
