//! The variables that a script names: what the shell replaces, what it sets, and what it hands to
//! another shell. Programs that read their environment by other means are not seen.

use super::{Form, Interpreter, ParsedScript, Script};
use crate::model::mentioned;
use crate::text::ByteRange;
use tree_sitter::{Node, Tree};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShellRole {
    Read,
    Set,
}

/// Places of the script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShellName {
    pub range: ByteRange,
    /// The `$` before it.
    pub touched_from: usize,
    pub role: ShellRole,
}

const SHELLS: [&str; 8] = ["sh", "bash", "ash", "dash", "zsh", "ksh", "su", "busybox"];
/// Commands that replace variables in a text that the shell leaves as it is.
const READERS: [&str; 3] = ["eval", "trap", "envsubst"];
/// Commands whose words are names of variables.
const NAMERS: [&str; 5] = ["read", "printenv", "mapfile", "readarray", "getopts"];

impl ParsedScript {
    /// In order; read once.
    pub fn names(&self) -> &[ShellName] {
        self.names.get_or_init(|| {
            let names = read(&self.script, self.tree.as_ref().map(Tree::root_node));
            names.into_boxed_slice()
        })
    }
}

fn read(script: &Script, root: Option<Node>) -> Vec<ShellName> {
    let text = &script.source.text;
    let mut found = Vec::new();
    match (root, script.interpreter) {
        (Some(root), _) => in_tree(root, text, &mut found),
        (None, Interpreter::Posix) => behind_dollars(text, 0, &mut found),
        // What a `#!` line names has its own ways.
        (None, Interpreter::Other) if text.starts_with("#!") => {}
        (None, Interpreter::Other) => of_windows(text, script.form, &mut found),
    }
    found.retain(|each| is_name(text.get(each.range.clone()).unwrap_or_default()));
    found.sort_by_key(|each| each.range.start);
    found.dedup_by_key(|each| each.range.start);
    found
}

/// What stands before a name: `$` or `${`.
pub fn dollar_length(before: &str) -> usize {
    if before.ends_with("${") { 2 } else { 1 }
}

/// What a shell takes for the name of a variable.
pub fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.chars().all(is_part) && !text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn in_tree(root: Node, text: &str, found: &mut Vec<ShellName>) {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match node.kind() {
            "variable_name" => found.push(name_node(node, text)),
            "command" => named_by_command(node, text, found),
            "redirected_statement" => handed_over(node, text, found),
            _ => {}
        }
        let mut cursor = node.walk();
        waiting.extend(node.children(&mut cursor));
    }
}

fn name_node(node: Node, text: &str) -> ShellName {
    let holder = node.parent();
    // `NAME[0]=…`
    let inner = holder.filter(|holder| holder.kind() == "subscript");
    let (node_in, holder) = match inner {
        Some(subscript) => (subscript, subscript.parent()),
        None => (node, holder),
    };
    let kind = holder.map_or("", |holder| holder.kind());
    let is_first = holder.is_some_and(|holder| holder.start_byte() == node_in.start_byte());
    let is_set = match kind {
        "variable_assignment" => is_first,
        "for_statement" | "select_statement" | "unset_command" => true,
        _ => false,
    };
    let range = node.byte_range();
    let before = text.get(..range.start).unwrap_or_default();
    let is_expanded =
        matches!(kind, "simple_expansion" | "expansion") && before.ends_with(['$', '{']);
    let touched_from = match is_expanded {
        true => range.start - dollar_length(before),
        false => range.start,
    };
    ShellName {
        range,
        touched_from,
        role: if is_set {
            ShellRole::Set
        } else {
            ShellRole::Read
        },
    }
}

/// `read NAME`, `sh -c '…$NAME…'`, `eval "…\$NAME…"`.
fn named_by_command(command: Node, text: &str, found: &mut Vec<ShellName>) {
    let slice = |node: Node| text.get(node.byte_range()).unwrap_or_default();
    let mut cursor = command.walk();
    let children = command.named_children(&mut cursor);
    let words: Vec<Node> = children
        .filter(|child| child.kind() != "variable_assignment")
        .collect();
    let Some((name, arguments)) = words.split_first() else {
        return;
    };
    let name = program(slice(*name));
    if NAMERS.contains(&name) {
        let plain = arguments.iter().filter(|word| word.kind() == "word");
        found.extend(plain.map(|word| ShellName {
            range: word.byte_range(),
            touched_from: word.start_byte(),
            role: if name == "printenv" {
                ShellRole::Read
            } else {
                ShellRole::Set
            },
        }));
    }
    let is_command_flag = |word: &Node| {
        let word = slice(*word);
        word.starts_with('-') && !word.starts_with("--") && word.ends_with('c')
    };
    let runs_shell = SHELLS.contains(&name)
        || words
            .iter()
            .any(|word| SHELLS.contains(&program(slice(*word))));
    if READERS.contains(&name) || (runs_shell && arguments.iter().any(is_command_flag)) {
        let quoted = arguments.iter().filter(|word| is_quoted(**word));
        quoted.for_each(|word| behind_dollars(slice(*word), word.start_byte(), found));
    }
}

fn is_quoted(word: Node) -> bool {
    matches!(
        word.kind(),
        "raw_string" | "string" | "ansi_c_string" | "concatenation"
    )
}

/// `bash <<'EOF'`: another shell reads the text.
fn handed_over(statement: Node, text: &str, found: &mut Vec<ShellName>) {
    let slice = |node: Node| text.get(node.byte_range()).unwrap_or_default();
    let command = statement.named_child(0);
    let name = command.and_then(|command| command.named_child(0));
    if !name.is_some_and(|name| SHELLS.contains(&program(slice(name)))) {
        return;
    }
    let mut cursor = statement.walk();
    for redirect in statement.named_children(&mut cursor) {
        let mut cursor = redirect.walk();
        let bodies = redirect.named_children(&mut cursor);
        for body in bodies.filter(|body| body.kind() == "heredoc_body") {
            behind_dollars(slice(body), body.start_byte(), found);
        }
    }
}

fn program(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// Whatever stands behind a `$`.
fn behind_dollars(text: &str, start: usize, found: &mut Vec<ShellName>) {
    for name in mentioned(text).filter(|name| !name.is_empty()) {
        let at = name.as_ptr() as usize - text.as_ptr() as usize;
        let before = text.get(..at).unwrap_or_default();
        found.push(ShellName {
            range: start + at..start + at + name.len(),
            touched_from: start + at - dollar_length(before),
            role: ShellRole::Read,
        });
    }
}

/// `$env:NAME` of PowerShell, `%NAME%` of cmd.
fn of_windows(text: &str, form: Form, found: &mut Vec<ShellName>) {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut add = |from: usize, start: usize, name: &str| {
        found.push(ShellName {
            range: start..start + name.len(),
            touched_from: from,
            role: ShellRole::Read,
        });
    };
    for (at, sign) in text.match_indices("env:") {
        let start = at + sign.len();
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let before = text.get(..at).unwrap_or_default();
        let is_variable = before.ends_with('$') || before.ends_with("${");
        if is_variable {
            add(
                at - dollar_length(before),
                start,
                rest.get(..end).unwrap_or_default(),
            );
        }
    }
    if form == Form::Heredoc {
        return;
    }
    let mut pieces = text.split('%');
    let mut at = pieces.next().map_or(0, str::len) + 1;
    for piece in pieces {
        let is_closed = at + piece.len() < text.len();
        if is_closed && is_name(piece) {
            add(at - 1, at, piece);
        }
        at += piece.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::shell::script_of;

    #[track_caller]
    fn check(command: &str, expected: &[&str]) {
        let text = format!("FROM a\nRUN {command}\n");
        let document = Document::new(&text);
        let run = document.dockerfile().instructions().last().expect("a RUN");
        let script = script_of(&document, &run).expect("it has a script");
        let shown = script.names().iter().map(|name| {
            let text = &script.script.source.text[name.range.clone()];
            match name.role {
                ShellRole::Read => text.to_owned(),
                ShellRole::Set => format!("{text}="),
            }
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{command}");
    }

    #[test]
    fn what_the_shell_replaces() {
        check(
            "echo $A \"${B:-$C}\" '$D' \\$E $(echo $F)",
            &["A", "B", "C", "F"],
        );
        check("echo ${A%.*} ${B/x/y} $1 $? $@", &["A", "B"]);
    }

    #[test]
    fn what_a_script_sets() {
        check(
            "A=1 && B=$A c && export D E=2",
            &["A=", "B=", "A", "D", "E="],
        );
        check(
            "for f in $A; do read -r x; done; unset y",
            &["f=", "A", "x=", "y="],
        );
    }

    #[test]
    fn what_goes_to_another_shell() {
        check("sh -c 'echo $A' && su x -c \"echo \\$B\"", &["A", "B"]);
        check("eval 'x=$A'; envsubst '$B' < c", &["A", "B"]);
        check("awk '{print $A}' && echo '$B' >> x", &[]);
        check("printenv A", &["A"]);
    }
}
