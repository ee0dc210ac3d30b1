//! Every reason for which BuildKit rejects a Dockerfile, all of them at once.
//!
//! What one instruction says by itself is found when it is read, and kept with it. What depends on
//! others (stages, variables) is found here, from what was kept.

mod circle;
mod comment;
mod continuation;
mod copying;
mod csv;
mod device;
mod directives;
mod environment;
mod epoch;
mod fault;
mod fixes;
mod flags;
mod form;
mod found;
mod from;
mod healthcheck;
mod heredocs;
mod instruction;
mod kind;
mod kinds;
mod later;
mod mounts;
mod numbers;
mod pairs;
mod permissions;
mod platform;
mod ports;
mod reading;
mod reference;
mod remote;
mod review;
mod runs;
mod signal;
mod stages;
mod transfer;
mod twins;
mod unknown;
mod words;

pub(crate) use directives::OPTIONS as CHECK_OPTIONS;
pub(crate) use flags::{Takes, flags_of};
pub(crate) use from::{RESERVED_STAGES, is_stage_name};
pub(crate) use instruction::review;
pub use kind::{CODES, Kind, find};
pub(crate) use mounts::{SHARINGS as MOUNT_SHARINGS, TYPES as MOUNT_TYPES};
pub(crate) use review::{Marks, Review};

pub(crate) use signal::NAMES as SIGNALS;

pub use crate::rules::Related;

use crate::Document;
use crate::edit::Fix;
use crate::lang::Lang;
use crate::message::Message;
use crate::model::{Dockerfile, Keyword, Span};
use crate::rules::Severity;
use crate::text::ByteRange;
use fault::Fault;
use kinds::file as kinds_of_files;

/// A place that BuildKit rejects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub range: ByteRange,
    pub kind: &'static Kind,
    pub fixes: Vec<Fix>,
    pub related: Vec<Related>,
    message: Message,
    /// What the message ends with, here.
    advice: Option<Message>,
    /// What it starts with, if it is about a trigger of another stage.
    trigger: Option<Message>,
}

impl Problem {
    pub fn code(&self) -> &'static str {
        self.kind.code
    }

    pub fn severity(&self) -> Severity {
        Severity::Error
    }

    pub fn message(&self, lang: Lang) -> String {
        let parts = [
            self.trigger.as_ref(),
            Some(&self.message),
            self.advice.as_ref(),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .map(|part| part.get(lang))
            .collect();
        parts.join(" ")
    }
}

/// In the order of the file.
pub fn errors(document: &Document) -> Vec<Problem> {
    let file = document.dockerfile();
    let mut found = Vec::new();
    directives::check(document, &mut found);
    if document.too_large() {
        return found;
    }
    if let Some(line) = document.long_line() {
        let range = document.text().line_start(line)..document.text().line_start(line + 1);
        return vec![problem(
            Fault::new(kinds_of_files::LONG_LINE, Span::default()),
            range,
        )];
    }
    for (start, review) in file.faulty() {
        found.extend(review.faults.iter().map(|fault| Problem::of(fault, start)));
    }
    heredocs::mend(document, &mut found);
    found.extend(missing_from(document, file));
    for problem in &mut found {
        problem.fixes.extend(continuation::fix(document, problem));
    }
    stages::check(file, &mut found);
    found.sort_by_key(|problem| (problem.range.start, problem.range.end));
    found.dedup_by(|later, earlier| later.range == earlier.range && later.kind == earlier.kind);
    found
}

fn problem(fault: Fault, range: ByteRange) -> Problem {
    Problem {
        range,
        ..Problem::of(&fault, 0)
    }
}

/// No FROM at all, or something before it.
fn missing_from(document: &Document, file: &Dockerfile) -> Option<Problem> {
    let mut globals = file.global_instructions();
    let misplaced = globals.find(|located| located.instruction.keyword != Keyword::Arg);
    if let Some(located) = misplaced {
        let written = &located.instruction.written;
        let is_unknown = located.instruction.keyword == Keyword::Unknown;
        let name = written.text.to_uppercase();
        let fault = Fault::new(kinds_of_files::BEFORE_FROM, written.span).with(name);
        return (!is_unknown).then(|| Problem::of(&fault, located.start));
    }
    if !file.stages.is_empty() {
        return None;
    }
    let text = document.text();
    let last = text.line_start(text.line_of(text.len().saturating_sub(1)))..text.len();
    match file.instructions().last() {
        None => {
            let fault = Fault::new(kinds_of_files::NO_INSTRUCTIONS, Span::default());
            Some(problem(fault, last))
        }
        Some(located) => {
            let span = located.instruction.written.span;
            let fault = Fault::new(kinds_of_files::NO_STAGES, span);
            Some(Problem::of(&fault, located.start))
        }
    }
}

#[cfg(test)]
mod tests;
