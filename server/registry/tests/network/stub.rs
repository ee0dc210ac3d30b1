//! A server that says what a test tells it to, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub struct Stub {
    pub port: u16,
    log: Arc<Mutex<Vec<Seen>>>,
}

#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// With its query.
    pub path: String,
    pub authorization: Option<String>,
    pub body: String,
    head: String,
}

pub enum Reply {
    Is(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// A byte now and then, for ever.
    Drip,
    /// A body without an end that matters.
    Huge(usize),
    /// Not even a status.
    Silence,
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply::is(200, body)
    }

    pub fn is(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply::Is(status, Vec::new(), body.into())
    }

    pub fn with(self, name: &'static str, value: impl Into<String>) -> Reply {
        match self {
            Reply::Is(status, mut headers, body) => {
                headers.push((name, value.into()));
                Reply::Is(status, headers, body)
            }
            other => other,
        }
    }
}

impl Stub {
    pub fn start(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let log: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (own, answer) = (Arc::clone(&log), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&own), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Stub { port, log }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.log.lock().unwrap().clone()
    }

    pub fn paths(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.path).collect()
    }

    /// Whether a word came over the wire at all.
    pub fn heard(&self, word: &str) -> bool {
        let seen = self.seen();
        seen.iter()
            .any(|seen| seen.head.contains(word) || seen.body.contains(word))
    }
}

impl Seen {
    pub fn host(&self) -> String {
        self.header("host").unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<String> {
        header(&self.head, name)
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.to_owned())
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Seen>>, answer: &(dyn Fn(&Seen) -> Reply + Sync)) {
    let Some(seen) = read(&stream) else {
        return;
    };
    log.lock().unwrap().push(seen.clone());
    let _ = match answer(&seen) {
        Reply::Is(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n");
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
            let body = if seen.method == "HEAD" {
                Vec::new()
            } else {
                body
            };
            stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&body))
        }
        Reply::Drip => drip(&mut stream),
        Reply::Huge(bytes) => huge(&mut stream, bytes),
        Reply::Silence => {
            thread::sleep(Duration::from_secs(20));
            Ok(())
        }
    };
}

fn read(stream: &TcpStream) -> Option<Seen> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).ok()? > 2 {}
    let mut first = head.lines().next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let length = header(&head, "content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Seen {
        method,
        path,
        authorization: header(&head, "authorization"),
        body: String::from_utf8_lossy(&body).into_owned(),
        head: head.clone(),
    })
}

fn drip(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{")?;
    loop {
        thread::sleep(Duration::from_millis(100));
        stream.write_all(b" ")?;
    }
}

fn huge(stream: &mut TcpStream, bytes: usize) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {bytes}\r\n\r\n{{");
    stream.write_all(head.as_bytes())?;
    let part = vec![b' '; 64 * 1024];
    for _ in 0..bytes / part.len() {
        stream.write_all(&part)?;
    }
    Ok(())
}
