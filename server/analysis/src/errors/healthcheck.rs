//! HEALTHCHECK.

use super::comment;
use super::fault::Fault;
use super::fixes;
use super::flags;
use super::form::{Form, nothing};
use super::kinds::{arguments as kinds, flags as flag_kinds};
use super::numbers::duration;
use super::reading::{Line, Piece, Reading};
use crate::text::ByteRange;

/// What follows the first word.
pub(super) fn command(line: &Line, reading: &Reading) -> ByteRange {
    let text = line.text(reading.rest.clone());
    let word = text.find(char::is_whitespace).unwrap_or(text.len());
    line.trimmed(reading.rest.start + word..reading.rest.end)
}

pub(super) fn check(line: &Line, reading: &Reading, form: &Form, found: &mut Vec<Fault>) {
    if reading.rest.is_empty() {
        found.push(nothing(line, reading.written.clone()));
        return;
    }
    let command = command(line, reading);
    let kind = line.trimmed(reading.rest.start..command.start);
    let is_written = |word: &str| line.text(kind.clone()).eq_ignore_ascii_case(word);
    let is_empty = match form {
        Form::Json(words) => words.is_empty(),
        _ => command.is_empty(),
    };
    if is_written("NONE") {
        if !is_empty {
            let fault = Fault::new(kinds::HEALTHCHECK_NONE, line.span(command.clone()));
            let fault = fault.with(line.text(command.clone()));
            let fix = comment::moved(line, command.clone(), str::is_empty);
            let removed = line.with_blank(line.span(command.clone()));
            let remove = fixes::remove(removed, line.text(command));
            found.push(fault.fix(fix.or(Some(remove))));
        }
        return;
    }
    let given = flags::check(line, reading, found);
    if !is_written("CMD") {
        let written = line.text(kind.clone());
        let span = line.span(kind);
        let fault = Fault::new(kinds::HEALTHCHECK_TYPE, span).with(written);
        found.push(fault.fix(fixes::insert(span.start as usize, "CMD ")));
    } else if is_empty {
        found.push(Fault::new(kinds::HEALTHCHECK_COMMAND, line.span(kind)));
    }
    for flag in given.iter().filter(|flag| !flag.value.is_empty()) {
        let value = flag.value_piece();
        let fault = match flag.name {
            "retries" => retries_fault(&value),
            name => duration_fault(name, &value),
        };
        found.extend(fault);
    }
}

const MILLISECOND: f64 = 1e6;

fn duration_fault(name: &str, value: &Piece) -> Option<Fault> {
    let flag = format!("--{name}");
    let kind = match duration(&value.text) {
        Some(length) if length == 0.0 || length >= MILLISECOND => return None,
        Some(_) => flag_kinds::SHORT_DURATION,
        None => flag_kinds::INVALID_DURATION,
    };
    let fault = Fault::new(kind, value.span).with(flag).with(&value.text);
    let seconds = format!("{}s", value.text);
    let is_number = kind == flag_kinds::INVALID_DURATION && duration(&seconds).is_some();
    Some(fault.fix(is_number.then(|| fixes::replace(value.span, &seconds))))
}

fn retries_fault(value: &Piece) -> Option<Fault> {
    let retries = value.text.parse::<i32>().ok().filter(|count| *count >= 0);
    match retries {
        Some(_) => None,
        None => Some(Fault::new(flag_kinds::INVALID_RETRIES, value.span).with(&value.text)),
    }
}
