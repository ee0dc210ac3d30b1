//! Blanks at the ends of lines, blank lines between stages and at the end of the file.

use super::Style;
use crate::Document;
use crate::edit::TextEdit;
use crate::text::ByteRange;

pub fn edits(document: &Document, style: &Style, edits: &mut Vec<TextEdit>) {
    let text = document.text();
    if document.tree().is_none() {
        return;
    }
    let end = end_of_content(document);
    if style.trims_lines {
        trim_lines(document, end, edits);
    }
    separate_stages(document, edits);
    let last = text.slice(end..text.len());
    let ending = match end {
        0 => "",
        _ if style.final_line_break => text.line_break(),
        _ => return,
    };
    // What follows the last line is blank, unless it belongs to a heredoc.
    if last.trim().is_empty() {
        let kept = match ending {
            "" => "",
            _ if last.starts_with("\r\n") => "\r\n",
            _ => "\n",
        };
        edits.push(TextEdit::replace(end..text.len(), kept));
    }
}

/// Where the last line with anything on it ends.
fn end_of_content(document: &Document) -> usize {
    let text = document.text();
    let instructions = document.dockerfile().stages.last();
    let of_heredoc = instructions.and_then(|stage| {
        let last = stage.instructions.last()?;
        // A heredoc that is not closed reaches to the end of the file.
        let is_open = last.heredocs.iter().any(|heredoc| heredoc.end.is_none());
        is_open.then(|| text.len())
    });
    of_heredoc.unwrap_or_else(|| {
        let whole = text.to_string();
        whole.trim_end_matches([' ', '\t', '\n', '\r']).len()
    })
}

fn trim_lines(document: &Document, end: usize, edits: &mut Vec<TextEdit>) {
    let text = document.text();
    let mut heredocs = heredoc_lines(document).peekable();
    for line in 0..text.line_count() {
        let range = text.line_start(line)..text.line_start(line + 1);
        while heredocs.next_if(|lines| lines.end <= range.start).is_some() {}
        let in_heredoc = |lines: &ByteRange| lines.contains(&range.start);
        if range.start >= end || heredocs.peek().is_some_and(in_heredoc) {
            continue;
        }
        let source = text.slice(range.clone());
        let content = source.trim_end_matches(['\n', '\r']);
        let kept = content.trim_end_matches([' ', '\t']);
        let blanks = range.start + kept.len()..range.start + content.len();
        if blanks.start < end {
            edits.push(TextEdit::delete(blanks));
        }
    }
}

fn heredoc_lines(document: &Document) -> impl Iterator<Item = ByteRange> {
    let instructions = document.dockerfile().instructions();
    instructions.flat_map(|located| {
        let heredocs = located.instruction.heredocs.iter();
        heredocs.map(move |heredoc| {
            let body = located.at(heredoc.body);
            let end = heredoc.end.map_or(body.end, |end| located.at(end).end);
            body.start..end.max(body.end) + 1
        })
    })
}

/// A blank line before each stage but the first, above the comments that belong to it.
fn separate_stages(document: &Document, edits: &mut Vec<TextEdit>) {
    let text = document.text();
    for stage in document.dockerfile().stages.iter().skip(1) {
        let mut line = text.line_of(stage.start);
        let source = |line: usize| text.slice(text.line_start(line)..text.line_start(line + 1));
        while line > 0 && source(line - 1).trim_start().starts_with('#') {
            line -= 1;
        }
        if line > 0 && !source(line - 1).trim().is_empty() {
            edits.push(TextEdit::insert(text.line_start(line), text.line_break()));
        }
    }
}
