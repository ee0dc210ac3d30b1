//! Parser directives.

use super::fault::Fault;
use super::fixes;
use super::kinds::file as kinds;
use super::numbers::truth;
use super::{Problem, fault::meant};
use crate::Document;
use crate::model::Span;
use crate::text::ByteRange;

pub(super) fn check(document: &Document, found: &mut Vec<Problem>) {
    let directives = &document.dockerfile().directives;
    for (index, directive) in directives.iter().enumerate() {
        let earlier = &directives[..index];
        if earlier.iter().any(|each| each.name == directive.name) {
            let fault = fault(kinds::DUPLICATE_DIRECTIVE, &directive.name_range);
            let line = document.text().line_of(directive.start);
            let start = document.text().line_start(line);
            let end = document.text().line_start(line + 1);
            let fix = fixes::remove(start..end, &directive.name);
            let fault = fault.with(&directive.name).fix(fix);
            found.push(Problem::of(&fault, 0));
        } else if directive.name == "escape" && !matches!(directive.value.as_str(), "\\" | "`") {
            let fault = fault(kinds::INVALID_ESCAPE, &directive.value_range);
            let range = directive.value_range.clone();
            let fault = fault.with(&directive.value);
            let fault =
                fault.fixes(["\\", "`"].map(|escape| fixes::replace(range.clone(), escape)));
            found.push(Problem::of(&fault, 0));
        }
    }
    check_options(document, found);
}

fn fault(kind: &'static super::Kind, range: &ByteRange) -> Fault {
    Fault::new(kind, span(range))
}

fn span(range: &ByteRange) -> Span {
    Span {
        start: range.start as u32,
        end: range.end as u32,
    }
}

pub(crate) const OPTIONS: [&str; 3] = ["skip", "error", "experimental"];

/// BuildKit looks for them in its own way: a directive must start its line, and may follow `#!`. It
/// reads the value up to the first blank, and at most three options in it.
fn check_options(document: &Document, found: &mut Vec<Problem>) {
    let Some((start, value)) = check_value(document) else {
        return;
    };
    let value = value.split(' ').next().unwrap_or_default();
    if value.is_empty() {
        return;
    }
    for option in value.splitn(3, ';') {
        let at = start + (option.as_ptr() as usize - value.as_ptr() as usize);
        let whole = at..at + option.len();
        let (name, setting) = match option.split_once('=') {
            Some((name, setting)) => (name, Some(setting)),
            None => (option, None),
        };
        let named = at..at + name.len();
        let is_known = OPTIONS.contains(&name.trim());
        let fault = match setting {
            Some(_) if !is_known => option_fault(name.trim(), &named),
            None => option_fault(option, &whole),
            Some(setting) if name.trim() == "error" && truth(setting.trim()).is_none() => {
                let at = at + name.len() + 1;
                let fault = fault(kinds::INVALID_CHECK_ERROR, &(at..at + setting.len()));
                fault.with(setting)
            }
            Some(_) => continue,
        };
        found.push(Problem::of(&fault, 0));
        return;
    }
}

/// What `# check=` says, and where.
fn check_value(document: &Document) -> Option<(usize, String)> {
    let text = document.text();
    let mut seen: Vec<String> = Vec::new();
    for line in 0..text.line_count() {
        let start = text.line_start(line);
        let whole = text.slice(start..text.line_start(line + 1));
        let content = whole
            .trim_start_matches('\u{feff}')
            .trim_end_matches(['\n', '\r']);
        if line == 0 && content.starts_with("#!") {
            continue;
        }
        let (name, value) = content.strip_prefix('#')?.split_once('=')?;
        let (name, value) = (name.trim().to_lowercase(), value.trim());
        let is_known = ["syntax", "escape", "check"].contains(&name.as_str());
        if !is_known || value.is_empty() || seen.contains(&name) {
            return None;
        }
        if name == "check" {
            let place = value.as_ptr() as usize - whole.as_ptr() as usize;
            return Some((start + place, value.to_owned()));
        }
        seen.push(name);
    }
    None
}

fn option_fault(option: &str, range: &ByteRange) -> Fault {
    let fault = fault(kinds::INVALID_CHECK_OPTION, range).with(option);
    let guess = meant(option, &OPTIONS).filter(|(meant, _)| *meant != option);
    match guess {
        Some((meant, is_only_one)) => {
            let fix = fixes::replace_by_meant(span(range), meant, is_only_one);
            fault.guess(meant).fix(fix)
        }
        None => fault,
    }
}
