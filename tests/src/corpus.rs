use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// BuildKit's verdict on one file. Lines count from 1.
#[derive(Deserialize)]
pub struct Record {
    /// Of the text.
    pub sha256: String,
    pub path: String,
    pub text: String,
    pub directives: Vec<(String, String, usize)>,
    pub instructions: Vec<Instruction>,
    pub stages: Vec<Stage>,
    /// The rule, its line, and what BuildKit says.
    #[serde(default)]
    pub lint: Vec<(String, usize, String)>,
    pub errors: BTreeMap<String, Rejection>,
}

#[derive(Deserialize)]
pub struct Instruction {
    pub keyword: String,
    pub lines: (usize, usize),
    pub stage: i64,
    pub layer: Option<bool>,
    pub heredocs: usize,
}

#[derive(Deserialize)]
pub struct Stage {
    pub name: Option<String>,
    pub base: String,
    pub layers: Option<usize>,
    pub base_stage: Option<i64>,
}

#[derive(Deserialize)]
pub struct Rejection {
    pub message: String,
    /// 0 where BuildKit names none.
    pub line: Option<usize>,
}

impl Record {
    pub fn is_accepted(&self) -> bool {
        self.errors.is_empty()
    }

    /// What a build stops with.
    pub fn rejection(&self) -> Option<&Rejection> {
        let phases = ["parse", "instructions", "build"];
        phases.iter().find_map(|phase| self.errors.get(*phase))
    }

    /// BuildKit's parser itself gave up, so it says nothing of the instructions.
    pub fn is_unread(&self) -> bool {
        self.errors.contains_key("parse")
    }
}

pub fn folder() -> PathBuf {
    match std::env::var_os("STRATES_CORPUS") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    }
}

/// The records of a file of the corpus; none, and a loud word about it, where it is missing.
pub fn records(name: &str) -> Vec<Record> {
    let path = folder().join(name);
    let Ok(file) = File::open(&path) else {
        eprintln!(
            "SKIPPED: no corpus at {} (set STRATES_CORPUS); nothing was compared",
            path.display()
        );
        return Vec::new();
    };
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let records = lines.map(|line| {
        let line = line.expect("the corpus can be read");
        serde_json::from_str(&line).expect("a line of the corpus is a record")
    });
    records.collect()
}

pub fn real() -> Vec<Record> {
    records("dockerfiles.jsonl.gz")
}

pub fn damaged() -> Vec<Record> {
    records("broken.jsonl.gz")
}

/// How many of the compared agree; the first disagreements are printed.
pub struct Tally {
    what: &'static str,
    compared: usize,
    different: usize,
}

impl Tally {
    pub fn new(what: &'static str) -> Tally {
        Tally {
            what,
            compared: 0,
            different: 0,
        }
    }

    pub fn compare<T: PartialEq + std::fmt::Debug>(&mut self, path: &str, ours: &T, theirs: &T) {
        self.compared += 1;
        if ours != theirs {
            self.different += 1;
            if self.different <= 10 {
                eprintln!("{path}: ours {ours:?}\n  BuildKit's {theirs:?}");
            }
        }
    }

    /// At most this many in a thousand may differ.
    pub fn finish(self, per_mille: usize) {
        let Tally {
            what,
            compared,
            different,
        } = self;
        eprintln!("{what}: {} of {compared} equal", compared - different);
        assert!(
            different * 1000 <= compared * per_mille,
            "{different} of {compared} {what} differ"
        );
    }
}
