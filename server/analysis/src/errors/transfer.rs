//! COPY and ADD by themselves.

use super::copying::Copying;
use super::fault::Fault;
use super::fixes;
use super::flags::{self, Given};
use super::form::Form;
use super::instruction::settle;
use super::kinds::arguments as kinds;
use super::later::Later;
use super::reading::{Line, Piece, Reading};
use super::review::{Review, Taken};
use crate::model::{Heredoc, Keyword, expand_words};
use crate::text::ByteRange;

pub(super) fn check(
    line: &Line,
    reading: &Reading,
    form: Form,
    heredocs: &[Heredoc],
    review: &mut Review,
) {
    let given = flags::check(line, reading, &mut review.faults);
    let is_json = matches!(form, Form::Json(_));
    let mut paths = match form {
        Form::Json(paths) => paths,
        _ => line.plain_words(reading.rest.clone()),
    };
    let name = reading.keyword.name();
    if paths.len() < 2 {
        let last = match paths.first() {
            Some(path) => path.span,
            None => line.span(reading.written.clone()),
        };
        let fault = Fault::new(kinds::MISSING_DESTINATION, last).with(name);
        // What is copied may well go where the build stands.
        let is_alone = paths.len() == 1 && !is_json && !is_heredoc(&paths[0].text);
        let fix = is_alone.then(|| fixes::insert(last.end as usize, " ."));
        review.faults.push(fault.fix(fix));
        return;
    }
    let Some(destination) = paths.pop() else {
        return;
    };
    if is_heredoc(&destination.text) {
        let fault = Fault::new(kinds::HEREDOC_DESTINATION, destination.span);
        let fault = fault.with(name).with(&destination.text);
        review.faults.push(fault);
        return;
    }
    let (inline, sources): (Vec<Piece>, Vec<Piece>) =
        paths.into_iter().partition(|path| is_heredoc(&path.text));
    let value = |name: &str| {
        let flag: Option<&Given> = given.iter().rfind(|flag| flag.name == name);
        flag.map(Given::value_piece)
            .filter(|value| !value.text.is_empty())
    };
    let from = value("from").filter(|_| reading.keyword == Keyword::Copy);
    let is_mount = false;
    review
        .taken
        .extend(from.map(|from| Taken { from, is_mount }));
    let keeps = given.iter().rfind(|flag| flag.name == "keep-git-dir");
    let copying = Copying {
        is_add: reading.keyword == Keyword::Add,
        keyword: line.span(reading.written.clone()),
        chown: value("chown"),
        chmod: value("chmod"),
        checksum: value("checksum"),
        keep_git_dir: keeps.map(|flag| !flag.value.eq_ignore_ascii_case("false")),
        sources,
        destination,
        bodies: bodies(line, &inline, heredocs),
    };
    settle(line, Later::Copying(Box::new(copying)), review);
}

/// The heredocs of a copy in which variables are replaced.
fn bodies(line: &Line, inline: &[Piece], heredocs: &[Heredoc]) -> Vec<Piece> {
    let is_expanded = |heredoc: &&Heredoc| {
        let Some(marker) = &heredoc.marker else {
            return false;
        };
        inline
            .iter()
            .any(|piece| piece.span.end == marker.span.end && !piece.text.contains(['"', '\'']))
    };
    let bodies = heredocs.iter().filter(is_expanded).filter_map(|heredoc| {
        let text = line.source.get(ByteRange::from(heredoc.body))?;
        text.contains("${").then(|| Piece::new(text, heredoc.body))
    });
    bodies.collect()
}

/// Whether a word starts a heredoc: `<<NAME`, with digits before it or a `-` in it.
fn is_heredoc(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let Some(rest) = rest.strip_prefix("<<") else {
        return false;
    };
    let name = rest.strip_prefix('-').unwrap_or(rest).trim_start();
    if name.is_empty() || name.contains('<') {
        return false;
    }
    let unset = |name: &str| Some(format!("${name}"));
    expand_words(name, '\\', &unset).is_ok_and(|(words, _)| words.len() == 1)
}
