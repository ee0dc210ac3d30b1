//! The JSON form, and what looks like it.

use super::fault::Fault;
use super::fixes;
use super::kinds::{arguments, file};
use super::reading::{Line, Piece};
use crate::edit::TextEdit;
use crate::model::{array_of_strings, bare_elements, is_array_of_others, json_text};
use crate::text::ByteRange;

/// The arguments of an instruction that may be written as a JSON array.
pub(super) enum Form {
    /// What each string says.
    Json(Vec<Piece>),
    Plain,
    /// An array with something else in it.
    Wrong(Fault),
}

impl Form {
    pub(super) fn of(line: &Line, range: ByteRange) -> Form {
        let text = line.text(range.clone());
        if !text.starts_with('[') {
            return Form::Plain;
        }
        let place = |part: &str| {
            let start = range.start + (part.as_ptr() as usize - text.as_ptr() as usize);
            start..start + part.len()
        };
        if let Some(literals) = array_of_strings(text) {
            let pieces = literals.into_iter().map(|literal| {
                let inner = place(literal);
                let inner = inner.start + 1..inner.end.saturating_sub(1).max(inner.start + 1);
                Piece::new(&json_text(literal), line.span(inner))
            });
            return Form::Json(pieces.collect());
        }
        if !is_array_of_others(text) {
            return Form::Plain;
        }
        let quoted = bare_elements(text).map(|bare| {
            let edits = bare.into_iter().flat_map(|element| {
                let span = line.span(place(element));
                let (start, end) = (span.start as usize, span.end as usize);
                [TextEdit::insert(start, "\""), TextEdit::insert(end, "\"")]
            });
            fixes::quote(edits.collect())
        });
        Form::Wrong(Fault::new(file::NOT_STRINGS, line.span(range.clone())).fix(quoted))
    }
}

/// A SHELL that is no array of strings.
pub(super) fn shell_fault(line: &Line, range: ByteRange) -> Fault {
    let span = line.span(range.clone());
    let fault = Fault::new(arguments::SHELL_NOT_JSON, span);
    if let Some(fix) = super::comment::moved(line, range.clone(), is_shell_array) {
        return fault.fix(fix);
    }
    fault.fix(as_array(line.text(range)).map(|array| fixes::replace(span, &array)))
}

fn is_shell_array(text: &str) -> bool {
    array_of_strings(text.trim()).is_some_and(|strings| !strings.is_empty())
}

/// The words as an array: those between brackets and commas, or just parted by blanks.
fn as_array(text: &str) -> Option<String> {
    let inner = text.trim_matches(|letter: char| letter == '[' || letter == ']');
    let is_listed = text.starts_with('[') && inner.contains(',');
    let words: Vec<&str> = match is_listed {
        true => inner.split(',').collect(),
        false => inner.split_whitespace().collect(),
    };
    let marks = ['"', '\'', ' ', '\t', '“', '”', '‘', '’'];
    let words = words.into_iter().map(|word| word.trim_matches(marks));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_plain = |word: &&str| !word.contains(['"', '\n']) && !word.chars().any(char::is_control);
    if words.is_empty() || !words.iter().all(is_plain) {
        return None;
    }
    let escaped = |word: &&str| match array_of_strings(&format!("[\"{word}\"]")) {
        Some(_) => format!("\"{word}\""),
        None => format!("\"{}\"", word.replace('\\', "\\\\")),
    };
    let words: Vec<String> = words.iter().map(escaped).collect();
    Some(format!("[{}]", words.join(", ")))
}

/// What follows a keyword alone.
pub(super) fn nothing(line: &Line, written: ByteRange) -> Fault {
    let name = line.text(written.clone()).to_uppercase();
    let is_outermost = written.start == line.whole().start;
    // Comments between its lines would go as well.
    let is_alone = is_outermost && !line.source.contains('#');
    let removed = is_alone.then(|| fixes::remove(0..line.source.len(), &name));
    let fault = Fault::new(arguments::MISSING_ARGUMENT, line.span(written));
    fault.with(name).fix(removed)
}
