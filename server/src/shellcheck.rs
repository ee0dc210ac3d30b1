//! The program ShellCheck: where it is, and what it says of a script.

use serde::Deserialize;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use strates_analysis::rules::Severity;
use strates_analysis::shell::check::{Comment, Question};

/// The program of that name on the search path.
pub fn on_path() -> Option<PathBuf> {
    let name = Path::new("shellcheck").with_extension(env::consts::EXE_EXTENSION);
    let folders = env::var_os("PATH")?;
    let mut programs = env::split_paths(&folders).map(|folder| folder.join(&name));
    // An empty or relative entry would mean the folder of the project.
    programs.find(|program| program.is_absolute() && program.is_file())
}

/// What to tell it, besides the script on standard input. No file of the project is read.
pub fn arguments(question: &Question) -> [&OsStr; 7] {
    // Whether a sourced file exists is not to be known here.
    let words = [
        "--norc",
        "--format=json1",
        "--exclude=SC1090,SC1091,SC2148",
        "--severity=style",
        "--shell",
        question.dialect,
        "-",
    ];
    words.map(OsStr::new)
}

/// `None` for what no version of it answers.
pub fn comments(answer: &[u8]) -> Option<Vec<Comment>> {
    let answer: Answer = serde_json::from_slice(answer).ok()?;
    Some(answer.comments.into_iter().map(Into::into).collect())
}

#[derive(Deserialize)]
struct Answer {
    comments: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    line: usize,
    end_line: usize,
    column: usize,
    end_column: usize,
    level: String,
    code: u32,
    message: String,
    fix: Option<Correction>,
}

#[derive(Deserialize)]
struct Correction {
    replacements: Vec<Replacement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    line: usize,
    end_line: usize,
    column: usize,
    end_column: usize,
    replacement: String,
}

impl From<Said> for Comment {
    fn from(said: Said) -> Comment {
        let replacements = said.fix.map_or_else(Vec::new, |fix| fix.replacements);
        let replacements = replacements.into_iter().map(|new| {
            let start = (new.line, new.column);
            (start, (new.end_line, new.end_column), new.replacement)
        });
        Comment {
            code: said.code,
            severity: match said.level.as_str() {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "info" => Severity::Info,
                _ => Severity::Hint,
            },
            message: said.message,
            start: (said.line, said.column),
            end: (said.end_line, said.end_column),
            replacements: replacements.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_answers_are_read() {
        let answer = br#"{"comments":[{"file":"-","line":2,"endLine":2,"column":4,"endColumn":6,
            "level":"info","code":2086,"message":"Quote.","fix":{"replacements":[{"column":4,
            "endColumn":4,"endLine":2,"insertionPoint":"afterEnd","line":2,"precedence":1,
            "replacement":"\""}]}},{"file":"-","line":3,"endLine":3,"column":1,"endColumn":2,
            "level":"style","code":2006,"message":"Use $(..).","fix":null}]}"#;
        let comments = comments(answer).unwrap();
        assert_eq!(comments.len(), 2);
        let first = &comments[0];
        assert_eq!((first.code, first.severity), (2086, Severity::Info));
        assert_eq!((first.start, first.end), ((2, 4), (2, 6)));
        assert_eq!(first.replacements, [((2, 4), (2, 4), "\"".to_owned())]);
        assert!(super::comments(b"Usage: shellcheck").is_none());
    }
}
