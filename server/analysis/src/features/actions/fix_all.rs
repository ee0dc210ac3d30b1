//! Applies every safe fix, again and again until nothing is left that one mends.

use super::super::diagnostics::{Setup, diagnostics};
use crate::Document;
use crate::edit::{Safety, TextEdit, apply, with_line_breaks};
use crate::errors::errors;

/// Fixes can make room for others; a file that needs more rounds than this never comes to rest.
const MOST_ROUNDS: usize = 10;

/// The text after every safe fix, or after those of one rule; `None` where there is none.
pub fn fixed(document: &Document, setup: &Setup, code: Option<&str>) -> Option<String> {
    let mut current = document.text().to_string();
    let mut read = document.clone();
    for _ in 0..MOST_ROUNDS {
        let Some(next) = round(&read, &current, setup, code) else {
            break;
        };
        read = Document::new(&next);
        current = next;
    }
    (current != document.text().to_string()).then_some(current)
}

/// The same as edits of the document, as few as possible.
pub fn fix_all(document: &Document, setup: &Setup, code: Option<&str>) -> Vec<TextEdit> {
    let before = document.text().to_string();
    let Some(after) = fixed(document, setup, code) else {
        return Vec::new();
    };
    vec![difference(&before, &after)]
}

fn round(document: &Document, text: &str, setup: &Setup, code: Option<&str>) -> Option<String> {
    let chosen = chosen(document, setup, code);
    if chosen.is_empty() {
        return None;
    }
    let together: Vec<TextEdit> = chosen.iter().flatten().cloned().collect();
    let errors_before = errors(document).len();
    let is_right = |text: &String| errors(&Document::new(text)).len() <= errors_before;
    if let Some(next) = apply(text, &together).filter(is_right) {
        return (next != text).then_some(next);
    }
    // One of them spoils another: the first that can be applied alone.
    let mut alone = chosen.iter().filter_map(|edits| apply(text, edits));
    alone.find(|next| next != text && is_right(next))
}

/// The edits of each safe fix, as far as they leave each other's places alone.
fn chosen(document: &Document, setup: &Setup, code: Option<&str>) -> Vec<Vec<TextEdit>> {
    let mut chosen: Vec<Vec<TextEdit>> = Vec::new();
    let line_break = document.text().line_break();
    let found = diagnostics(document, setup).into_iter();
    for found in found.filter(|found| code.is_none_or(|code| found.code() == code)) {
        let fix = found.fixes().into_iter().next();
        let Some(mut fix) = fix.filter(|fix| fix.safety == Safety::Safe) else {
            continue;
        };
        for edit in &mut fix.edits {
            edit.new_text = with_line_breaks(&edit.new_text, line_break);
        }
        let taken = chosen.iter().flatten();
        let is_free = |edit: &TextEdit, taken: &TextEdit| {
            taken.range.end < edit.range.start || edit.range.end < taken.range.start
        };
        let mut taken = taken.map(|taken| fix.edits.iter().all(|edit| is_free(edit, taken)));
        if taken.all(|free| free) {
            chosen.push(fix.edits);
        }
    }
    chosen
}

/// What two texts do not share at either end.
fn difference(before: &str, after: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = before
        .chars()
        .zip(after.chars())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (old, new) = (&before[head..], &after[head..]);
    let tail: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    TextEdit::replace(head..before.len() - tail, &new[..new.len() - tail])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::NoContext;
    use crate::images::NoImages;
    use crate::rules::{Levels, Options};

    #[track_caller]
    fn check(text: &str, code: Option<&str>, expected: Option<&str>) {
        let (levels, options) = (Levels::default(), Options::default());
        let setup = Setup {
            context: &NoContext,
            images: &NoImages,
            levels: &levels,
            options: &options,
            shellcheck: false,
        };
        let document = Document::new(text);
        assert_eq!(fixed(&document, &setup, code).as_deref(), expected);
        let edits = fix_all(&document, &setup, code);
        assert_eq!(
            apply(text, &edits).as_deref(),
            Some(expected.unwrap_or(text))
        );
    }

    #[test]
    fn everything_is_mended_at_once() {
        check(
            "FROM a:1\nMAINTAINER b\nCMD [\"c\"]\nCMD [\"d\"]\n",
            None,
            Some("FROM a:1\nLABEL org.opencontainers.image.authors=\"b\"\nCMD [\"d\"]\n"),
        );
        check("FROM a:1\n", None, None);
    }

    #[test]
    fn lines_go_on_ending_as_they_did() {
        check(
            "FROM a:1\r\nEXPOSE 80 # b\r\n",
            None,
            Some("FROM a:1\r\n# b\r\nEXPOSE 80\r\n"),
        );
    }

    #[test]
    fn or_one_rule_alone() {
        check(
            "FROM a:1\nMAINTAINER b\nCMD [\"c\"]\nCMD [\"d\"]\n",
            Some("MultipleInstructionsDisallowed"),
            Some("FROM a:1\nMAINTAINER b\nCMD [\"d\"]\n"),
        );
    }

    #[test]
    fn only_what_differs_is_edited() {
        assert_eq!(difference("abcé", "axcé"), TextEdit::replace(1..2, "x"));
        assert_eq!(difference("aa", "aaa"), TextEdit::insert(2, "a"));
    }
}
