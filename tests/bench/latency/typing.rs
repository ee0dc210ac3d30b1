//! From a key to the answers that an editor asks for after it.

use crate::Fallible;
use crate::figures::{print_head, print_times};
use crate::server::{FILE, Server};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use strates_analysis::text::Change;
use strates_tests::files::{SHAPES, Shape, key_and_back};
use strates_tests::{about, edited, notification, opened};

const KEYS: usize = 300;
const WARM_UP: usize = 20;

pub fn measure(program: &Path) -> Fallible<()> {
    print_head("typing");
    round_trip(program)?;
    for shape in &SHAPES {
        pulled(program, shape)?;
        pushed(program, shape)?;
        shown(program, shape)?;
        coloured(program, shape)?;
        followed(program, shape)?;
        completed(program, shape)?;
    }
    Ok(())
}

/// One key after the other, each as a message that tells it.
pub struct Keys {
    keys: [Change; 2],
    version: i32,
}

impl Keys {
    pub fn new(text: &str) -> Keys {
        Keys {
            keys: key_and_back(text),
            version: 0,
        }
    }

    pub fn next(&mut self) -> Vec<u8> {
        let Change { range, text } = &self.keys[self.version as usize % 2];
        self.version += 1;
        let range = range.map(|(from, to)| [from.line, from.character, to.line, to.character]);
        let params = edited(FILE, self.version, range.unwrap_or_default(), text);
        notification("textDocument/didChange", params)
    }
}

/// What the pipes and the scheduler take, which is part of everything below.
fn round_trip(program: &Path) -> Fallible<()> {
    let mut server = Server::initialized(program, true)?;
    let times = repeated(|| Ok(server.ask(&[], "strates/nothing", Value::Null)?.0))?;
    print_times("a question that nobody answers (the floor)", times, None);
    Ok(())
}

fn pulled(program: &Path, shape: &Shape) -> Fallible<()> {
    let (mut server, mut keys) = ready(program, shape)?;
    let times = repeated(|| {
        Ok(server
            .ask(&keys.next(), "textDocument/diagnostic", about(FILE))?
            .0)
    })?;
    print_times(
        &format!("{shape}: key → diagnostics pulled"),
        times,
        target(shape),
    );
    Ok(())
}

fn pushed(program: &Path, shape: &Shape) -> Fallible<()> {
    let text = shape.text();
    let mut server = Server::initialized(program, false)?;
    server.tell(&notification(
        "textDocument/didOpen",
        opened(FILE, 0, &text),
    ))?;
    let mut keys = Keys::new(&text);
    let times = repeated(|| server.tell(&keys.next()))?;
    print_times(
        &format!("{shape}: key → diagnostics published"),
        times,
        target(shape),
    );
    Ok(())
}

fn shown(program: &Path, shape: &Shape) -> Fallible<()> {
    let (mut server, mut keys) = ready(program, shape)?;
    let times = repeated(|| {
        Ok(server
            .ask(&keys.next(), "textDocument/documentSymbol", about(FILE))?
            .0)
    })?;
    print_times(&format!("{shape}: key → outline"), times, None);
    Ok(())
}

fn coloured(program: &Path, shape: &Shape) -> Fallible<()> {
    let (mut server, mut keys) = ready(program, shape)?;
    let full = "textDocument/semanticTokens/full";
    let (cold, tokens) = server.ask(&[], full, about(FILE))?;
    print_times(
        &format!("{shape}: all tokens, the first time"),
        vec![cold],
        None,
    );
    let mut last = tokens["resultId"].clone();
    let times = repeated(|| {
        let params = json!({"textDocument": {"uri": FILE}, "previousResultId": last});
        let (time, delta) = server.ask(&keys.next(), &format!("{full}/delta"), params)?;
        last = delta["resultId"].clone();
        Ok(time)
    })?;
    print_times(&format!("{shape}: key → change of tokens"), times, None);
    Ok(())
}

/// From the name that stands in most places of the file: the argument of every FROM.
fn followed(program: &Path, shape: &Shape) -> Fallible<()> {
    let (mut server, mut keys) = ready(program, shape)?;
    let questions = [
        ("definition", json!({})),
        (
            "references",
            json!({"context": {"includeDeclaration": true}}),
        ),
        ("rename", json!({"newName": "ROOT"})),
    ];
    for (question, mut params) in questions {
        params["textDocument"] = json!({"uri": FILE});
        // `ARG BASE=…`, below the `# syntax` line.
        params["position"] = json!({"line": 1, "character": 5});
        let method = format!("textDocument/{question}");
        let times = repeated(|| Ok(server.ask(&keys.next(), &method, params.clone())?.0))?;
        let most = shape.name.starts_with("10,000").then_some(FOLLOWED);
        print_times(&format!("{shape}: key → {question}"), times, most);
    }
    Ok(())
}

/// A variable is completed at the end, where the most is to be followed, and an instruction.
fn completed(program: &Path, shape: &Shape) -> Fallible<()> {
    for (line, what) in [("RUN echo $", "a variable"), ("CO", "an instruction")] {
        let text = format!("{}{line}\n", shape.text());
        let row = shape.text().lines().count() as u32;
        let end = line.len() as u32;
        let mut server = Server::initialized(program, true)?;
        server.open(&text)?;
        let mut version = 0;
        let times = repeated(|| {
            version += 1;
            let (to, letter) = if version % 2 == 1 {
                (end, "P")
            } else {
                (end + 1, "")
            };
            let key = edited(FILE, version, [row, end, row, to], letter);
            let key = notification("textDocument/didChange", key);
            let mut params = about(FILE);
            params["position"] = json!({"line": row, "character": end + letter.len() as u32});
            Ok(server.ask(&key, "textDocument/completion", params)?.0)
        })?;
        let target = Duration::from_millis(if shape.name == "30 lines" { 1 } else { 3 });
        print_times(
            &format!("{shape}: key → {what} completed"),
            times,
            Some(target),
        );
    }
    Ok(())
}

const FOLLOWED: Duration = Duration::from_millis(2);

fn ready(program: &Path, shape: &Shape) -> Fallible<(Server, Keys)> {
    let text = shape.text();
    let mut server = Server::initialized(program, true)?;
    server.open(&text)?;
    Ok((server, Keys::new(&text)))
}

fn repeated(mut once: impl FnMut() -> Fallible<Duration>) -> Fallible<Vec<Duration>> {
    let times: Fallible<Vec<Duration>> = (0..WARM_UP + KEYS).map(|_| once()).collect();
    Ok(times?.split_off(WARM_UP))
}

fn target(shape: &Shape) -> Option<Duration> {
    let microseconds = match shape.name {
        "30 lines" => 300,
        "10,000 lines, many stages" => 3_000,
        "10,000 lines, one stage" => 8_000,
        _ => return None,
    };
    Some(Duration::from_micros(microseconds))
}
