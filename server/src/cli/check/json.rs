//! The findings for programs: lines and UTF-16 columns count from 0, as in editors.

use super::report::Report;
use crate::cli::console;
use serde::Serialize;
use strates_analysis::edit::{TextEdit, with_line_breaks};
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::lang::Lang;
use strates_analysis::rules::Severity;
use strates_analysis::text::{self, ByteRange, Encoding, Places, Text};

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
        let found = report.found.iter();
        found.map(|found| finding(report, found, lang))
    });
    console::json(&findings.collect::<Vec<Finding>>())
}

fn finding<'a>(report: &'a Report, found: &'a Diagnostic, lang: Lang) -> Finding<'a> {
    let text = &report.text;
    let fixes = found.fixes();
    let fixes = fixes.iter().map(|fix| Fix {
        title: fix.title.get(lang),
        edits: fix.edits.iter().map(|edit| Edit::of(edit, text)).collect(),
    });
    Finding {
        also: found.also(),
        code: found.code(),
        file: &report.name,
        fixes: fixes.collect(),
        message: found.message(lang),
        range: Range::of(&found.range(), text),
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
    fn of(edit: &TextEdit, text: &Text) -> Edit {
        Edit {
            new_text: with_line_breaks(&edit.new_text, text.line_break()),
            range: Range::of(&edit.range, text),
        }
    }
}

impl Range {
    fn of(range: &ByteRange, text: &Text) -> Range {
        let (start, end) = Places::new(text, Encoding::Utf16).positions(range);
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
