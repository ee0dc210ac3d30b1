//! What is typed in a comment: a directive at the top of the file, or the names of rules that are
//! not to be told of. Anything else is free text.

use super::arguments;
use super::line::{Line, Word};
use super::place::{Command, Expected, Named, RuleList};
use super::reading::Reading;
use super::words::blanks_end;
use crate::Document;

pub fn read(line: &Line, document: &Document) -> Option<Reading> {
    let (expected, word) = expected(line, document)?;
    Some(Reading::new(Command::default(), expected, word))
}

fn expected(line: &Line, document: &Document) -> Option<(Expected, Word)> {
    let text = line.before();
    let hash = text.find('#')?;
    let start = blanks_end(text, hash + 1);
    let written = text.get(start..)?;
    let directives = &document.dockerfile().directives;
    let above = directives.iter().filter(|each| each.row < line.row);
    let is_top = above.count() == line.row;
    let Some((name, value)) = written.split_once('=') else {
        let is_name = written.chars().all(char::is_alphabetic);
        let word = line.word(start, char::is_alphabetic)?;
        return (is_top && is_name).then_some((Expected::Directive, word));
    };
    let at = blanks_end(text, text.len() - value.len());
    match name.trim().to_lowercase().as_str() {
        "check" => check(line, at, is_top),
        "syntax" if is_top => arguments::image(line, at, Named::Syntax),
        "escape" if is_top => {
            let word = line.word(at, |letter| !letter.is_whitespace())?;
            Some((Expected::DirectiveValue("escape".to_owned()), word))
        }
        "hadolint ignore" | "hadolint global ignore" => rules(line, at, RuleList::Hadolint),
        _ => None,
    }
}

/// `skip=A,B;error=true`; above an instruction only what to skip.
fn check(line: &Line, at: usize, is_top: bool) -> Option<(Expected, Word)> {
    let value = line.before().get(at..)?;
    if value.contains(char::is_whitespace) {
        return None;
    }
    let start = at + value.rfind(';').map_or(0, |end| end + 1);
    let option = line.before().get(start..)?;
    let Some((name, _)) = option.split_once('=') else {
        let word = line.word(start, char::is_alphabetic)?;
        return Some((Expected::CheckOption, word));
    };
    let at = start + name.len() + 1;
    match name {
        "skip" => rules(line, at, RuleList::Skipped),
        "experimental" if is_top => rules(line, at, RuleList::Experimental),
        "error" if is_top => {
            let word = line.word(at, char::is_alphabetic)?;
            Some((Expected::DirectiveValue("error".to_owned()), word))
        }
        _ => None,
    }
}

fn rules(line: &Line, at: usize, list: RuleList) -> Option<(Expected, Word)> {
    let typed = line.before().get(at..)?;
    let (named, start) = match typed.rsplit_once(',') {
        Some((named, last)) => (named, line.before().len() - last.trim_start().len()),
        None => ("", at),
    };
    let named = named.split(',').map(|name| name.trim().to_owned());
    let word = line.word(start, char::is_alphanumeric)?;
    Some((Expected::Rules(named.collect(), list), word))
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::expected;

    #[test]
    fn only_directives_and_ignore_comments_are_more_than_text() {
        let check = |marked: &str, wanted: &str| assert_eq!(expected(marked), wanted, "{marked}");
        check("# syn$0", "Directive");
        check("#syntax=a:$0", "Tag(\"a\")");
        check("# check=$0", "CheckOption");
        check("# check = skip=A,$0", "Rules([\"A\"], Skipped)");
        check("FROM a\n# syn$0", "nothing");
        check("FROM a\n# hadolint ignore=$0", "Rules([\"\"], Hadolint)");
        check("# some words$0", "nothing");
    }
}
