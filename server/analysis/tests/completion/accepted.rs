//! Whatever is offered makes a file that BuildKit reads no worse than before.

use super::{Case, Question, applied, broken, files, places, values};
use std::collections::HashMap;
use strates_analysis::Document;
use strates_analysis::errors::errors;
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;

/// What is still to be typed.
const MISSING: [&str; 26] = [
    "invalid-checksum",
    "missing-argument",
    "missing-destination",
    "heredoc-destination",
    "from-arguments",
    "missing-equals",
    "missing-value",
    "missing-flag-value",
    "mount-value-missing",
    "mount-target",
    "secret-without-id",
    "healthcheck-command",
    "shell-not-json",
    "no-stages",
    "missing-brace",
    "unterminated-quote",
    "from-without-image",
    "mount-form",
    "mount-type",
    "mount-sharing",
    "mount-owner",
    "mount-mode",
    "mount-size",
    "invalid-network",
    "invalid-security",
    "invalid-device",
];

fn counted(text: &str) -> HashMap<&'static str, usize> {
    let mut counted = HashMap::new();
    for problem in errors(&Document::new(text)) {
        *counted.entry(bare(problem.code())).or_default() += 1;
    }
    counted
}

fn bare(code: &'static str) -> &'static str {
    code.rsplit('/').next().unwrap_or(code)
}

/// The errors that the second text has and the first has not.
fn new_errors(before: &str, after: &str) -> Vec<&'static str> {
    let (before, after) = (counted(before), counted(after));
    let more = after
        .iter()
        .filter(|(code, count)| before.get(*code).unwrap_or(&0) < *count);
    more.map(|(code, _)| *code).collect()
}

/// A snippet as it stands before anybody types into it.
fn as_shown(snippet: &str) -> String {
    let mut text = String::new();
    let mut letters = snippet.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('$' | '}' | '\\')) => text.extend(letters.next()),
            ('$', Some('{')) => {
                let mut held = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '}' => break,
                        '\\' => held.extend(letters.next()),
                        letter => held.push(letter),
                    }
                }
                text += held.split_once(':').map_or("", |(_, default)| default);
            }
            _ => text.push(letter),
        }
    }
    text
}

#[track_caller]
fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (marked, ..) in cases {
        let question = Question::new(marked);
        let offered = question.ask(Lang::En, None, &NoImages);
        for item in &offered.items {
            let text = applied(&question.text, item, &item.plain);
            let new = new_errors(&question.text, &text);
            let is_fine = new.iter().all(|code| MISSING.contains(code));
            // Other words after a keyword make other mistakes of it.
            let rest = &question.text[item.word.end..];
            let is_alone = rest.is_empty() || rest.starts_with(['\n', '\r']);
            let is_keyword = marked.contains("RU$0 b");
            if !is_fine && (is_alone || !is_keyword) {
                wrong.push(format!("{marked:?}: {:?} makes {new:?}", item.label));
            }
            let Some(snippet) = &item.snippet else {
                continue;
            };
            let text = applied(&question.text, item, &as_shown(snippet));
            let mut new = new_errors(&question.text, &text);
            new.retain(|code| !["no-stages", "mount-target", "secret-without-id"].contains(code));
            if !new.is_empty() {
                wrong.push(format!(
                    "{marked:?}: the snippet {:?} makes {new:?}",
                    item.label
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn instructions_and_flags_are_accepted() {
    check(places::KEYWORDS);
    check(places::FLAGS);
}

#[test]
fn mounts_and_stages_are_accepted() {
    check(places::MOUNTS);
    check(places::STAGES);
}

#[test]
fn variables_are_accepted() {
    check(places::VARIABLES);
}

#[test]
fn values_and_paths_are_accepted() {
    check(values::VALUES);
    check(values::COMMENTS);
    check(files::PATHS);
}

#[test]
fn in_half_typed_files_nothing_gets_worse() {
    check(broken::BROKEN);
}
