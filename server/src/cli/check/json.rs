//! The findings for programs: lines and UTF-16 columns count from 0, as in editors.

use super::report::Report;
use crate::cli::console;
use serde::Serialize;
use strates_analysis::edit::{TextEdit, with_line_breaks};
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::lang::Lang;
use strates_analysis::rules::Severity;
use strates_analysis::text::{self, ByteRange, Encoding, Places};

#[derive(Serialize)]
struct Finding<'a> {
    also: &'static [&'static str],
    code: &'a str,
    file: &'a str,
    fixes: Vec<Fix>,
    message: String,
    range: Range,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Fix {
    edits: Vec<Edit>,
    title: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edit {
    new_text: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    end: Position,
    start: Position,
}

#[derive(Serialize)]
struct Position {
    character: u32,
    line: u32,
}

pub fn render(reports: &[Report], lang: Lang) -> String {
    let findings = reports.iter().flat_map(|report| {
        let mut places = Places::new(&report.text, Encoding::Utf16);
        let found = report.found.iter();
        found.map(move |found| finding(report, found, lang, &mut places))
    });
    console::json(&findings.collect::<Vec<Finding>>())
}

fn finding<'a>(
    report: &'a Report,
    found: &'a Diagnostic,
    lang: Lang,
    places: &mut Places,
) -> Finding<'a> {
    let line_break = report.text.line_break();
    let range = Range::of(&found.range(), places);
    let fixes = found.fixes();
    let fixes = fixes.iter().map(|fix| Fix {
        title: fix.title.get(lang),
        edits: fix
            .edits
            .iter()
            .map(|edit| Edit::of(edit, line_break, places))
            .collect(),
    });
    Finding {
        also: found.also(),
        code: found.code(),
        file: &report.name,
        fixes: fixes.collect(),
        message: found.message(lang),
        range,
        severity: severity(found.severity),
        url: found.url(),
    }
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Hint => "hint",
    }
}

impl Edit {
    fn of(edit: &TextEdit, line_break: &str, places: &mut Places) -> Edit {
        Edit {
            new_text: with_line_breaks(&edit.new_text, line_break),
            range: Range::of(&edit.range, places),
        }
    }
}

impl Range {
    fn of(range: &ByteRange, places: &mut Places) -> Range {
        let (start, end) = places.positions(range);
        Range {
            start: start.into(),
            end: end.into(),
        }
    }
}

impl From<text::Position> for Position {
    fn from(position: text::Position) -> Position {
        let text::Position { line, character } = position;
        Position { line, character }
    }
}
