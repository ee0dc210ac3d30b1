//! The findings for programs: lines and UTF-16 columns count from 0, as in editors.

use super::report::Report;
use crate::cli::console;
use serde_json::{Value, json};
use strates_analysis::edit::{Fix, with_line_breaks};
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::lang::Lang;
use strates_analysis::rules::Severity;
use strates_analysis::text::{ByteRange, Encoding, Text};

pub fn render(reports: &[Report], lang: Lang) -> String {
    let findings = reports.iter().flat_map(|report| {
        let found = report.found.iter();
        found.map(|found| finding(report, found, lang))
    });
    console::json(&findings.collect::<Vec<Value>>())
}

fn finding(report: &Report, found: &Diagnostic, lang: Lang) -> Value {
    let text = &report.text;
    let fixes: Vec<Value> = found
        .fixes()
        .iter()
        .map(|fix| fix_value(text, fix, lang))
        .collect();
    let mut value = json!({
        "file": report.name,
        "code": found.code(),
        "also": found.also(),
        "severity": severity(found.severity),
        "message": found.message(lang),
        "range": range(text, &found.range()),
        "fixes": fixes,
    });
    if let Some(url) = found.url() {
        value["url"] = url.into();
    }
    value
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Hint => "hint",
    }
}

fn fix_value(text: &Text, fix: &Fix, lang: Lang) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        let new_text = with_line_breaks(&edit.new_text, text.line_break());
        json!({"range": range(text, &edit.range), "newText": new_text})
    });
    json!({"title": fix.title.get(lang), "edits": edits.collect::<Vec<Value>>()})
}

fn range(text: &Text, range: &ByteRange) -> Value {
    let position = |byte| {
        let position = text.position(byte, Encoding::Utf16);
        json!({"line": position.line, "character": position.character})
    };
    json!({"start": position(range.start), "end": position(range.end)})
}
