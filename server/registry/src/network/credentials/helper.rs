//! `docker-credential-…`: a program that keeps secrets.

use super::Login;
use super::files::login_of;
use crate::places::Places;
use serde::Deserialize;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);

const LONGEST_ANSWER: u64 = 64 * 1024;

#[derive(Deserialize)]
struct Found {
    #[serde(default, rename = "Username")]
    user: String,
    #[serde(default, rename = "Secret")]
    secret: String,
}

pub fn ask(places: &Places, helper: &str, server: &str) -> Option<Login> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if helper.is_empty() || !helper.chars().all(is_name) {
        return None;
    }
    let mut command = Command::new(format!("docker-credential-{helper}"));
    command.arg("get");
    // Set, it is also where the program is looked for.
    if let Some(path) = (places.variable)("PATH") {
        command.env("PATH", path);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // No window opens for it.
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
    let mut child = command.spawn().ok()?;
    let answer = answer(&mut child, server);
    // It may wait for a person, who was not asked.
    let _ = child.kill();
    let _ = child.wait();
    let found: Found = serde_json::from_slice(&answer?).ok()?;
    login_of(&found.user, &found.secret)
}

fn answer(child: &mut Child, server: &str) -> Option<Vec<u8>> {
    let mut input = child.stdin.take()?;
    let output = child.stdout.take()?;
    let server = server.to_owned();
    let (sender, answer) = mpsc::channel();
    thread::spawn(move || {
        let _ = input.write_all(server.as_bytes());
        drop(input);
        let mut bytes = Vec::new();
        let read = output.take(LONGEST_ANSWER).read_to_end(&mut bytes);
        let _ = sender.send(read.is_ok().then_some(bytes));
    });
    answer.recv_timeout(PATIENCE).ok().flatten()
}
