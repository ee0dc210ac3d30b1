//! `strates check`: all that is wrong with files, and mending it.

mod github;
mod json;
mod patterns;
mod report;
mod sarif;
mod text;

use super::console::{Console, Outcome};
use super::files::{Files, files};
use super::overwrite;
use super::progress::Progress;
use super::projects::Projects;
use super::source::Input;
use crate::build_context::Listings;
use crate::images::CATALOG;
use report::Report;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use strates_analysis::Document;
use strates_analysis::features::actions::fixed;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::rules::{self, Profile, Severity};
use strates_analysis::text::Text;
use strates_analysis::threads;

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
    let files = files(console, &request.inputs);
    let mut outcome = files.outcome;
    let mut jobs = Job::all(files);
    if request.fix {
        // Two names of one file would be mended against each other.
        let mut seen = HashSet::new();
        jobs.retain(|job| match job.input.path().map(fs::canonicalize) {
            Some(Ok(path)) => seen.insert(path),
            _ => true,
        });
    }
    let checked = check_all(console, request, &jobs);
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

/// A file to look at.
struct Job {
    input: Input,
    about: About,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Dockerfile,
    /// Given by name: what its patterns match is looked at as well, which in a fresh copy of a
    /// project says little.
    IgnoreFile {
        is_named: bool,
    },
}

impl Job {
    fn all(files: Files) -> Vec<Job> {
        let inputs = files.inputs.into_iter().map(|input| {
            let about = match input.is_ignore_file() {
                true => About::IgnoreFile { is_named: true },
                false => About::Dockerfile,
            };
            Job { input, about }
        });
        let mut jobs: Vec<Job> = inputs.collect();
        let paths = jobs.iter().filter_map(|job| job.input.path());
        let mut seen: HashSet<PathBuf> = paths.map(whole).collect();
        let mut found = files.ignore_files;
        found.retain(|path| seen.insert(whole(path)));
        let about = About::IgnoreFile { is_named: false };
        jobs.extend(found.into_iter().map(|path| {
            let input = Input::File(path);
            Job { input, about }
        }));
        jobs
    }
}

/// `./a` and `a` are one file.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// What the files share.
struct Shared<'a> {
    console: &'a Console,
    request: &'a Request,
    projects: Projects,
    listings: Listings,
}

/// In the order of the files, on as many threads as there are processors.
fn check_all(console: &Console, request: &Request, jobs: &[Job]) -> Vec<Result<Report, Outcome>> {
    let shared = Shared {
        console,
        request,
        projects: Projects::new(request.profile),
        listings: Listings::default(),
    };
    for job in jobs.iter().filter(|job| job.about != About::Dockerfile) {
        shared.listings.is_told(job.input.path());
    }
    let progress = Progress::of(jobs.len(), console.lang);
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, Result<Report, Outcome>)>> = Mutex::default();
    let threads = threads::count();
    let to_each = threads / jobs.len().clamp(1, threads);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else { break };
            let answer = match job.about {
                About::Dockerfile => check_one(&shared, &job.input, to_each),
                About::IgnoreFile { is_named } => patterns::check(&shared, &job.input, is_named),
            };
            progress.step();
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.push((index, answer));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(jobs.len()) {
            scope.spawn(work);
        }
        work();
    });
    progress.end();
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn check_one(shared: &Shared, input: &Input, threads: usize) -> Result<Report, Outcome> {
    let Shared {
        console,
        request,
        projects,
        listings,
    } = shared;
    let mut document = input.open_on(console, threads)?;
    let project = projects.of(input, console);
    rules::look_ahead(&document, threads);
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
    let mut report = Report::new(input.name(), document.text().clone());
    if request.fix {
        let mended = fixed(&document, &setup, None);
        keep(console, input, &mut report, mended.as_deref())?;
        if let Some(mended) = mended {
            let before = diagnostics(&document, &setup).len();
            document = Document::new(&mended);
            report.mended = before.saturating_sub(diagnostics(&document, &setup).len());
        }
    }
    report.found = diagnostics(&document, &setup);
    report.found.retain(|found| found.severity <= request.least);
    if threads > 1 {
        // One of few: the process ends soon, and takes less time to than this.
        std::mem::forget(document);
    }
    Ok(report)
}

/// Writes the mended text where the file was.
fn keep(
    console: &Console,
    input: &Input,
    report: &mut Report,
    mended: Option<&str>,
) -> Result<(), Outcome> {
    match (input, mended) {
        (Input::Stdin, _) => {
            let text = mended.map_or_else(|| report.text.to_string(), str::to_owned);
            report.mended_stdin = Some(text);
        }
        (Input::File(path), Some(mended)) => {
            let was = report.text.to_string();
            overwrite::write(path, &was, mended).map_err(|refusal| {
                console.refuse(&refusal.message(&input.quoted(console.lang), console.lang))
            })?;
        }
        (Input::File(_), None) => {}
    }
    if let Some(mended) = mended {
        report.text = Text::new(mended);
    }
    Ok(())
}
