//! An image made by hand, for two platforms and with a proof of how it was made, put into a registry.

use crate::server::Server;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

pub struct Pushed {
    pub index: String,
    /// Of all layers of the platform linux/arm64.
    pub bytes: u64,
}

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

pub fn push(server: &Server, path: &str, tags: &[&str]) -> Pushed {
    let one = blob(server, path, b"one layer");
    let two = blob(server, path, b"another layer");
    let bytes = (b"one layer".len() + b"another layer".len()) as u64;
    let entries = [
        manifest(server, path, ("linux", "amd64"), &[&one]),
        manifest(server, path, ("linux", "arm64"), &[&one, &two]),
        manifest(server, path, ("unknown", "unknown"), &[&two]),
    ];
    let index = json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}).to_string();
    for tag in tags {
        put_manifest(server, path, tag, INDEX, &index);
    }
    Pushed {
        index: digest(index.as_bytes()),
        bytes,
    }
}

/// As an index names it.
fn manifest(
    server: &Server,
    path: &str,
    (os, architecture): (&str, &str),
    layers: &[&Value],
) -> Value {
    let digests: Vec<&Value> = layers.iter().map(|layer| &layer["digest"]).collect();
    let steps = layers.iter().map(|_| json!({"created_by": "ADD words /"}));
    let metadata = json!({"created_by": "ENV COLOUR=blue", "empty_layer": true});
    let steps: Vec<Value> = steps.chain([metadata]).collect();
    let config = json!({
        "os": os,
        "architecture": architecture,
        "config": {"Env": ["COLOUR=blue"]},
        "history": steps,
        "rootfs": {"type": "layers", "diff_ids": digests},
    });
    let mut config = blob(server, path, config.to_string().as_bytes());
    config["mediaType"] = json!("application/vnd.oci.image.config.v1+json");
    let text =
        json!({"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers})
            .to_string();
    let digest = digest(text.as_bytes());
    put_manifest(server, path, &digest, MANIFEST, &text);
    json!({
        "mediaType": MANIFEST,
        "digest": digest,
        "size": text.len(),
        "platform": {"os": os, "architecture": architecture},
    })
}

fn blob(server: &Server, path: &str, bytes: &[u8]) -> Value {
    let begun = request(
        server,
        "POST",
        &format!("/v2/{path}/blobs/uploads/"),
        "",
        b"",
    );
    let place = begun
        .lines()
        .find_map(|line| line.strip_prefix("Location: "));
    let place = place.unwrap_or_else(|| panic!("no place to put it: {begun}"));
    let (_, place) = place.split_once("/v2/").unwrap();
    let digest = digest(bytes);
    let place = format!("/v2/{place}&digest={digest}");
    let answer = request(server, "PUT", &place, "application/octet-stream", bytes);
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    json!({
        "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
        "digest": digest,
        "size": bytes.len(),
    })
}

fn put_manifest(server: &Server, path: &str, name: &str, kind: &str, text: &str) {
    let place = format!("/v2/{path}/manifests/{name}");
    let answer = request(server, "PUT", &place, kind, text.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

fn request(server: &Server, method: &str, place: &str, kind: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.host()).unwrap();
    let host = server.host();
    let length = body.len();
    let head = format!(
        "{method} {place} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.replace("\r\n", "\n")
}

fn digest(bytes: &[u8]) -> String {
    let mut child = Command::new("sha256sum")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("there is a sha256sum");
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    let text = String::from_utf8(output).unwrap();
    format!("sha256:{}", text.split(' ').next().unwrap())
}
