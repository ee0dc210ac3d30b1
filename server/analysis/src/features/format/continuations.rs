//! The lines that an instruction goes on over: their first blanks, as far as they mean nothing.

use super::Style;
use crate::Document;
use crate::edit::TextEdit;
use crate::model::{Body, Command, Instruction, Keyword, Located, Source, Span};
use crate::shell::{Interpreter, ParsedScript, kept_script};
use crate::text::ByteRange;
use std::sync::Arc;
use tree_sitter::Node;

/// A continued line: where its blanks are, and whether it is a comment.
struct Line {
    blanks: ByteRange,
    width: usize,
    is_comment: bool,
}

pub fn edits(
    document: &Document,
    located: &Located,
    shell: Interpreter,
    style: &Style,
    edits: &mut Vec<TextEdit>,
) {
    let text = document.text();
    let (first, last) = (text.line_of(located.start), text.line_of(head_end(located)));
    if first == last {
        return;
    }
    let Some(meaning) = Meaning::of(document, located, shell) else {
        return;
    };
    let mut lines = Vec::new();
    for line in first + 1..=last {
        let start = text.line_start(line);
        let source = text.slice(start..text.line_start(line + 1));
        let content = source.trim_start_matches([' ', '\t']);
        let blanks = start..start + source.len() - content.len();
        let is_comment = content.starts_with('#');
        let at = (blanks.end - located.start) as u32;
        let is_blank = content.trim().is_empty();
        if is_blank || (!is_comment && meaning.holds(at)) {
            continue;
        }
        let width = columns(&source[..blanks.len()], style);
        lines.push(Line {
            blanks,
            width,
            is_comment,
        });
    }
    let code = lines.iter().filter(|line| !line.is_comment);
    let Some(least) = code.map(|line| line.width).min() else {
        return;
    };
    let base = style.indent.as_str();
    // Without any blank, two words would become one.
    if base.is_empty() {
        return;
    }
    for line in lines {
        let deeper = " ".repeat(line.width.saturating_sub(least));
        let deeper = match base.starts_with('\t') {
            true => deeper.replace(&" ".repeat(style.tab_width.max(1)), "\t"),
            false => deeper,
        };
        edits.push(TextEdit::replace(line.blanks, format!("{base}{deeper}")));
    }
}

/// Where the lines of the instruction itself end and those of its heredocs start.
fn head_end(located: &Located) -> usize {
    let heredocs = located.instruction.heredocs.iter();
    let body = heredocs.map(|heredoc| heredoc.body.start as usize).min();
    match body {
        Some(body) => located.start + body.saturating_sub(1),
        None => located.range().end,
    }
}

fn columns(blanks: &str, style: &Style) -> usize {
    let tab = style.tab_width.max(1);
    blanks.bytes().fold(0, |columns, blank| match blank {
        b'\t' => (columns / tab + 1) * tab,
        _ => columns + 1,
    })
}

/// Where blanks mean something.
struct Meaning {
    words: Vec<Span>,
    script: Option<Arc<ParsedScript>>,
}

impl Meaning {
    /// `None` where every blank of an instruction belongs to its value, or nobody knows.
    fn of(document: &Document, located: &Located, shell: Interpreter) -> Option<Meaning> {
        let mut words = Vec::new();
        let Instruction { keyword, body, .. } = located.instruction;
        words.extend(located.instruction.flags.iter().map(|flag| flag.span));
        let in_shell = collect(*keyword, body, &mut words)?;
        let script = match in_shell {
            true => {
                let source = || document.text().slice(located.range());
                let escape = document.dockerfile().escape.0;
                Some(kept_script(located.instruction, source, escape, shell)?)
            }
            false => None,
        };
        if let Some(script) = &script {
            let tree = script.tree.as_ref()?;
            if tree.root_node().has_error() {
                return None;
            }
        }
        Some(Meaning { words, script })
    }

    /// Whether the blanks before a byte are part of something.
    fn holds(&self, at: u32) -> bool {
        let in_word = |word: &Span| word.start < at && at < word.end;
        self.words.iter().any(in_word) || self.script_holds(at as usize)
    }

    fn script_holds(&self, at: usize) -> bool {
        let Some(script) = &self.script else {
            return false;
        };
        let Some(tree) = &script.tree else {
            return true;
        };
        let Some(at) = script.script.source.joined_offset(at) else {
            return false;
        };
        let mut node = tree.root_node().descendant_for_byte_range(at, at);
        while let Some(current) = node {
            if current.start_byte() < at && at < current.end_byte() && is_one(current) {
                return true;
            }
            node = current.parent();
        }
        false
    }
}

/// Whether blanks in a piece of a script are part of it.
fn is_one(node: Node) -> bool {
    node.child_count() == 0
        || matches!(
            node.kind(),
            "string"
                | "raw_string"
                | "ansi_c_string"
                | "translated_string"
                | "word"
                | "concatenation"
                | "expansion"
                | "comment"
                | "heredoc_body"
                | "regex"
                | "array"
        )
}

/// The words of an instruction, and whether a shell reads the rest of it.
fn collect(keyword: Keyword, body: &Body, words: &mut Vec<Span>) -> Option<bool> {
    match body {
        Body::From(from) => {
            words.extend(from.image.iter().map(|image| image.word.span));
            words.extend(
                from.name
                    .iter()
                    .chain(&from.unexpected)
                    .map(|word| word.span),
            );
        }
        Body::Command(Some(Command::Exec { arguments, .. })) => {
            words.extend(arguments.iter().map(|word| word.span));
        }
        Body::Command(Some(Command::Shell { .. })) if keyword != Keyword::Shell => {
            return Some(true);
        }
        Body::Transfer(transfer) => {
            words.extend(transfer.sources.iter().map(|source| match source {
                Source::Path(word) => word.span,
                Source::Heredoc(span) => *span,
            }));
            words.extend(transfer.destination.iter().map(|word| word.span));
        }
        Body::Pairs {
            pairs,
            legacy: false,
        }
        | Body::Arguments(pairs) => words.extend(pairs.iter().map(|pair| pair.span)),
        Body::Ports(ports) => words.extend(ports.iter().map(|port| port.span)),
        Body::Paths { paths, .. } => words.extend(paths.iter().map(|word| word.span)),
        Body::Healthcheck(Some(nested)) | Body::Trigger(Some(nested)) => {
            words.extend(nested.flags.iter().map(|flag| flag.span));
            return collect(nested.keyword, &nested.body, words);
        }
        _ => return None,
    }
    Some(false)
}
