//! The words of a command, and what each of them says once quotes and escapes are gone.

use super::commands::DEEPEST;
use tree_sitter::Node;

/// What a word says; the names of variables stay.
pub(super) fn text_of(script: &str, word: Node) -> String {
    let mut text = String::new();
    push_text(script, word, &mut text, 0);
    text
}

/// The words of a command, its name first; none of what is no command.
pub(super) fn words_of(node: Node) -> Vec<Node> {
    let is_command = matches!(
        node.kind(),
        "command" | "declaration_command" | "unset_command"
    );
    if !is_command {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        let is_before_name = words.is_empty() && child.kind() == "variable_assignment";
        if child.kind().ends_with("_redirect") {
            words.extend(words_behind(child));
        } else if !is_before_name
            && child.kind() != "comment"
            && (child.is_named() || words.is_empty())
        {
            words.push(child);
        }
    }
    let redirected = node
        .parent()
        .filter(|parent| parent.kind() == "redirected_statement");
    let Some(redirected) = redirected else {
        return words;
    };
    for redirect in redirected.children(&mut redirected.walk()).skip(1) {
        words.extend(words_behind(redirect));
    }
    words
}

/// In `make >log install`, the grammar takes `install` for another name of the file.
fn words_behind(redirect: Node) -> Vec<Node> {
    if redirect.kind() != "file_redirect" {
        return Vec::new();
    }
    let mut cursor = redirect.walk();
    let children = redirect.named_children(&mut cursor);
    let words = children.filter(|child| child.kind() != "file_descriptor");
    words.skip(1).collect()
}

/// Without its redirects.
fn command_in(statement: Node) -> Node {
    match statement.kind() {
        "redirected_statement" => statement.named_child(0).unwrap_or(statement),
        _ => statement,
    }
}

fn push_text(script: &str, node: Node, text: &mut String, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let source = script.get(node.byte_range()).unwrap_or_default();
    let inner = |prefix: &str, suffix: &str| {
        let inner = source.strip_prefix(prefix).unwrap_or(source);
        inner.strip_suffix(suffix).unwrap_or(inner)
    };
    match node.kind() {
        "word" | "number" | "variable_name" => push_unescaped(source, text),
        "raw_string" => text.push_str(inner("'", "'")),
        "ansi_c_string" => text.push_str(inner("$'", "'")),
        "string" => push_string(script, node, text, depth),
        "simple_expansion" => {
            text.push_str("${");
            text.push_str(inner("$", ""));
            text.push('}');
        }
        "expansion" => text.push_str(source),
        "command_substitution" if source.starts_with("$(") => {
            text.push_str("${");
            push_output(script, node, text, depth);
            text.push('}');
        }
        "command_substitution" | "arithmetic_expansion" => text.push_str("${VAR}"),
        "process_substitution" => {}
        "variable_assignment" => push_unescaped(source, text),
        _ if depth < DEEPEST && node.child_count() > 0 => {
            let mut cursor = node.walk();
            for child in node.children(&mut cursor) {
                push_text(script, child, text, depth + 1);
            }
        }
        _ => push_unescaped(source, text),
    }
}

/// What a command between `$(` and `)` says, for a message: its words in one; nothing of a list.
fn push_output(script: &str, node: Node, text: &mut String, depth: usize) {
    let mut cursor = node.walk();
    for statement in node.named_children(&mut cursor) {
        for word in words_of(command_in(statement)) {
            push_text(script, word, text, depth + 1);
        }
    }
}

/// What stands between double quotes; the grammar leaves out blanks at its edges.
fn push_string(script: &str, node: Node, text: &mut String, depth: usize) {
    let (start, end) = (node.start_byte() + 1, node.end_byte().saturating_sub(1));
    let mut at = start;
    let mut cursor = node.walk();
    let expansions = node.named_children(&mut cursor);
    for child in expansions.filter(|child| child.kind() != "string_content") {
        push_quoted(script.get(at..child.start_byte()).unwrap_or_default(), text);
        push_text(script, child, text, depth + 1);
        at = child.end_byte();
    }
    push_quoted(script.get(at..end).unwrap_or_default(), text);
}

fn push_unescaped(source: &str, text: &mut String) {
    let mut letters = source.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next().filter(|escaped| *escaped != '\n')),
            letter => text.push(letter),
        }
    }
}

/// Between double quotes a backslash escapes only what would mean something else.
fn push_quoted(source: &str, text: &mut String) {
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = |next: &char| matches!(next, '"' | '\\' | '$' | '`');
        match letter {
            '\\' => match letters.next_if(escapes) {
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            letter => text.push(letter),
        }
    }
}
