//! `strates check`: all that is wrong with files, and mending it.

mod github;
mod json;
mod mend;
mod project;
mod report;
mod sarif;
mod text;

use super::console::{Console, Outcome};
use super::progress::Progress;
use super::source::Input;
use crate::build_context::Folder;
use crate::dockerfiles::dockerfiles;
use crate::settings::Checks;
use project::Projects;
use report::Report;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use strates_analysis::features::actions::fixed;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::rules::{Profile, Severity};
use strates_analysis::shown::visible;
use strates_analysis::{Document, msg};

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

pub fn run(console: &Console, request: &Request) -> Outcome {
    let mut outcome = Outcome::Done;
    let files = files(console, &request.inputs, &mut outcome);
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
    match (outcome, printed) {
        (Outcome::Done, Outcome::Done) if found_any => Outcome::Found,
        (Outcome::Done, printed) => printed,
        (failed, _) => failed,
    }
}

/// The files that are asked for, those in folders among them.
fn files(console: &Console, inputs: &[Input], outcome: &mut Outcome) -> Vec<Input> {
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::File(folder) if folder.is_dir() => {
                let found = dockerfiles(
                    std::slice::from_ref(folder),
                    &mut HashMap::new(),
                    &AtomicBool::new(false),
                );
                if found.is_empty() {
                    *outcome = console.refuse(&nothing_in(folder, console));
                }
                files.extend(found.into_iter().map(Input::File));
            }
            Input::File(path) => files.push(Input::File(path.clone())),
            Input::Stdin => files.push(Input::Stdin),
        }
    }
    files
}

fn nothing_in(folder: &Path, console: &Console) -> String {
    let name: String = visible(&folder.to_string_lossy()).collect();
    msg!(
        console.lang,
        en: "there is no Dockerfile in `{name}`. Files named Dockerfile, Containerfile, Dockerfile.* and *.Dockerfile are looked for.",
        fr: "il n'y a pas de Dockerfile dans `{name}`. Les fichiers nommés Dockerfile, Containerfile, Dockerfile.* et *.Dockerfile sont cherchés.",
    )
}

/// In the order of the files, on as many threads as there are processors.
fn check_all(
    console: &Console,
    request: &Request,
    files: &[Input],
) -> Vec<Result<Report, Outcome>> {
    let projects = Projects::new(request.profile);
    let progress = Progress::of(files.len(), console.lang);
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, Result<Report, Outcome>)>> = Mutex::default();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = files.get(index) else { break };
            let answer = check_one(console, request, input, &projects);
            progress.step();
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.push((index, answer));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
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
) -> Result<Report, Outcome> {
    let document = input.open(console)?;
    let checks: Arc<Checks> = projects.checks_of(input, console);
    let context = Folder::holding(input.path());
    let setup = Setup {
        context: &context,
        levels: &checks.levels,
        options: &checks.options,
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
        mend::write(path, &was, &text).map_err(|refusal| {
            console.refuse(&refusal.message(&input.quoted(console.lang), console.lang))
        })?;
    } else {
        report.mended_stdin = Some(text.clone());
    }
    report.document = Document::new(&text);
    report.mended = before.saturating_sub(diagnostics(&report.document, setup).len());
    Ok(())
}
