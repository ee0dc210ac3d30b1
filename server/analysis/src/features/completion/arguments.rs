//! Which argument of an instruction is being typed.

use super::line::{Line, Word};
use super::place::{Argument, Command, Expected, Named};
use super::words::{open_string, quoted_word_end, starts, word_end};
use crate::model::Keyword;

pub fn expected(
    line: &Line,
    command: &Command,
    at: usize,
    escape: char,
) -> Option<(Expected, Word)> {
    let keyword = command.keyword?;
    let text = line.before();
    let is_json = text.get(at..)?.starts_with('[');
    match keyword {
        Keyword::Copy | Keyword::Add | Keyword::Volume if is_json => in_json(line, keyword, at),
        Keyword::Shell => whole(line, at, Argument::Shell),
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint if is_json => None,
        Keyword::Label | Keyword::Env => pair(line, keyword, at, escape),
        Keyword::Workdir => {
            let word = line.word(at, |letter| !letter.is_whitespace())?;
            let json = false;
            Some((
                Expected::Argument(Argument::Directory { index: 0, json }),
                word,
            ))
        }
        _ => plain(line, command, keyword, at, escape),
    }
}

/// An image where a word starts, or its tag behind a colon.
pub fn image(line: &Line, start: usize, named: Named) -> Option<(Expected, Word)> {
    let typed = line.before().get(start..)?;
    if typed.contains(['@', '$', '"', '\'']) {
        return None;
    }
    let last = typed.rfind('/').map_or(0, |slash| slash + 1);
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if let Some(colon) = typed.get(last..)?.find(':') {
        let colon = last + colon;
        let word = line.word(start + colon + 1, is_part)?;
        return Some((Expected::Tag(typed.get(..colon)?.to_owned()), word));
    }
    let word = line.word(start, |letter| is_part(letter) || letter == '/')?;
    Some((Expected::Image(named), word))
}

fn whole(line: &Line, at: usize, argument: Argument) -> Option<(Expected, Word)> {
    let word = line.word(at, |_| true)?;
    Some((Expected::Argument(argument), word))
}

fn in_json(line: &Line, keyword: Keyword, at: usize) -> Option<(Expected, Word)> {
    let json = open_string(line.before(), at)?;
    let argument = match keyword {
        Keyword::Volume => Argument::Directory {
            index: json.index,
            json: true,
        },
        _ => Argument::Transfer {
            typed: json.typed.to_owned(),
            index: json.index,
            json: true,
        },
    };
    let word = line.word(json.start, |letter| letter != '"' && letter != ']')?;
    Some((Expected::Argument(argument), word))
}

/// The key of a pair; its value is free text.
fn pair(line: &Line, keyword: Keyword, at: usize, escape: char) -> Option<(Expected, Word)> {
    let text = line.before();
    let starts = starts(text, at, |text, at| quoted_word_end(text, at, escape));
    let (start, earlier) = starts.split_last()?;
    // `ENV KEY value`: the rest is the value.
    let is_legacy = earlier.first().is_some_and(|first| {
        let end = quoted_word_end(text, *first, escape);
        !text.get(*first..end).unwrap_or_default().contains('=')
    });
    if is_legacy || text.get(*start..)?.contains(['=', '"', '\'']) {
        return None;
    }
    let index = earlier.len();
    let (argument, marks) = match keyword {
        Keyword::Label => (Argument::LabelKey(index), "._-/"),
        _ => (Argument::EnvironmentKey(index), "_"),
    };
    let word = line.word(*start, |letter| {
        letter.is_ascii_alphanumeric() || marks.contains(letter)
    })?;
    Some((Expected::Argument(argument), word))
}

fn plain(
    line: &Line,
    command: &Command,
    keyword: Keyword,
    at: usize,
    escape: char,
) -> Option<(Expected, Word)> {
    let text = line.before();
    let starts = starts(text, at, word_end);
    let (start, earlier) = starts.split_last()?;
    let (start, index) = (*start, earlier.len());
    let typed = text.get(start..)?;
    let at_word = |argument: Argument, goes_on: fn(char) -> bool| {
        let word = line.word(start, goes_on)?;
        Some((Expected::Argument(argument), word))
    };
    let to_blank: fn(char) -> bool = |letter| !letter.is_whitespace();
    let is_heredoc = typed.starts_with('<') && !typed.contains("<<<");
    match (keyword, index) {
        (Keyword::From, 0) => image(line, start, Named::From),
        (Keyword::From, 1) => at_word(Argument::As, char::is_alphabetic),
        (Keyword::From, 2) => at_word(Argument::StageName, to_blank),
        (Keyword::Copy | Keyword::Add, _) if is_heredoc => at_word(Argument::Heredoc, to_blank),
        (Keyword::Copy | Keyword::Add, index) => {
            let argument = Argument::Transfer {
                typed: typed.to_owned(),
                index,
                json: false,
            };
            at_word(argument, to_blank)
        }
        (Keyword::Volume, index) => at_word(Argument::Directory { index, json: false }, to_blank),
        (Keyword::Run, 0) if is_heredoc => at_word(Argument::Heredoc, to_blank),
        (Keyword::Run, 0) if !typed.contains(escape) => at_word(Argument::Script, |letter| {
            letter.is_alphanumeric() || letter == '-'
        }),
        (Keyword::Cmd | Keyword::Entrypoint, 0) if command.is_check => {
            at_word(Argument::Check, char::is_alphanumeric)
        }
        (Keyword::Cmd | Keyword::Entrypoint, 0) => at_word(Argument::Launch, |_| false),
        (Keyword::Expose, index) => match typed.split_once('/') {
            Some((port, _)) => {
                let word = line.word(start + port.len() + 1, char::is_alphanumeric)?;
                Some((
                    Expected::Argument(Argument::Protocol(port.to_owned())),
                    word,
                ))
            }
            None => at_word(Argument::Port(index), to_blank),
        },
        (Keyword::User, 0) => user(line, start),
        (Keyword::Stopsignal, 0) => at_word(Argument::Signal, |letter| {
            letter.is_alphanumeric() || "+-".contains(letter)
        }),
        (Keyword::Healthcheck, 0) => at_word(Argument::Check, char::is_alphabetic),
        (Keyword::Arg, index) if !typed.contains('=') => {
            at_word(Argument::Declared(index), |letter| {
                letter.is_ascii_alphanumeric() || letter == '_'
            })
        }
        _ => None,
    }
}

/// A user, or a group behind a colon.
pub fn user(line: &Line, start: usize) -> Option<(Expected, Word)> {
    let typed = line.before().get(start..)?;
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let (argument, start) = match typed.split_once(':') {
        Some((user, _)) => (Argument::Group(user.to_owned()), start + user.len() + 1),
        None => (Argument::User, start),
    };
    let word = line.word(start, is_part)?;
    Some((Expected::Argument(argument), word))
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::expected;

    #[test]
    fn the_argument_is_known_by_its_place() {
        let check = |marked: &str, wanted: &str| assert_eq!(expected(marked), wanted, "{marked}");
        check("FROM a$0", "Image(From)");
        check("FROM a:1$0", "Tag(\"a\")");
        check("FROM host:5000/a$0", "Image(From)");
        check("FROM host:5000/a:$0", "Tag(\"host:5000/a\")");
        check("FROM a\nEXPOSE 80/$0", "Argument(Protocol(\"80\"))");
        check("FROM a\nUSER a:$0", "Argument(Group(\"a\"))");
        check("FROM a\nLABEL a=\"b c\" d$0", "Argument(LabelKey(1))");
        check("FROM a\nENV A b$0", "nothing");
        check("FROM a\nRUN <$0", "Argument(Heredoc)");
        check("FROM a\nRUN cat <$0", "nothing");
    }
}
