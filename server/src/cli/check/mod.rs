//! `strates check`: all that is wrong with files, and mending it.

mod github;
mod json;
mod report;
mod sarif;
mod text;

use super::console::{Console, Outcome};
use super::files::files;
use super::overwrite;
use super::progress::Progress;
use super::projects::Projects;
use super::source::Input;
use crate::build_context::Listings;
use crate::images::CATALOG;
use report::Report;
use std::collections::HashSet;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use strates_analysis::Document;
use strates_analysis::features::actions::fixed;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::rules::{self, Profile, Severity};

#[derive(PartialEq, Eq, Debug)]
pub struct Request {
    pub inputs: Vec<Input>,
    pub format: Format,
    pub profile: Option<Profile>,
    pub fix: bool,
    /// Nothing less severe is told.
    pub least: Severity,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

pub const FORMATS: [(&str, Format); 4] = [
    ("text", Format::Text),
    ("json", Format::Json),
    ("sarif", Format::Sarif),
    ("github", Format::Github),
];

pub const PROFILES: [(&str, Profile); 2] = [
    ("recommended", Profile::Recommended),
    ("strict", Profile::Strict),
];

pub const SEVERITIES: [(&str, Severity); 4] = [
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
    ("hint", Severity::Hint),
];

/// In bytes: what takes long enough to be worth a second thread.
const LONG: usize = 32 << 10;

pub fn run(console: &Console, request: &Request) -> Outcome {
    let (mut files, mut outcome) = files(console, &request.inputs);
    if request.fix {
        // Two names of one file would be mended against each other.
        let mut seen = HashSet::new();
        files.retain(|input| match input.path().map(fs::canonicalize) {
            Some(Ok(path)) => seen.insert(path),
            _ => true,
        });
    }
    let checked = check_all(console, request, &files);
    let mut reports = Vec::with_capacity(checked.len());
    for checked in checked {
        match checked {
            Ok(report) => reports.push(report),
            Err(failed) => outcome = failed,
        }
    }
    let answer = match request.format {
        Format::Text => text::render(&reports, console.lang),
        Format::Json => json::render(&reports, console.lang),
        Format::Sarif => sarif::render(&reports, console.lang),
        Format::Github => github::render(&reports, console.lang),
    };
    // The mended text of standard input goes where the answer goes otherwise.
    let printed = match reports
        .iter()
        .find_map(|report| report.mended_stdin.as_deref())
    {
        Some(text) => {
            console.complain(&answer);
            console.print(text)
        }
        None => console.print(&answer),
    };
    let found_any = reports.iter().any(|report| !report.found.is_empty());
    let answer = match found_any {
        true => Outcome::Found,
        false => Outcome::Done,
    };
    // The process ends here, and takes less time to than this.
    std::mem::forget(reports);
    outcome.and(printed).and(answer)
}

/// In the order of the files, on as many threads as there are processors.
fn check_all(
    console: &Console,
    request: &Request,
    files: &[Input],
) -> Vec<Result<Report, Outcome>> {
    let (projects, listings) = (Projects::new(request.profile), Listings::default());
    let progress = Progress::of(files.len(), console.lang);
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, Result<Report, Outcome>)>> = Mutex::default();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let to_each = threads / files.len().clamp(1, threads);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = files.get(index) else { break };
            let answer = check_one(console, request, input, &projects, &listings, to_each);
            progress.step();
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.push((index, answer));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    progress.end();
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn check_one(
    console: &Console,
    request: &Request,
    input: &Input,
    projects: &Projects,
    listings: &Listings,
    threads: usize,
) -> Result<Report, Outcome> {
    let document = input.open(console)?;
    let project = projects.of(input, console);
    if document.text().len() > LONG && threads > 1 {
        rules::look_ahead(&document, threads);
    }
    let context = listings.share(projects.context_of(input, &project));
    if let Some(complaint) = context.new_complaint() {
        console.warn(&complaint.message(console.lang));
    }
    let setup = Setup {
        context: &context,
        images: &CATALOG,
        levels: &project.checks.levels,
        options: &project.checks.options,
        shellcheck: false,
    };
    let mut report = Report::new(input.name(), document);
    if request.fix {
        mend(console, input, &setup, &mut report)?;
    }
    report.found = diagnostics(&report.document, &setup);
    report.found.retain(|found| found.severity <= request.least);
    Ok(report)
}

fn mend(
    console: &Console,
    input: &Input,
    setup: &Setup,
    report: &mut Report,
) -> Result<(), Outcome> {
    let mended = fixed(&report.document, setup, None);
    let Some(text) = mended else {
        report.mended_stdin = match input {
            Input::Stdin => Some(report.document.text().to_string()),
            Input::File(_) => None,
        };
        return Ok(());
    };
    let before = diagnostics(&report.document, setup).len();
    if let Input::File(path) = input {
        let was = report.document.text().to_string();
        overwrite::write(path, &was, &text).map_err(|refusal| {
            console.refuse(&refusal.message(&input.quoted(console.lang), console.lang))
        })?;
    } else {
        report.mended_stdin = Some(text.clone());
    }
    report.document = Document::new(&text);
    report.mended = before.saturating_sub(diagnostics(&report.document, setup).len());
    Ok(())
}
