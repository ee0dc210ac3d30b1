//! What the tests of refactorings say in one line each.

use super::Refactoring;
use super::cursor::Cursor;
use crate::Document;
use crate::edit::{TextEdit, apply, with_line_breaks};
use crate::features::actions::Action;

/// What the refactoring makes of a text at `$0`, or of what stands between two of them.
#[track_caller]
pub fn check(refactoring: Refactoring, marked: &str, expected: &str) {
    let (text, action) = asked(refactoring, marked);
    let action = action.expect("the refactoring is offered");
    let line_break = Document::new(&text).text().line_break();
    let edits = action.edits.expect("a refactoring has edits").into_iter();
    let edits: Vec<TextEdit> = edits
        .map(|edit| TextEdit {
            new_text: with_line_breaks(&edit.new_text, line_break),
            ..edit
        })
        .collect();
    assert_eq!(apply(&text, &edits).as_deref(), Some(expected));
}

#[track_caller]
pub fn check_no(refactoring: Refactoring, marked: &str) {
    let (_, action) = asked(refactoring, marked);
    assert_eq!(action.map(|action| action.edits), None, "{marked}");
}

#[track_caller]
pub fn title(refactoring: Refactoring, marked: &str, expected: &str) {
    let (_, action) = asked(refactoring, marked);
    let title = action.map(|action| action.title.get(crate::lang::Lang::En));
    assert_eq!(title.as_deref(), Some(expected));
}

fn asked(refactoring: Refactoring, marked: &str) -> (String, Option<Action>) {
    let text = marked.replace("$0", "");
    let start = marked.find("$0").expect("the cursor is marked");
    let end = marked
        .rfind("$0")
        .map_or(start, |last| last.saturating_sub(2).max(start));
    let document = Document::new(&text);
    let range = start..end;
    let action = Cursor::new(&document, &range).and_then(|cursor| refactoring(&cursor));
    (text, action)
}
