//! The server's process, and a client that does as little as it can while the clock runs.

use crate::Fallible;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use strates_tests::{framed, notification, opened};

pub const FILE: &str = "file:///project/Dockerfile";

pub struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: i64,
}

/// In bytes.
#[derive(Clone, Copy)]
pub struct Memory {
    pub now: u64,
    pub peak: u64,
}

impl Server {
    pub fn start(program: &Path) -> Fallible<Server> {
        let mut process = Command::new(program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let input = process.stdin.take().ok_or("the server has no stdin")?;
        let output = process.stdout.take().ok_or("the server has no stdout")?;
        Ok(Server {
            process,
            input,
            output: BufReader::new(output),
            requests: 0,
        })
    }

    /// Of a client that pulls diagnostics, or has them published.
    pub fn initialized(program: &Path, pulls: bool) -> Fallible<Server> {
        let mut server = Server::start(program)?;
        let diagnostic = if pulls { json!({}) } else { Value::Null };
        let document = json!({
            "diagnostic": diagnostic,
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        });
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": {"textDocument": document}});
        server.ask(&[], "initialize", params)?;
        server.write(&notification("initialized", json!({})))?;
        Ok(server)
    }

    /// Opens the file and waits for what there is to say of it.
    pub fn open(&mut self, text: &str) -> Fallible<Duration> {
        let opening = notification("textDocument/didOpen", opened(FILE, 0, text));
        Ok(self
            .ask(
                &opening,
                "textDocument/diagnostic",
                strates_tests::about(FILE),
            )?
            .0)
    }

    /// Sends messages and a request at once; how long its answer takes, and the answer.
    pub fn ask(
        &mut self,
        before: &[u8],
        method: &str,
        params: Value,
    ) -> Fallible<(Duration, Value)> {
        self.requests += 1;
        let id = self.requests;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let bytes = [before, &framed(&request)].concat();
        let start = Instant::now();
        self.write(&bytes)?;
        let (end, mut answer) = self.read(|message| message["id"] == id)?;
        Ok((end - start, answer["result"].take()))
    }

    /// Sends messages; how long it takes until something is published.
    pub fn tell(&mut self, bytes: &[u8]) -> Fallible<Duration> {
        let start = Instant::now();
        self.write(bytes)?;
        let (end, _) =
            self.read(|message| message["method"] == "textDocument/publishDiagnostics")?;
        Ok(end - start)
    }

    pub fn memory(&self) -> Option<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let value = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
            Some(kibibytes * 1024)
        };
        Some(Memory {
            now: value("VmRSS:")?,
            peak: value("VmHWM:")?,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Fallible<()> {
        Ok(self.input.write_all(bytes)?)
    }

    fn read(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Fallible<(Instant, Value)> {
        loop {
            let body = self.read_body()?;
            let end = Instant::now();
            let message = serde_json::from_slice(&body)?;
            if is_wanted(&message) {
                return Ok((end, message));
            }
        }
    }

    fn read_body(&mut self) -> Fallible<Vec<u8>> {
        let mut header = String::new();
        self.output.read_line(&mut header)?;
        let length = header
            .strip_prefix("Content-Length: ")
            .and_then(|rest| rest.trim().parse().ok());
        let length: usize = length.ok_or_else(|| format!("the server has left: {header:?}"))?;
        let mut body = vec![0; length + 2];
        self.output.read_exact(&mut body)?;
        Ok(body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What has ended by itself cannot be ended any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
