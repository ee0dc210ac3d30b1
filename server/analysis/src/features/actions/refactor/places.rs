//! Where in an instruction a variable is replaced by its value while the image is built.

use super::cursor::Cursor;
use crate::model::{Body, Keyword, Located, Source, Span, Word};
use crate::shell::{Form, Interpreter, ParsedScript};
use crate::text::ByteRange;
use tree_sitter::Node;

/// Ranges of the document, each within one line. Those of variables that stand there already are
/// among them only `with_variables`.
pub fn places(cursor: &Cursor, located: &Located, with_variables: bool) -> Vec<ByteRange> {
    if located.instruction.keyword == Keyword::Run {
        let script = cursor.script_of(located);
        let script = script.filter(|script| script.script.interpreter == Interpreter::Posix);
        return script.map_or_else(Vec::new, |script| {
            let own = in_script(&script, with_variables);
            own.into_iter()
                .map(|place| located.start + place.start..located.start + place.end)
                .collect()
        });
    }
    let escape = cursor.escape();
    let mut found = Vec::new();
    for span in spans(located) {
        let range = located.at(span);
        let source = cursor.text(range.clone());
        in_words(&source, range.start, escape, with_variables, &mut found);
    }
    found
}

/// The words that BuildKit itself reads and replaces variables in.
fn spans(located: &Located) -> Vec<Span> {
    let instruction = located.instruction;
    let own = |word: &Option<Word>| word.as_ref().map(|word| word.span);
    let flags = instruction
        .flags
        .iter()
        .filter(|flag| match instruction.keyword {
            Keyword::From => flag.is_named("platform"),
            Keyword::Copy | Keyword::Add => ["chown", "chmod", "checksum"]
                .iter()
                .any(|name| flag.is_named(name)),
            _ => false,
        });
    let mut spans: Vec<Span> = flags.filter_map(|flag| own(&flag.value)).collect();
    match &instruction.body {
        Body::From(from) => spans.extend(from.image.as_ref().map(|image| image.word.span)),
        Body::Transfer(transfer) if !transfer.json => {
            spans.extend(transfer.sources.iter().filter_map(|source| match source {
                Source::Path(word) => Some(word.span),
                Source::Heredoc(_) => None,
            }));
            spans.extend(own(&transfer.destination));
        }
        Body::Pairs { pairs, .. } | Body::Arguments(pairs) => {
            spans.extend(pairs.iter().filter_map(|pair| own(&pair.value)));
        }
        Body::Ports(ports) => spans.extend(ports.iter().filter_map(|port| own(&port.port))),
        Body::Paths { paths, json: false } => spans.extend(paths.iter().map(|path| path.span)),
        Body::Directory(word) | Body::Signal(word) => spans.extend(own(word)),
        Body::User { whole, .. } => spans.extend(own(whole)),
        _ => {}
    }
    spans
}

/// What stands neither between single quotes nor behind an escape character, nor in a comment.
fn in_words(
    source: &str,
    start: usize,
    escape: char,
    with_variables: bool,
    found: &mut Vec<ByteRange>,
) {
    let mut at = start;
    let mut quote = None;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        if index > 0 && line.trim_start().starts_with('#') {
            at += line.len();
            continue;
        }
        let mut from = at;
        let mut letters = line.char_indices().peekable();
        while let Some((offset, letter)) = letters.next() {
            let place = at + offset;
            let after = place + letter.len_utf8();
            let mut leave = |from: &mut usize, to: usize, next: usize| {
                if *from < to {
                    found.push(*from..to);
                }
                *from = next;
            };
            match (letter, quote) {
                ('\'', None) => {
                    leave(&mut from, place, after);
                    quote = Some('\'');
                }
                ('\'', Some('\'')) => {
                    from = after;
                    quote = None;
                }
                (_, Some('\'')) => from = after,
                ('"', None) => quote = Some('"'),
                ('"', Some('"')) => quote = None,
                (letter, _) if letter == escape => {
                    let skipped = letters.next().map_or(0, |(_, next)| next.len_utf8());
                    leave(&mut from, place, after + skipped);
                }
                ('$', _) if !with_variables => {
                    let rest = line.get(offset..).unwrap_or_default();
                    let end = place + variable_length(rest);
                    leave(&mut from, place, end);
                    while letters.next_if(|(next, _)| at + next < end).is_some() {}
                }
                _ => {}
            }
        }
        let end = at + line.trim_end_matches(['\r', '\n']).len();
        if from < end {
            found.push(from..end);
        }
        at += line.len();
    }
}

/// How far a variable at the start of a text goes at most.
fn variable_length(text: &str) -> usize {
    if text.starts_with("${") {
        return text.rfind('}').map_or(text.len(), |end| end + 1);
    }
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = text.get(1..).unwrap_or_default();
    1 + name.find(|letter| !is_name(letter)).unwrap_or(name.len())
}

/// Places count from the start of the instruction; there are none in a script that is not understood.
fn in_script(script: &ParsedScript, with_variables: bool) -> Vec<ByteRange> {
    let Some(tree) = &script.tree else {
        return Vec::new();
    };
    let root = tree.root_node();
    if root.has_error() || script.script.form == Form::Json {
        return Vec::new();
    }
    let text = &script.script.source.text;
    let mut closed: Vec<ByteRange> = Vec::new();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        if is_closed(node, text) || (!with_variables && is_variable(node)) {
            closed.push(node.byte_range());
            continue;
        }
        let mut cursor = node.walk();
        waiting.extend(node.children(&mut cursor));
    }
    let escaped = text.match_indices('\\').map(|(at, _)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        at..at + 1 + next.map_or(0, char::len_utf8)
    });
    closed.extend(escaped);
    closed.sort_by_key(|range| range.start);
    let mut open = Vec::new();
    let mut from = 0;
    for range in closed {
        if from < range.start {
            open.push(from..range.start);
        }
        from = from.max(range.end);
    }
    open.push(from..text.len());
    let sources = open.into_iter().filter(|range| range.start < range.end);
    sources
        .flat_map(|range| script.script.source.source_ranges(range))
        .collect()
}

/// The shell replaces nothing in it, or something else.
fn is_closed(node: Node, text: &str) -> bool {
    match node.kind() {
        "raw_string"
        | "ansi_c_string"
        | "comment"
        | "arithmetic_expansion"
        | "heredoc_start"
        | "heredoc_end" => true,
        "heredoc_body" => {
            let parent = node.parent();
            let start = parent.and_then(|parent| {
                let mut cursor = parent.walk();
                let mut children = parent.children(&mut cursor);
                children.find(|child| child.kind() == "heredoc_start")
            });
            let start = start.and_then(|start| text.get(start.byte_range()));
            start.is_none_or(|start| start.contains(['\'', '"', '\\']))
        }
        _ => false,
    }
}

fn is_variable(node: Node) -> bool {
    matches!(node.kind(), "simple_expansion" | "expansion")
}

/// A script sets or names a variable by other means than `$NAME`: its value is its own from there.
pub fn names_otherwise(cursor: &Cursor, located: &Located, name: &str) -> bool {
    let Some(script) = cursor.script_of(located) else {
        return false;
    };
    let Some(tree) = &script.tree else {
        return true;
    };
    let text = &script.script.source.text;
    let mut waiting = vec![tree.root_node()];
    while let Some(node) = waiting.pop() {
        if is_variable(node) {
            continue;
        }
        let is_name = matches!(node.kind(), "variable_name" | "word");
        if is_name && text.get(node.byte_range()) == Some(name) {
            return true;
        }
        let mut cursor = node.walk();
        waiting.extend(node.children(&mut cursor));
    }
    false
}
