//! What strates rejects is what BuildKit rejects, and in the same lines.

use strates_analysis::Document;
use strates_analysis::features::parse_view::parsed;
use strates_tests::corpus::{self, Record};

/// Lines count from 1.
struct Found {
    line: usize,
    code: &'static str,
}

fn errors(record: &Record) -> Vec<Found> {
    let errors = parsed(&Document::new(&record.text)).errors.into_iter();
    let found = errors.map(|(row, problem)| Found {
        line: row + 1,
        code: problem.code(),
    });
    found.collect()
}

/// Of directives and long lines BuildKit names the line before, and of some errors none at all.
fn is_in_line(found: &Found, line: usize) -> bool {
    let is_early = ["duplicate-directive", "invalid-escape", "line-too-long"];
    let is_early = is_early.iter().any(|code| found.code.ends_with(code));
    found.line == line || (is_early && found.line == line + 1)
}

/// At most so many verdicts in a thousand may differ, and so many lines.
#[track_caller]
fn compare(what: &str, records: &[Record], verdicts: usize, lines: usize) {
    let (mut rejected, mut wrong_verdicts, mut wrong_lines) = (0, 0, 0);
    for record in records {
        let found = errors(record);
        let codes: Vec<_> = found.iter().map(|each| (each.line, each.code)).collect();
        let Some(rejection) = record.rejection() else {
            if !codes.is_empty() {
                wrong_verdicts += 1;
                eprintln!("{}: accepted, but ours {codes:?}", record.path);
            }
            continue;
        };
        rejected += 1;
        let (line, message) = (rejection.line.unwrap_or_default(), &rejection.message);
        if codes.is_empty() {
            wrong_verdicts += 1;
            eprintln!("{}: line {line}, {message}, but ours none", record.path);
        } else if line > 0 && !found.iter().any(|each| is_in_line(each, line)) {
            wrong_lines += 1;
            eprintln!(
                "{}: line {line}, {message}, but ours {codes:?}",
                record.path
            );
        }
    }
    let all = records.len();
    let right = all - wrong_verdicts;
    eprintln!("{what}: {right} of {all} verdicts equal, {wrong_lines} of {rejected} lines differ");
    assert!(wrong_verdicts * 1000 <= all * verdicts, "{what}: verdicts");
    assert!(wrong_lines * 1000 <= rejected * lines, "{what}: lines");
}

#[test]
fn real_files_are_rejected_as_buildkit_rejects_them() {
    compare("real files, errors", &corpus::real(), 0, 0);
}

/// Those that differ want a value that the record's empty base images do not have, but real ones may.
#[test]
fn damaged_files_are_rejected_as_buildkit_rejects_them() {
    compare("damaged files, errors", &corpus::damaged(), 5, 5);
}

#[test]
fn a_file_that_buildkit_accepts_shows_no_error() {
    let records = corpus::real().into_iter().chain(corpus::damaged());
    let accepted: Vec<_> = records.filter(Record::is_accepted).collect();
    compare("accepted files, errors", &accepted, 0, 0);
}
