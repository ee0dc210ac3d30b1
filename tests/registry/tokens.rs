//! A server that gives tokens for a registry: to anyone for what is under `open/`, to who shows the
//! password for all.

use crate::certificate::Certificate;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

pub struct Tokens {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Tokens {
    pub fn start(certificate: &Certificate, password: &str) -> Tokens {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let log = Arc::clone(&asked);
        let (key, chain) = (certificate.key.clone(), chain(&certificate.path));
        let shown = format!("Basic {password}");
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(stream, &log, &key, &chain, &shown);
            }
        });
        Tokens { port, asked }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<String>>,
    key: &str,
    chain: &str,
    shown: &str,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let path = lines.next().unwrap_or(Ok(String::new()))?;
    let path = path.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut is_known = false;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        let header = line.split_once(": ");
        is_known |= header.is_some_and(|(name, value)| {
            name.eq_ignore_ascii_case("authorization") && value == shown
        });
    }
    log.lock().unwrap().push(path.clone());
    let scope = path.split("scope=repository%3A").nth(1).unwrap_or_default();
    let repository = scope.trim_end_matches("%3Apull").replace("%2F", "/");
    let may = is_known || repository.starts_with("open/");
    let access = match may {
        true => json!([{"type": "repository", "name": repository, "actions": ["pull"]}]),
        false => json!([]),
    };
    let body = json!({"token": token(key, chain, &access), "expires_in": 60}).to_string();
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

fn token(key: &str, chain: &str, access: &Value) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let header = json!({"typ": "JWT", "alg": "RS256", "x5c": [chain]});
    let claims = json!({
        "iss": "ours", "sub": "", "aud": "ours", "jti": now.to_string(),
        "iat": now - 10, "nbf": now - 10, "exp": now + 60, "access": access,
    });
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let signed = format!("{}.{}", encode(&header), encode(&claims));
    let mut child = Command::new("openssl")
        .args(["dgst", "-sha256", "-sign", key])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("there is an openssl");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(signed.as_bytes())
        .unwrap();
    let signature = child.wait_with_output().unwrap().stdout;
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The certificate as one line of base64, which is what PEM holds.
fn chain(path: &str) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let chain: String = lines.collect();
    assert!(STANDARD.decode(&chain).is_ok());
    chain
}
