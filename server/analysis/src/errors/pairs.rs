//! ENV, LABEL and ARG.

use super::comment;
use super::fault::Fault;
use super::fixes;
use super::form::nothing;
use super::kinds::arguments as kinds;
use super::reading::{Line, Piece, Reading, is_blank};
use super::review::Setting;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::Keyword;

/// A name, and what it is given.
pub(super) struct Pair {
    pub(super) name: Piece,
    pub(super) value: Option<Piece>,
}

/// What BuildKit's parser takes the pairs of an ENV or LABEL for, or why it does not.
pub(super) fn parse(line: &Line, reading: &Reading) -> Result<Vec<Pair>, Box<Fault>> {
    let words = line.quoted_words(reading.rest.clone());
    let Some(first) = words.first() else {
        return Ok(Vec::new());
    };
    if !first.text.contains('=') {
        return legacy(line, reading).map(|pair| vec![pair]);
    }
    let wrong = words.iter().find(|word| !word.text.contains('='));
    match wrong {
        Some(word) => Err(Box::new(missing_equals(line, reading, &words, word))),
        None => Ok(words.iter().map(pair).collect()),
    }
}

/// `NAME value`: all that follows is the value.
fn legacy(line: &Line, reading: &Reading) -> Result<Pair, Box<Fault>> {
    let text = line.text(reading.rest.clone());
    let start = reading.rest.start;
    let Some(end) = text.find(is_blank) else {
        let name = line.piece(reading.rest.clone());
        let fault = Fault::new(kinds::MISSING_VALUE, name.span);
        let fault = fault.with(reading.keyword.name()).with(text);
        return Err(Box::new(fault.fix(given_value(&name))));
    };
    let value = text[end..].trim_start_matches(is_blank);
    Ok(Pair {
        name: line.piece(start..start + end),
        value: Some(line.piece(reading.rest.end - value.len()..reading.rest.end)),
    })
}

/// `NAME` with a value after it, or without the special space that hides the value.
fn given_value(name: &Piece) -> Option<Fix> {
    let mut letters = name.text.char_indices();
    let is_special = |letter: char| letter.is_whitespace() && !letter.is_ascii();
    if let Some((at, space)) = letters.find(|(_, letter)| is_special(*letter)) {
        let span = name.part(at..at + space.len_utf8());
        return Some(fixes::plain_space(span.into()));
    }
    let is_plain = !name.text.contains(['"', '\'', '\\', '`', '$', ' ']);
    is_plain.then(|| fixes::insert(name.span.end as usize, "="))
}

fn pair(word: &Piece) -> Pair {
    match word.text.split_once('=') {
        Some((name, value)) => Pair {
            name: Piece::new(name, word.place(name)),
            value: Some(Piece::new(value, word.place(value))),
        },
        None => Pair {
            name: word.clone(),
            value: None,
        },
    }
}

const QUOTE_VALUE: Text = Text {
    en: "Put quotes around the whole value",
    fr: "Mettre des guillemets droits autour de toute la valeur",
};

fn missing_equals(line: &Line, reading: &Reading, words: &[Piece], word: &Piece) -> Fault {
    let fault = Fault::new(kinds::MISSING_EQUALS, word.span).with(&word.text);
    let holds = |text: &str| {
        let words = Line::new(text, line.escape);
        let words = words.quoted_words(words.whole());
        !words.is_empty() && words.iter().all(|word| word.text.contains('='))
    };
    if let Some(fix) = comment::moved(line, reading.rest.clone(), holds) {
        return fault.fix(fix);
    }
    let Some(position) = words.iter().position(|each| each.span == word.span) else {
        return fault;
    };
    let joined = joined(line, words, position);
    let fix = joined.or_else(|| quoted_value(line, words, position));
    let others = words.iter().filter(|word| !word.text.contains('='));
    let is_only_one = others.count() == 1;
    fault.fix(fix.or_else(|| given_value(word).filter(|_| is_only_one)))
}

const JOIN: Text = Text {
    en: "Remove the spaces around `=`",
    fr: "Supprimer les espaces autour de `=`",
};

/// `NAME = value` or `NAME= value`.
fn joined(line: &Line, words: &[Piece], wrong: usize) -> Option<Fix> {
    let around = |index: usize| {
        let word = words.get(index)?;
        let is_open = word.text.ends_with('=') && word.text.matches('=').count() == 1;
        is_open.then_some(index)
    };
    let equals = wrong
        .checked_sub(1)
        .and_then(around)
        .or_else(|| around(wrong + 1))?;
    let (word, value) = (&words[equals], words.get(equals + 1)?);
    let start = match (&*word.text, equals.checked_sub(1)) {
        ("=", Some(name)) => words.get(name)?.span.end as usize,
        ("=", None) => return None,
        _ => word.span.end as usize - 1,
    };
    let range = start..value.span.start as usize;
    let is_one_line = !line.source.get(range.clone())?.contains('\n');
    let edits = vec![TextEdit::replace(range, "=")];
    is_one_line.then(|| Fix::suggested(JOIN, edits))
}

/// `NAME=two words`: quotes around all words up to the next pair.
fn quoted_value(line: &Line, words: &[Piece], wrong: usize) -> Option<Fix> {
    let first = words.get(wrong.checked_sub(1)?)?;
    let (name, value) = first.text.split_once('=')?;
    let rest = words[wrong..].iter();
    let last = rest.take_while(|word| !word.text.contains('=')).last()?;
    let start = first.span.start as usize + name.len() + 1;
    let end = last.span.end as usize;
    let source = line.source.get(start..end)?;
    if source.contains(['"', '\'', '\n']) || value.is_empty() {
        return None;
    }
    let edits = vec![TextEdit::insert(start, "\""), TextEdit::insert(end, "\"")];
    Some(Fix::suggested(QUOTE_VALUE, edits))
}

/// What the instruction gives values to, or what is wrong with it.
pub(super) fn check(line: &Line, reading: &Reading, pairs: &[Pair], found: &mut Vec<Fault>) {
    if pairs.is_empty() {
        found.push(nothing(line, reading.written.clone()));
    }
    let blank = pairs.iter().find(|pair| pair.name.text.is_empty());
    if let Some(pair) = blank {
        let value = pair.value.as_ref().unwrap_or(&pair.name);
        let fault = Fault::new(kinds::BLANK_NAME, value.span).with(reading.keyword.name());
        found.push(fault.with(format!("={}", value.text)));
    }
}

pub(super) fn settings(pairs: &[Pair], keyword: Keyword) -> Vec<Setting> {
    let settings = pairs.iter().map(|pair| Setting {
        name: pair.name.text.clone(),
        value: pair.value.as_ref().map(|value| value.text.clone()),
        is_argument: keyword == Keyword::Arg,
    });
    settings.collect()
}

/// The names of an ARG, each with a default or without.
pub(super) fn arguments(line: &Line, reading: &Reading) -> Vec<Pair> {
    let words = line.quoted_words(reading.rest.clone());
    words.iter().map(pair).collect()
}
