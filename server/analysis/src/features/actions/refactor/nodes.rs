//! What the parts of a script do to the shell that runs them.

use crate::shell::{ParsedScript, ShellCommand};
use crate::text::ByteRange;
use tree_sitter::Node;

/// Deeper than anybody nests commands.
const DEEPEST: usize = 100;

/// Commands after which the shell is another one: its folder, its options, its variables.
const LASTING: [&str; 36] = [
    ".",
    "alias",
    "break",
    "builtin",
    "cd",
    "command",
    "continue",
    "declare",
    "eval",
    "exec",
    "exit",
    "export",
    "getopts",
    "let",
    "local",
    "mapfile",
    "popd",
    "pushd",
    "read",
    "readarray",
    "readonly",
    "return",
    "set",
    "shift",
    "shopt",
    "source",
    "trap",
    "typeset",
    "ulimit",
    "umask",
    "unalias",
    "unset",
    "wait",
    "enable",
    "hash",
    "newgrp",
];

/// Commands that leave a program running, which ends with its RUN.
const STARTERS: [&str; 12] = [
    "dockerd",
    "gpg-agent",
    "initctl",
    "mongod",
    "mysqld",
    "mysqld_safe",
    "pg_ctl",
    "pg_ctlcluster",
    "rc-service",
    "service",
    "ssh-agent",
    "systemctl",
];

/// Something in these places of the instruction is still there for the commands that follow.
pub fn leaves_state(script: &ParsedScript, place: &ByteRange) -> bool {
    let text = &script.script.source.text;
    let is_lasting = |node: Node| match node.kind() {
        "variable_assignment" => {
            let parent = node.parent();
            parent.is_none_or(|parent| parent.kind() != "command")
        }
        "declaration_command"
        | "unset_command"
        | "for_statement"
        | "c_style_for_statement"
        | "function_definition" => true,
        "command_name" => {
            let name = text.get(node.byte_range()).unwrap_or_default();
            LASTING.contains(&name.trim_matches(['"', '\'', '\\']))
        }
        "expansion" => {
            let source = text.get(node.byte_range()).unwrap_or_default();
            source.contains(":=") || source.contains('=')
        }
        "arithmetic_expansion" | "compound_statement" => {
            let source = text.get(node.byte_range()).unwrap_or_default();
            let is_arithmetic = source.starts_with("((") || source.starts_with("$((");
            is_arithmetic && source.contains(['=', '+', '-'])
        }
        "word" => text.get(node.byte_range()) == Some("-v") && follows(node, text, "printf"),
        _ => false,
    };
    let own_shell = |node: &Node| {
        matches!(
            node.kind(),
            "subshell" | "command_substitution" | "process_substitution"
        )
    };
    any(script, place, &own_shell, &is_lasting)
}

/// A command changes what the shell does about failures, or what it says about its work.
pub fn sets_options(script: &ParsedScript, place: &ByteRange) -> bool {
    runs(script, place, |command| {
        matches!(&*command.name, "set" | "shopt")
    })
}

/// It runs text that is not in sight.
pub fn runs_other_text(script: &ParsedScript, place: &ByteRange) -> bool {
    runs(script, place, |command| {
        matches!(&*command.name, "." | "source" | "eval" | "trap")
    })
}

pub fn leaves_program(script: &ParsedScript, place: &ByteRange) -> bool {
    runs(script, place, |command| {
        STARTERS.contains(&&*command.name)
            || command.name.starts_with("/etc/init.d/")
            || command.has_any_flag(&["daemon", "daemonize", "fork", "detach", "background"])
    })
}

fn runs(script: &ParsedScript, place: &ByteRange, is_it: impl Fn(&ShellCommand) -> bool) -> bool {
    let own = script.commands().iter();
    let mut own = own.filter(|command| place.contains(&(command.span.start as usize)));
    own.any(is_it)
}

/// Within a part, commands follow each other, or one is run again and again: `set -e` would end
/// there what goes on without it.
pub fn has_sequence(script: &ParsedScript, place: &ByteRange) -> bool {
    let never = |_: &Node| false;
    any(script, place, &never, &|node| match node.kind() {
        "for_statement"
        | "c_style_for_statement"
        | "while_statement"
        | "case_statement"
        | "function_definition"
        | "negated_command" => true,
        "compound_statement"
        | "subshell"
        | "command_substitution"
        | "process_substitution"
        | "if_statement"
        | "elif_clause"
        | "else_clause" => statements(node) > 1,
        _ => false,
    })
}

/// How many statements stand directly in a block; of an `if`, after its condition.
fn statements(block: Node) -> usize {
    let mut cursor = block.walk();
    let mut is_body = !matches!(block.kind(), "if_statement" | "elif_clause");
    // Only of a shell of its own does a failed `a && b` count for the shell around it.
    let is_own_shell = block.kind().ends_with("substitution") || block.kind() == "subshell";
    let mut count = 0;
    for child in block.children(&mut cursor) {
        match child.kind() {
            "then" => is_body = true,
            "elif_clause" | "else_clause" | "comment" => {}
            "list" if is_body && !is_own_shell => count += 2,
            _ if is_body && child.is_named() => count += 1,
            _ => {}
        }
    }
    count
}

/// A comment of the shell stands somewhere in the script.
pub fn has_comment(script: &ParsedScript) -> bool {
    let all = 0..usize::MAX;
    any(script, &all, &|_| false, &|node| node.kind() == "comment")
}

fn follows(node: Node, text: &str, name: &str) -> bool {
    let command = node
        .parent()
        .and_then(|parent| parent.child_by_field_name("name"));
    command.is_some_and(|command| text.get(command.byte_range()) == Some(name))
}

/// Whether a node that starts in a range is such a one, but for those inside of what is skipped.
fn any(
    script: &ParsedScript,
    place: &ByteRange,
    skips: &dyn Fn(&Node) -> bool,
    is_it: &dyn Fn(Node) -> bool,
) -> bool {
    let Some(tree) = &script.tree else {
        return false;
    };
    let mut waiting = vec![(tree.root_node(), 0)];
    while let Some((node, depth)) = waiting.pop() {
        let start = script.script.source.source_offset(node.start_byte());
        // What is around the place starts before it, or with it.
        let is_inside = place.contains(&start) && end_of(script, node) <= place.end;
        if is_inside && is_it(node) {
            return true;
        }
        if depth < DEEPEST && !(is_inside && skips(&node)) {
            let mut cursor = node.walk();
            waiting.extend(node.children(&mut cursor).map(|child| (child, depth + 1)));
        }
    }
    false
}

fn end_of(script: &ParsedScript, node: Node) -> usize {
    let last = node.end_byte().saturating_sub(1).max(node.start_byte());
    script.script.source.source_offset(last) + usize::from(node.end_byte() > node.start_byte())
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quote {
    /// Nothing in it means anything to the shell.
    Single,
    Double,
}

/// The quotes that a place of the script lies between.
pub fn quote_at(script: &ParsedScript, offset: usize) -> Option<Quote> {
    let root = script.tree.as_ref()?.root_node();
    let mut node = root.descendant_for_byte_range(offset.saturating_sub(1), offset)?;
    loop {
        if node.start_byte() < offset && offset < node.end_byte() {
            match node.kind() {
                "raw_string" | "ansi_c_string" => return Some(Quote::Single),
                "string" => return Some(Quote::Double),
                _ => {}
            }
        }
        node = node.parent()?;
    }
}

/// The first command is a `set` that makes the shell end where one fails.
pub fn starts_with_exit_on_error(script: &ParsedScript) -> Option<&ShellCommand> {
    let parts = script.parts();
    let first = script.commands().first()?;
    let is_at_start = parts.first()?.start == first.span.start as usize;
    let is_exit = first.arguments.iter().any(|argument| {
        let letters = argument
            .text
            .strip_prefix('-')
            .filter(|rest| !rest.starts_with('-'));
        argument.text == "errexit" || letters.is_some_and(|letters| letters.contains('e'))
    });
    let takes_back = first
        .arguments
        .iter()
        .any(|argument| argument.text.starts_with('+'));
    (is_at_start && first.name == "set" && is_exit && !takes_back).then_some(first)
}

/// A `set` turns off what another one turned on.
pub fn takes_options_back(script: &ParsedScript) -> bool {
    script.commands().iter().any(|command| {
        let mut arguments = command.arguments.iter();
        command.name == "set" && arguments.any(|argument| argument.text.starts_with('+'))
    })
}

/// The comments at the top of a script, as ranges of it; `None` where one stands deeper.
pub fn comments(script: &ParsedScript) -> Option<Vec<ByteRange>> {
    let root = script.tree.as_ref()?.root_node();
    let mut waiting = vec![(root, 0)];
    let mut found = Vec::new();
    while let Some((node, depth)) = waiting.pop() {
        match (node.kind(), depth) {
            ("comment", 1) => found.push(node.byte_range()),
            ("comment", _) => return None,
            (_, 0..DEEPEST) => {
                let mut cursor = node.walk();
                waiting.extend(node.children(&mut cursor).map(|child| (child, depth + 1)));
            }
            _ => return None,
        }
    }
    found.sort_by_key(|comment| comment.start);
    Some(found)
}
