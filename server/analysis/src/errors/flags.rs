//! The flags that each instruction takes.

use super::fault::{Fault, meant};
use super::fixes;
use super::kinds::flags as kinds;
use super::reading::{Line, Piece, Reading};
use crate::edit::Fix;
use crate::model::{Keyword, Span};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    Boolean,
    Value,
    /// It may be given more than once.
    Values,
}

const FROM: &[(&str, Takes)] = &[("platform", Takes::Value)];
const RUN: &[(&str, Takes)] = &[
    ("mount", Takes::Values),
    ("network", Takes::Value),
    ("security", Takes::Value),
    ("device", Takes::Values),
];
const COPY: &[(&str, Takes)] = &[
    ("from", Takes::Value),
    ("chown", Takes::Value),
    ("chmod", Takes::Value),
    ("link", Takes::Boolean),
    ("parents", Takes::Boolean),
    ("exclude", Takes::Values),
];
const ADD: &[(&str, Takes)] = &[
    ("chown", Takes::Value),
    ("chmod", Takes::Value),
    ("link", Takes::Boolean),
    ("keep-git-dir", Takes::Boolean),
    ("checksum", Takes::Value),
    ("unpack", Takes::Boolean),
    ("exclude", Takes::Values),
];
const HEALTHCHECK: &[(&str, Takes)] = &[
    ("interval", Takes::Value),
    ("timeout", Takes::Value),
    ("start-period", Takes::Value),
    ("start-interval", Takes::Value),
    ("retries", Takes::Value),
];

fn known(keyword: Keyword) -> &'static [(&'static str, Takes)] {
    match keyword {
        Keyword::From => FROM,
        Keyword::Run => RUN,
        Keyword::Copy => COPY,
        Keyword::Add => ADD,
        Keyword::Healthcheck => HEALTHCHECK,
        _ => &[],
    }
}

/// The flags that an instruction takes, with what each takes.
pub(crate) fn flags_of(keyword: Keyword) -> impl Iterator<Item = (&'static str, Takes)> {
    known(keyword).iter().copied()
}

/// A flag, taken apart at its `=`.
pub(super) struct Given<'a> {
    pub(super) piece: &'a Piece,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Given<'a> {
    fn new(piece: &'a Piece) -> (Given<'a>, bool) {
        let (name, value) = piece.text.split_once('=').unwrap_or((&piece.text, ""));
        let has_value = piece.text.contains('=');
        let name = name.strip_prefix("--").unwrap_or(name);
        (Given { piece, name, value }, has_value)
    }

    /// The value with its place; the whole flag, where it is empty.
    pub(super) fn value_piece(&self) -> Piece {
        Piece::new(self.value, self.value_span())
    }

    pub(super) fn value_span(&self) -> Span {
        self.piece.place(self.value)
    }
}

/// The flags of an instruction, and what is wrong with them.
pub(super) fn check<'a>(
    line: &Line,
    reading: &'a Reading,
    found: &mut Vec<Fault>,
) -> Vec<Given<'a>> {
    let keyword = reading.keyword;
    let mut given: Vec<Given> = Vec::new();
    for piece in &reading.flags {
        let (flag, has_value) = Given::new(piece);
        let Some((_, takes)) = known(keyword).iter().find(|(name, _)| *name == flag.name) else {
            found.push(unknown(line, keyword, &flag));
            continue;
        };
        let written = format!("--{}", flag.name);
        if *takes != Takes::Values && given.iter().any(|other| other.name == flag.name) {
            let fault = Fault::new(kinds::DUPLICATE_FLAG, piece.span).with(&written);
            found.push(fault.fix(removed(line, piece)));
            continue;
        }
        let is_missing = match takes {
            Takes::Boolean => has_value && flag.value.is_empty(),
            Takes::Value | Takes::Values => !has_value,
        };
        if is_missing {
            let mut fault = Fault::new(kinds::MISSING_FLAG_VALUE, piece.span).with(&written);
            if *takes == Takes::Boolean {
                fault = fault.fix(fixes::safe(fixes::replace(piece.span, &written)));
            }
            found.push(fault);
        } else if *takes == Takes::Boolean && !is_boolean(flag.value) {
            let fault = Fault::new(kinds::INVALID_BOOLEAN, flag.value_span());
            let fault = fault.with(&written).with(flag.value);
            let fix = truth(flag.value).map(|meant| fixes::replace(flag.value_span(), meant));
            found.push(fault.fix(fix.map(fixes::safe)));
        }
        given.push(flag);
    }
    given
}

fn unknown(line: &Line, keyword: Keyword, flag: &Given) -> Fault {
    let written = format!("--{}", flag.name);
    let names: Vec<&str> = known(keyword).iter().map(|(name, _)| *name).collect();
    let name_end = 2 + flag.name.len();
    let name = flag.piece.part(0..name_end);
    if names.is_empty() {
        let fault = Fault::new(kinds::FLAG_OF_NONE, name);
        let fault = fault.with(&written).with(keyword.name());
        return fault.fix(removed(line, flag.piece));
    }
    let fault = Fault::new(kinds::UNKNOWN_FLAG, name);
    let mut fault = fault.with(&written).with(keyword.name());
    if let Some((meant, is_only_one)) = meant(flag.name, &names) {
        let meant = format!("--{meant}");
        fault = fault.guess(&meant);
        // Quotes or escapes in the name leave no place of its own.
        if name != flag.piece.span || flag.value.is_empty() {
            fault = fault.fix(fixes::replace_by_meant(name, &meant, is_only_one));
        }
    }
    fault.fix(removed(line, flag.piece))
}

fn removed(line: &Line, piece: &Piece) -> Fix {
    fixes::remove(line.with_blank(piece.span), &piece.text)
}

pub(super) fn is_boolean(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    matches!(value.as_str(), "" | "true" | "false")
}

/// The other ways to say true and false.
pub(super) fn truth(value: &str) -> Option<&'static str> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "yes" | "y" | "on" | "t" | "ture" | "treu" => Some("true"),
        "0" | "no" | "n" | "off" | "f" | "flase" | "fasle" => Some("false"),
        _ => None,
    }
}
