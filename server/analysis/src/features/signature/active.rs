//! Which form is being written, and which part of it comes at the cursor.

use super::forms::{JSON, LEGACY, WITH_HEREDOC};
use super::part::Role;
use super::typed::Typed;
use crate::model::{Body, Keyword, Located};

pub struct Active {
    pub form: usize,
    /// `None` behind all that the form has.
    pub role: Option<Role>,
}

/// `None` in the middle of a command.
pub fn active(
    keyword: Keyword,
    body: &Body,
    located: &Located,
    typed: &Typed,
    rest: &str,
    byte: usize,
) -> Option<Active> {
    let of = |form: usize, role: Role| {
        Some(Active {
            form,
            role: Some(role),
        })
    };
    if typed.flag().is_some() {
        return of(0, Role::Options);
    }
    let (word, before) = (typed.word()?, typed.before());
    let first = typed.words.first().map_or("", String::as_str);
    let is_json = first.starts_with('[');
    let either = |sign: char| match word.contains(sign) {
        true => Role::After,
        false => Role::Before,
    };
    match keyword {
        Keyword::From if before.is_empty() => of(0, Role::Image),
        Keyword::From => of(0, Role::StageName),
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell if is_json => {
            let form = if keyword == Keyword::Shell { 0 } else { JSON };
            match elements(&typed.words) {
                0 => of(form, Role::Program),
                _ => of(form, Role::Argument),
            }
        }
        Keyword::Shell => of(0, Role::Program),
        Keyword::Run if word.starts_with("<<") && before.is_empty() => {
            of(WITH_HEREDOC, Role::Heredoc)
        }
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint if before.is_empty() => {
            of(0, Role::Command)
        }
        Keyword::Copy | Keyword::Add => transfer(body, located, typed, is_json, rest, byte),
        Keyword::Env if !before.is_empty() && !first.contains('=') => of(LEGACY, Role::Value),
        Keyword::Env | Keyword::Arg | Keyword::Label => match word.contains('=') {
            true => of(0, Role::Value),
            false => of(0, Role::Name),
        },
        Keyword::Expose => of(0, either('/')),
        Keyword::User if before.is_empty() => of(0, either(':')),
        Keyword::Volume => of(if is_json { JSON } else { 0 }, Role::Value),
        Keyword::Workdir | Keyword::Stopsignal | Keyword::Maintainer => of(0, Role::Value),
        Keyword::Healthcheck if first.eq_ignore_ascii_case("none") => of(1, Role::Command),
        Keyword::Healthcheck if before.len() < 2 => of(0, Role::Command),
        Keyword::Onbuild if before.is_empty() => of(0, Role::Instruction),
        _ => None,
    }
}

fn transfer(
    body: &Body,
    located: &Located,
    typed: &Typed,
    is_json: bool,
    rest: &str,
    byte: usize,
) -> Option<Active> {
    let (word, before) = (typed.word()?, typed.before());
    if is_json {
        let is_last = elements(std::slice::from_ref(&rest.to_owned())) == 0;
        let role = match elements(&typed.words) > 0 && is_last {
            true => Role::Destination,
            false => Role::Source,
        };
        let role = Some(role);
        return Some(Active { form: JSON, role });
    }
    let has_heredoc = typed.words.iter().any(|word| word.starts_with("<<"));
    let destination = match body {
        Body::Transfer(transfer) => transfer.destination.as_ref(),
        _ => None,
    };
    let destination = destination.map(|word| located.at(word.span));
    let is_last = match destination {
        Some(destination) => destination.start <= byte,
        None => true,
    };
    let role = match () {
        () if word.starts_with("<<") => Role::Heredoc,
        () if is_last && !before.is_empty() => Role::Destination,
        () => Role::Source,
    };
    Some(Active {
        form: if has_heredoc { WITH_HEREDOC } else { 0 },
        role: Some(role),
    })
}

/// How many elements of an array come before the end of what is written of it.
fn elements(words: &[String]) -> usize {
    let mut count = 0;
    let mut in_string = false;
    for word in words {
        let mut letters = word.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if in_string => drop(letters.next()),
                '"' => in_string = !in_string,
                ',' if !in_string => count += 1,
                _ => {}
            }
        }
    }
    count
}
