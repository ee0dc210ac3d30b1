//! One line for each thing that BuildKit rejects, and for what is close to it and fine.

mod files;
mod fixes;
mod mounts;
mod stages;
mod values;

use super::*;

/// The codes of a file without what they all start with, and the text of each place.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = errors(&Document::new(text));
    let found: Vec<_> = found
        .iter()
        .map(|problem| {
            let code = problem.code().trim_start_matches("BuildError/");
            (code, &text[problem.range.clone()])
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// The same for one instruction below a FROM.
#[track_caller]
fn check_line(line: &str, expected: &[(&str, &str)]) {
    check(&format!("FROM a\n{line}\n"), expected);
}

/// Nothing is wrong with any of these, each below a FROM.
#[track_caller]
fn check_good(lines: &[&str]) {
    for line in lines {
        check_line(line, &[]);
    }
}

/// What each fix of the only error makes of an instruction below a FROM.
#[track_caller]
fn check_fixes(line: &str, expected: &[&str]) {
    let text = format!("FROM a\n{line}\n");
    let found = errors(&Document::new(&text));
    assert_eq!(found.len(), 1, "{line}: {found:?}");
    let fixed = found[0].fixes.iter().map(|fix| {
        let fixed = crate::edit::apply(&text, &fix.edits).expect("its edits fit");
        let line = fixed.strip_prefix("FROM a\n").map(str::to_owned);
        line.unwrap_or(fixed)
    });
    assert_eq!(fixed.collect::<Vec<_>>(), expected, "{line}");
}

#[test]
fn every_message_is_in_both_languages() {
    let lines = [
        "FORM a",
        "QQQQQQ a",
        "ENV A",
        "ENV A=1 B",
        "RUN <<A",
        "CMD [1]",
        "RUN --x y",
        "USER",
        "EXPOSE x",
        "STOPSIGNAL x",
        "COPY a",
        "SHELL a",
        "LABEL a=\"b",
        "VOLUME [\"\"]",
    ];
    for line in lines {
        for problem in errors(&Document::new(&format!("FROM a\n{line}\n"))) {
            let (en, fr) = (problem.message(Lang::En), problem.message(Lang::Fr));
            assert_ne!(en, fr);
            assert!(!en.contains("{0}") && !en.contains("{1}"), "{en}");
            assert!(!fr.contains("{0}") && !fr.contains("{1}"), "{fr}");
            assert_eq!(problem.severity(), Severity::Error);
        }
    }
}
