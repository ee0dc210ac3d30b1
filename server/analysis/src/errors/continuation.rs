//! Lines that belong to the instruction above them.

use super::Problem;
use super::kinds::file as kinds;
use crate::Document;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Body, Command, Transfer};

const CONTINUE: Text = Text {
    en: "Continue the line above",
    fr: "Continuer la ligne précédente",
};

/// Ends the line above an unknown instruction with the escape character.
pub(super) fn fix(document: &Document, problem: &Problem) -> Option<Fix> {
    if problem.kind != kinds::UNKNOWN_INSTRUCTION || !problem.fixes.is_empty() {
        return None;
    }
    let text = document.text();
    let line = text.line_of(problem.range.start).checked_sub(1)?;
    let start = text.line_start(line);
    let above = text.slice(start..text.line_start(line + 1));
    let content = above.trim_end();
    let is_comment = content.trim_start().starts_with('#');
    let escape = document.dockerfile().escape.0;
    if content.is_empty() || is_comment || content.ends_with(escape) {
        return None;
    }
    let instruction = document.dockerfile().instruction_at(start)?.instruction;
    let line =
        text.slice(problem.range.start..text.line_start(text.line_of(problem.range.start) + 1));
    if !instruction.heredocs.is_empty() || !goes_on(&instruction.body, &line) {
        return None;
    }
    let edit = TextEdit::insert(start + content.len(), format!(" {escape}"));
    Some(Fix::suggested(CONTINUE, vec![edit]))
}

/// Whether an instruction would take a line for more of its arguments.
fn goes_on(body: &Body, line: &str) -> bool {
    match body {
        Body::Command(Some(Command::Shell { .. })) => true,
        Body::Healthcheck(Some(nested)) => goes_on(&nested.body, line),
        Body::Pairs { legacy: false, .. } | Body::Arguments(_) => line
            .split_whitespace()
            .all(|word| word.contains('=') || word == "\\"),
        Body::Transfer(Transfer { json: false, .. }) | Body::Paths { json: false, .. } => true,
        Body::Ports(_) => line.starts_with(|letter: char| letter.is_ascii_digit()),
        _ => false,
    }
}
