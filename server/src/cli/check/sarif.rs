//! Findings in SARIF 2.1.0, which code hosts and editors import.

use super::report::Report;
use crate::cli::console;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use strates_analysis::edit::{Fix, with_line_breaks};
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::ignore_file;
use strates_analysis::lang::Lang;
use strates_analysis::rules::{self, Severity};
use strates_analysis::text::{ByteRange, Encoding, Text};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub fn render(reports: &[Report], lang: Lang) -> String {
    let mut codes: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for found in reports.iter().flat_map(|report| &report.found) {
        codes.insert(found.code(), found.url());
    }
    let descriptors = codes
        .iter()
        .map(|(code, url)| descriptor(code, url.as_deref(), lang));
    let driver = json!({
        "name": "strates",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": lang.code(),
        "rules": descriptors.collect::<Vec<Value>>(),
    });
    let results = reports.iter().flat_map(|report| {
        let found = report.found.iter();
        found.map(|found| result(report, found, lang))
    });
    let run = json!({
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": results.collect::<Vec<Value>>(),
    });
    console::json(&json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))
}

fn descriptor(code: &str, url: Option<&str>, lang: Lang) -> Value {
    let mut descriptor = json!({"id": code});
    if let Some(rule) = rules::find(code) {
        descriptor["shortDescription"] = json!({"text": rule.title.get(lang)});
        descriptor["fullDescription"] = json!({"text": rule.why.get(lang)});
    } else if let Some(kind) = ignore_file::find(code) {
        descriptor["shortDescription"] = json!({"text": kind.title.get(lang)});
        descriptor["fullDescription"] = json!({"text": kind.why.get(lang)});
    }
    if let Some(url) = url {
        descriptor["helpUri"] = url.into();
    }
    descriptor
}

fn result(report: &Report, found: &Diagnostic, lang: Lang) -> Value {
    let text = &report.text;
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    };
    let mut result = json!({
        "ruleId": found.code(),
        "level": level,
        "message": {"text": found.message(lang)},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact(&report.name),
            "region": region(text, &found.range()),
        }}],
    });
    let fixes: Vec<Value> = found
        .fixes()
        .iter()
        .map(|fix| fix_value(&report.name, text, fix, lang))
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn fix_value(name: &str, text: &Text, fix: &Fix, lang: Lang) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let new_text = with_line_breaks(&edit.new_text, text.line_break());
        json!({
            "deletedRegion": region(text, &edit.range),
            "insertedContent": {"text": new_text},
        })
    });
    json!({
        "description": {"text": fix.title.get(lang)},
        "artifactChanges": [{
            "artifactLocation": artifact(name),
            "replacements": replacements.collect::<Vec<Value>>(),
        }],
    })
}

/// As a part of an address: a path may hold what an address may not.
fn artifact(name: &str) -> Value {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let slashes = name.replace(std::path::MAIN_SEPARATOR, "/");
    let uri = slashes.bytes().map(|byte| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    json!({"uri": uri.collect::<String>()})
}

fn region(text: &Text, range: &ByteRange) -> Value {
    let (start, end) = (
        text.position(range.start, Encoding::Utf16),
        text.position(range.end, Encoding::Utf16),
    );
    json!({
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(
            artifact("a b/é.Dockerfile")["uri"],
            "a%20b/%C3%A9.Dockerfile"
        );
    }
}
