//! FROM by itself.

use super::comment;
use super::fault::Fault;
use super::fixes;
use super::flags::{self, Given};
use super::kinds::arguments as kinds;
use super::platform;
use super::reading::{Line, Piece, Reading};
use super::reference;
use super::review::{Base, Review};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;

pub(super) fn check(line: &Line, reading: &Reading, review: &mut Review) {
    let words = line.plain_words(reading.rest.clone());
    let name = match words.as_slice() {
        [] => {
            let span = line.span(reading.written.clone());
            review.faults.push(Fault::new(kinds::FROM_EMPTY, span));
            return;
        }
        [_] => None,
        [_, between, name] if between.text.eq_ignore_ascii_case("as") => Some(name),
        [_, between, ..] => {
            let is_named = between.text.eq_ignore_ascii_case("as");
            let wrong = words.get(3).filter(|_| is_named).unwrap_or(between);
            let fault = Fault::new(kinds::FROM_ARGUMENTS, wrong.span).with(&wrong.text);
            review
                .faults
                .push(fault.fixes(from_fixes(line, reading, &words)));
            None
        }
    };
    if let Some(name) = name.filter(|name| !is_stage_name(&name.text)) {
        let fault = Fault::new(kinds::INVALID_STAGE_NAME, name.span).with(&name.text);
        let fix = as_name(&name.text).map(|better| fixes::replace(name.span, &better));
        review.faults.push(fault.fix(fix));
    }
    let given = flags::check(line, reading, &mut review.faults);
    let platform = given.iter().find(|flag| flag.name == "platform");
    let platform = platform
        .map(Given::value_piece)
        .filter(|platform| !platform.text.is_empty());
    let Some(image) = words.into_iter().next() else {
        return;
    };
    let is_constant = |piece: &Piece| !piece.text.contains(['$', '"', '\'', '\\', '`']);
    let is_sound = is_constant(&image)
        && (&*image.text == "scratch" || reference::is_valid(&image.text))
        && platform
            .as_ref()
            .is_none_or(|platform| is_constant(platform) && platform::is_platform(&platform.text));
    review.base = Some(Base {
        image,
        platform,
        name: name_of(line, reading),
        is_sound,
    });
}

/// The name that a FROM gives its stage, right or wrong, in lower case.
fn name_of(line: &Line, reading: &Reading) -> Option<Box<str>> {
    let words = line.plain_words(reading.rest.clone());
    let between = words.get(1)?;
    let name = words
        .get(2)
        .filter(|_| between.text.eq_ignore_ascii_case("as"))?;
    Some(name.text.to_lowercase().into())
}

/// BuildKit takes these for something else than a stage.
pub(crate) const RESERVED_STAGES: [&str; 2] = ["scratch", "context"];

pub(crate) fn is_stage_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_letter = |byte: u8| byte.is_ascii_lowercase();
    let bytes = name.as_bytes();
    bytes.first().is_some_and(|first| is_letter(*first))
        && bytes
            .iter()
            .all(|byte| is_letter(*byte) || byte.is_ascii_digit() || b"-_.".contains(byte))
}

/// The same name with a `-` for each letter that none may hold.
fn as_name(name: &str) -> Option<String> {
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || "-_.".contains(*letter);
    let better: String = name
        .chars()
        .map(|letter| if is_letter(&letter) { letter } else { '-' })
        .collect();
    let better = better.trim_matches('-');
    let better = match better.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => format!("stage-{better}"),
        false => better.to_owned(),
    };
    is_stage_name(&better).then_some(better)
}

const ADD_AS: Text = Text {
    en: "Write `AS` before the name",
    fr: "Écrire `AS` avant le nom",
};

fn from_fixes(line: &Line, reading: &Reading, words: &[Piece]) -> Vec<Fix> {
    let stands = |text: &str| {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        match words.as_slice() {
            [_] => true,
            [_, between, name] => between.eq_ignore_ascii_case("as") && is_stage_name(name),
            _ => false,
        }
    };
    if let Some(fix) = comment::moved(line, reading.rest.clone(), stands) {
        return vec![fix];
    }
    match words {
        [_, name] if name.text.eq_ignore_ascii_case("as") => {
            let removed = line.with_blank(name.span);
            vec![fixes::remove(removed, &name.text)]
        }
        [_, name] if is_stage_name(&name.text) => {
            let edits = vec![TextEdit::insert(name.span.start as usize, "AS ")];
            vec![Fix::suggested(ADD_AS, edits)]
        }
        [_, between, name] if is_stage_name(&name.text) => {
            vec![fixes::replace(between.span, "AS")]
        }
        _ => Vec::new(),
    }
}
