//! The rules held against hadolint itself: the same codes on the same instructions.
//!
//! `tests/conformance/peers/install` installs it; `STRATES_HADOLINT` names another one. With
//! `STRATES_PEERS=required` the test fails where there is none.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::images::NoImages;
use strates_analysis::model::{Body, Command as Form, Keyword, Located};
use strates_analysis::rules::{Levels, Options, Profile, RULES};
use strates_analysis::shell::{Interpreter, script_of};
use strates_tests::corpus::{self, Record};

/// A code, and the first line of the instruction.
type Found = BTreeSet<(String, usize)>;

/// Of a hundred findings of either side that have no reason to differ, so many agree at least.
const AGREEMENT: f64 = 99.0;

/// hadolint's word for a file that it cannot read.
const UNREADABLE: &str = "DL1000";

#[test]
fn strict_is_what_hadolint_reports() {
    let is_required = std::env::var("STRATES_PEERS").is_ok_and(|value| value == "required");
    let records: Vec<Record> = corpus::real()
        .into_iter()
        .chain(corpus::damaged())
        .collect();
    let program = program();
    if records.is_empty() || !program.is_file() {
        eprintln!(
            "SKIPPED: no hadolint at {} (tests/conformance/peers/install), or no corpus; nothing was compared",
            program.display()
        );
        assert!(
            !is_required,
            "STRATES_PEERS=required, but one of them is missing"
        );
        return;
    }
    let mut comparison = Comparison::default();
    for (record, theirs) in records.iter().zip(run(&program, &records)) {
        comparison.add(record, theirs);
    }
    comparison.finish();
}

fn program() -> PathBuf {
    match std::env::var_os("STRATES_HADOLINT") {
        Some(program) => program.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/peers/bin/hadolint"),
    }
}

#[derive(Deserialize)]
struct Failure {
    file: String,
    code: String,
    line: usize,
}

/// What hadolint finds in each file. It runs in a folder without configuration.
fn run(program: &Path, records: &[Record]) -> Vec<Found> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hadolint");
    fs::create_dir_all(&folder).expect("a folder for the files");
    for (index, record) in records.iter().enumerate() {
        fs::write(folder.join(index.to_string()), &record.text).expect("a file");
    }
    let program = program.canonicalize().expect("hadolint is there");
    let lint = |indices: std::ops::Range<usize>| {
        let output = Command::new(&program)
            .args(["--no-color", "--no-fail", "--format", "json"])
            .args(indices.map(|index| index.to_string()))
            .current_dir(&folder)
            .env("HOME", &folder)
            .env("XDG_CONFIG_HOME", &folder)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("hadolint runs");
        let failures: Vec<Failure> =
            serde_json::from_slice(&output.stdout).expect("hadolint writes JSON");
        failures
    };
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let share = records.len().div_ceil(workers);
    let mut found = vec![Found::new(); records.len()];
    thread::scope(|scope| {
        let starts = (0..records.len()).step_by(share.max(1));
        let running: Vec<_> = starts
            .map(|start| scope.spawn(move || lint(start..(start + share).min(records.len()))))
            .collect();
        for failures in running {
            for failure in failures.join().expect("hadolint ran") {
                let index: usize = failure.file.parse().expect("the name of a file");
                found[index].insert((failure.code, failure.line));
            }
        }
    });
    found
}

#[derive(Default)]
struct Comparison {
    files: usize,
    unreadable: usize,
    /// By code: how many agree, only ours, only theirs.
    counts: BTreeMap<String, [usize; 3]>,
    /// By reason: only ours, only theirs.
    accepted: BTreeMap<&'static str, [usize; 2]>,
}

impl Comparison {
    fn add(&mut self, record: &Record, theirs: Found) {
        if theirs.iter().any(|(code, _)| code == UNREADABLE) {
            self.unreadable += 1;
            return;
        }
        self.files += 1;
        let document = Document::new(&record.text);
        let theirs: Found = theirs
            .into_iter()
            .filter(|(code, _)| is_compared(code))
            .collect();
        let ours = ours(&document);
        for found in ours.union(&theirs) {
            let (code, line) = found;
            let side = match (ours.contains(found), theirs.contains(found)) {
                (true, true) => 0,
                (true, false) => 1,
                _ => 2,
            };
            let reason = match side {
                0 => None,
                _ => reason(&document, *line),
            };
            if let Some(reason) = reason {
                self.accepted.entry(reason).or_default()[side - 1] += 1;
                continue;
            }
            self.counts.entry(code.clone()).or_default()[side] += 1;
            if side > 0 {
                let who = ["", "only strates", "only hadolint"][side];
                let file = record.sha256.get(..8).unwrap_or(&record.path);
                eprintln!("{file}: line {line}: {code}: {who}");
            }
        }
    }

    fn finish(self) {
        eprintln!(
            "hadolint: {} files compared, {} that it cannot read",
            self.files, self.unreadable
        );
        let mut total = [0; 3];
        for (code, counts) in &self.counts {
            let [both, ours, theirs] = counts;
            eprintln!("{code}: {both} agree, {ours} only strates, {theirs} only hadolint");
            for (sum, count) in total.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        for (reason, [ours, theirs]) in &self.accepted {
            eprintln!("left out: {reason}: {ours} only strates, {theirs} only hadolint");
        }
        let [both, ours, theirs] = total;
        let share = |others: usize| 100.0 * both as f64 / ((both + others).max(1)) as f64;
        let (found, right) = (share(theirs), share(ours));
        eprintln!("hadolint: {found:.2} % of its findings found, {right:.2} % of ours are its");
        assert!(
            found >= AGREEMENT,
            "only {found:.2} % of hadolint's findings are found"
        );
        assert!(
            right >= AGREEMENT,
            "only {right:.2} % of the findings are hadolint's"
        );
    }
}

/// A rule of strates bears the code. What ShellCheck says of scripts, and unreadable files, do not.
fn is_compared(code: &str) -> bool {
    let mut codes = RULES
        .iter()
        .flat_map(|rule| rule.also.iter().chain([&rule.code]));
    code.starts_with("DL") && code != UNREADABLE && codes.any(|own| *own == code)
}

fn ours(document: &Document) -> Found {
    let setup = Setup {
        context: &NoContext,
        images: &NoImages,
        levels: &Levels::new(Profile::Strict),
        options: &Options::default(),
        shellcheck: false,
    };
    let mut found = Found::new();
    for diagnostic in diagnostics(document, &setup) {
        let start = diagnostic.range().start;
        let located = document.dockerfile().instruction_at(start);
        let row = located.map_or_else(|| document.text().line_of(start), |located| located.row);
        let codes = [diagnostic.code()]
            .into_iter()
            .chain(diagnostic.also().iter().copied());
        let codes = codes.filter(|code| is_compared(code));
        found.extend(codes.map(|code| (code.to_owned(), row + 1)));
    }
    found
}

/// Why the two may differ about an instruction.
fn reason(document: &Document, line: usize) -> Option<&'static str> {
    let mut instructions = document.dockerfile().instructions();
    let located =
        instructions.find(|located| located.row < line && line <= located.last_row() + 1)?;
    if located.stage.is_none() {
        return Some("instructions before the first FROM, which BuildKit rejects");
    }
    if !runs(&located) {
        return None;
    }
    if !located.instruction.heredocs.is_empty() {
        return Some("heredocs: hadolint reads nothing behind `<<`");
    }
    if runs_json(&located) {
        return Some("JSON form: hadolint does not read the first command of a script in it");
    }
    let parsed = script_of(document, &located)?;
    if parsed.script.interpreter == Interpreter::Other {
        return Some("PowerShell and cmd: hadolint reads them as bash");
    }
    let tree = parsed.tree.as_ref();
    if tree.is_none_or(|tree| tree.root_node().has_error()) {
        return Some("scripts with an error, which the two read differently far");
    }
    let is_quoted = parsed.commands().iter().any(|command| command.is_quoted);
    is_quoted.then_some("commands in the text of `sh -c`, which hadolint does not read")
}

fn runs(located: &Located) -> bool {
    match &located.instruction.body {
        Body::Trigger(Some(nested)) => nested.keyword == Keyword::Run,
        _ => located.instruction.keyword == Keyword::Run,
    }
}

/// A script stands in its JSON form.
fn runs_json(located: &Located) -> bool {
    let of = |body: &Body| {
        let Body::Command(Some(Form::Exec { arguments, .. })) = body else {
            return false;
        };
        arguments.iter().any(|word| &*word.text == "\"-c\"")
    };
    match &located.instruction.body {
        Body::Trigger(Some(nested)) => of(&nested.body),
        body => of(body),
    }
}
