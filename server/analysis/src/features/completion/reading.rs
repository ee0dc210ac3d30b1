//! An instruction up to the cursor, read loosely: keywords, flags, and what comes after them.

use super::arguments;
use super::expansion::{Expansion, expansion};
use super::line::{Line, Word};
use super::place::{Command, Expected, Scope};
use super::values;
use super::words::{blanks_end, quoted_word_end, word_end};
use crate::errors::flags_of;
use crate::model::{Body, Keyword};

/// What is expected in place of a word.
pub struct Reading {
    pub command: Command,
    pub expected: Expected,
    pub word: Word,
    pub accepts_flag: bool,
}

impl Reading {
    pub fn new(command: Command, expected: Expected, word: Word) -> Reading {
        Reading {
            command,
            expected,
            word,
            accepts_flag: false,
        }
    }
}

pub fn read(line: &Line, escape: char) -> Option<Reading> {
    let text = line.before();
    let mut command = Command::default();
    let mut at = blanks_end(text, 0);
    let keyword = loop {
        let end = word_end(text, at);
        if end == text.len() {
            let word = line.word(at, |letter| letter.is_alphanumeric())?;
            return Some(Reading::new(command, Expected::Keyword, word));
        }
        let keyword = keyword(text.get(at..end)?)?;
        at = blanks_end(text, end);
        if keyword != Keyword::Onbuild {
            break keyword;
        }
        if std::mem::replace(&mut command.is_trigger, true) {
            return None;
        }
    };
    command.keyword = Some(keyword);
    let (keyword, at) = match read_flags(line, keyword, at, &mut command, escape) {
        Flags::Before(at) => (keyword, at),
        Flags::Typing {
            start,
            accepts_flag: true,
        } if text.len() == start => {
            return in_arguments(line, command, start, escape, true);
        }
        Flags::Typing { start, .. } => return in_flag(line, command, start, escape),
    };
    if keyword != Keyword::Healthcheck {
        return in_arguments(line, command, at, escape, false);
    }
    let end = word_end(text, at);
    if end == text.len() {
        return in_arguments(line, command, at, escape, false);
    }
    let is_command = text.get(at..end)?.eq_ignore_ascii_case("CMD");
    let inner = Command {
        keyword: Some(Keyword::Cmd),
        is_check: true,
        ..command
    };
    is_command.then(|| in_arguments(line, inner, blanks_end(text, end), escape, false))?
}

fn keyword(written: &str) -> Option<Keyword> {
    let is_it = |keyword: &Keyword| keyword.name().eq_ignore_ascii_case(written);
    Keyword::KNOWN.into_iter().find(is_it)
}

enum Flags {
    /// They end before the cursor; the arguments start there.
    Before(usize),
    /// The cursor is in what may be a flag.
    Typing { start: usize, accepts_flag: bool },
}

fn read_flags(
    line: &Line,
    keyword: Keyword,
    mut at: usize,
    command: &mut Command,
    escape: char,
) -> Flags {
    let text = line.before();
    let takes_some = flags_of(keyword).next().is_some();
    loop {
        let end = quoted_word_end(text, at, escape);
        let word = text.get(at..end).unwrap_or_default();
        let is_typed = end == text.len();
        if is_typed
            && takes_some
            && (word.is_empty() || "--".starts_with(word) || word.starts_with("--"))
        {
            return Flags::Typing {
                start: at,
                accepts_flag: word.is_empty(),
            };
        }
        let Some(flag) = word
            .strip_prefix("--")
            .filter(|flag| !is_typed && !flag.is_empty())
        else {
            return Flags::Before(at);
        };
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        command.flags.push((name.to_owned(), value.to_owned()));
        at = blanks_end(text, end);
    }
}

fn in_flag(line: &Line, command: Command, start: usize, escape: char) -> Option<Reading> {
    let text = line.before();
    let written = text.get(start..)?;
    let Some((name, value)) = written.split_once('=') else {
        let word = line.word(start, |letter| letter.is_alphanumeric() || letter == '-')?;
        return Some(Reading {
            accepts_flag: true,
            ..Reading::new(command, Expected::Flag, word)
        });
    };
    let name = name.trim_start_matches('-');
    let at = start + written.len() - value.len();
    let keyword = command.keyword?;
    if let Some(scope) = flag_scope(keyword, name, value)
        && let Some((expected, word)) = variable(line, at, scope, escape)
    {
        return Some(Reading::new(command, expected, word));
    }
    let (expected, word) = values::expected(line, keyword, name, at)?;
    Some(Reading::new(command, expected, word))
}

/// Whose variables the value of a flag sees, if any.
fn flag_scope(keyword: Keyword, flag: &str, value: &str) -> Option<Scope> {
    match (keyword, flag) {
        (Keyword::From, "platform") => Some(Scope::Globals),
        (Keyword::Copy | Keyword::Add, "chown" | "chmod" | "checksum" | "exclude") => {
            Some(Scope::Build)
        }
        (Keyword::Run, "mount") => {
            let option = value.rsplit(',').next()?;
            (!option.starts_with("from=")).then_some(Scope::Build)
        }
        _ => None,
    }
}

fn in_arguments(
    line: &Line,
    command: Command,
    at: usize,
    escape: char,
    accepts_flag: bool,
) -> Option<Reading> {
    if let Some(scope) = argument_scope(line, &command, at) {
        let escape = match scope {
            Scope::Shell | Scope::Container => '\\',
            Scope::Globals | Scope::Build => escape,
        };
        if let Some((expected, word)) = variable(line, at, scope, escape) {
            return Some(Reading::new(command, expected, word));
        }
    }
    let found = arguments::expected(line, &command, at, escape);
    let (expected, word) = match (found, accepts_flag) {
        (Some(found), _) => found,
        (None, true) => (Expected::Flag, line.word(at, |_| false)?),
        (None, false) => return None,
    };
    Some(Reading {
        accepts_flag,
        ..Reading::new(command, expected, word)
    })
}

/// Whose variables the arguments see, if any.
fn argument_scope(line: &Line, command: &Command, at: usize) -> Option<Scope> {
    let is_json = line.before().get(at..)?.starts_with('[');
    match command.keyword? {
        Keyword::From => Some(Scope::Globals),
        Keyword::Shell | Keyword::Maintainer | Keyword::Healthcheck => None,
        Keyword::Onbuild | Keyword::Unknown => None,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint if is_json => None,
        Keyword::Run if command.is_trigger => Some(Scope::Container),
        Keyword::Run => Some(Scope::Shell),
        Keyword::Cmd | Keyword::Entrypoint => Some(Scope::Container),
        _ if command.is_trigger => Some(Scope::Container),
        _ => Some(Scope::Build),
    }
}

/// The variable that is being typed at the end of what starts at a place.
fn variable(line: &Line, at: usize, scope: Scope, escape: char) -> Option<(Expected, Word)> {
    variable_in(
        line,
        at,
        scope,
        expansion(line.before().get(at..)?, escape, true)?,
    )
}

fn variable_in(line: &Line, at: usize, scope: Scope, found: Expansion) -> Option<(Expected, Word)> {
    match found {
        Expansion::Name { start, braced } => {
            let word = line.word(at + start, |letter| {
                letter.is_ascii_alphanumeric() || letter == '_'
            })?;
            Some((Expected::Variable { scope, braced }, word))
        }
        Expansion::Modifier { name, start } => {
            let word = line.word(at + start, |_| false)?;
            Some((Expected::Modifier(scope, name), word))
        }
    }
}

/// Only variables are expected in the text of a heredoc.
pub fn in_heredoc(line: &Line, index: usize, escape: char) -> Option<Reading> {
    let instruction = line.located?.instruction;
    let marker = instruction.heredocs.get(index)?.marker.as_ref();
    let body = match &instruction.body {
        Body::Trigger(nested) => &nested.as_ref()?.body,
        body => body,
    };
    let found = match body {
        Body::Command(_) => (Scope::Shell, expansion(line.before(), '\\', true)?),
        Body::Transfer(_) if !marker.is_some_and(|marker| marker.quoted) => {
            (Scope::Build, expansion(line.before(), escape, false)?)
        }
        _ => return None,
    };
    let (expected, word) = variable_in(line, 0, found.0, found.1)?;
    Some(Reading::new(Command::default(), expected, word))
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::expected;

    #[test]
    fn flags_and_arguments_are_told_apart() {
        let check = |marked: &str, wanted: &str| assert_eq!(expected(marked), wanted, "{marked}");
        check("FR$0", "Keyword");
        check("FROM a\nRUN -$0", "Flag");
        check("FROM a\nRUN --network=$0", "FlagValue(\"network\")");
        check("FROM a\nRUN --network=none $0", "Argument(Script)");
        check("FROM a\nRUN a --n$0", "nothing");
        check("FROM a\nHEALTHCHECK --retries=3 $0", "Argument(Check)");
        check("FROM a\nONBUILD COPY --from=$0", "Image(CopyFrom)");
        check(
            "FROM a\nCOPY $A$0 b",
            "Variable { scope: Build, braced: false }",
        );
        check("FROM a\nNOPE $0", "nothing");
    }
}
