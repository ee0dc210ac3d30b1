//! The commands of a script: each simple command with its words, wherever it stands in the script.

use super::word_text::{text_of, words_of};
use super::{Argument, Form, Interpreter, Script, ShellCommand};
use crate::model::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// Deeper than anybody nests commands.
pub(super) const DEEPEST: usize = 100;

/// The commands of a script that a shell reads, and of the JSON form.
pub(super) fn commands(script: &Script, tree: &Tree) -> Vec<ShellCommand> {
    let reader = Reader {
        text: &script.source.text,
        place: &|offset| script.source.source_offset(offset),
        is_quoted: false,
        is_json: script.form == Form::Json,
    };
    let mut found = Vec::new();
    let error = first_error(tree.root_node()).map(|error| error.start_byte());
    let has_block = script.source.text.contains('(');
    if has_block && is_refused(tree.root_node(), error.unwrap_or(usize::MAX), 0) {
        return found;
    }
    reader.collect(&mut tree.walk(), &mut found, 0);
    // What another shell writes differently ends what can be understood.
    if script.interpreter == Interpreter::Other
        && let Some(error) = error
    {
        let place = script.source.source_offset(error);
        found.retain(|command| (command.span.start as usize) < place);
    }
    if script.form == Form::Json {
        let started = found.first().and_then(started_by_shell);
        found.extend(started);
    }
    found
}

/// The first command of the script in `["sh", "-c", "make install"]`; the others stand by themselves.
fn started_by_shell(command: &ShellCommand) -> Option<ShellCommand> {
    let flag = command.script_flag()?;
    let (name, arguments) = command.arguments.get(flag + 1..)?.split_first()?;
    Some(ShellCommand {
        name: name.text.clone(),
        name_span: name.span,
        arguments: arguments.to_vec(),
        span: Span {
            start: name.span.start,
            end: command.span.end,
        },
        is_quoted: true,
        is_json: true,
    })
}

/// In `echo (date)`, the grammar takes a block for an argument; every shell refuses the script.
fn is_refused(node: Node, end: usize, depth: usize) -> bool {
    let mut cursor = node.walk();
    let children = node.children(&mut cursor);
    let mut before = children.take_while(|child| child.start_byte() < end);
    before.any(|child| {
        (node.kind() == "command" && child.kind() == "subshell")
            || (depth < DEEPEST && child.child_count() > 0 && is_refused(child, end, depth + 1))
    })
}

/// What the grammar did not understand, or wanted to see.
fn first_error(root: Node) -> Option<Node> {
    let mut node = root;
    while !node.is_error() && !node.is_missing() {
        let mut cursor = node.walk();
        let mut children = node.children(&mut cursor);
        node = children.find(|child| child.has_error() || child.is_missing())?;
    }
    Some(node)
}

struct Reader<'a> {
    text: &'a str,
    /// Where a byte of the text stands in the instruction.
    place: &'a dyn Fn(usize) -> usize,
    is_quoted: bool,
    is_json: bool,
}

impl Reader<'_> {
    fn collect(&self, cursor: &mut TreeCursor, found: &mut Vec<ShellCommand>, depth: usize) {
        let node = cursor.node();
        if let Some(command) = self.command(node) {
            let script = quoted_script(&command, node);
            found.push(command);
            if let Some(script) = script {
                self.collect_quoted(script, found, depth);
            }
        }
        if depth < DEEPEST && cursor.goto_first_child() {
            loop {
                self.collect(cursor, found, depth + 1);
                if !cursor.goto_next_sibling() {
                    break;
                }
            }
            cursor.goto_parent();
        }
    }

    /// A command whose name is known: not `$TOOL build`.
    fn command(&self, node: Node) -> Option<ShellCommand> {
        let words = words_of(node);
        let (first, rest) = words.split_first()?;
        let (mut name, mut name_node) = (self.literal(*first)?, *first);
        let arguments: Vec<Argument> = rest.iter().map(|node| self.argument(*node)).collect();
        if let Some(index) = started_by(&name, &arguments)
            && let Some(started) = rest.get(index)
        {
            (name, name_node) = (self.literal(*started)?, *started);
        }
        let start = self.span(first.start_byte(), first.end_byte()).start;
        let name_span = self.span(name_node.start_byte(), name_node.end_byte());
        let end = arguments.last().map_or(name_span.end, |last| last.span.end);
        (!name.is_empty()).then_some(ShellCommand {
            name,
            name_span,
            arguments,
            span: Span { start, end },
            is_quoted: self.is_quoted,
            is_json: self.is_json,
        })
    }

    /// The text of a word that says the same to everybody: nothing in it is replaced.
    fn literal(&self, node: Node) -> Option<String> {
        let text = self.text.get(node.byte_range())?;
        let is_constant = match node.kind() {
            "command_name" | "concatenation" => {
                let mut cursor = node.walk();
                let mut children = node.children(&mut cursor);
                children.all(|child| self.literal(child).is_some())
            }
            "word" => !text.contains(['*', '?']),
            "string" => node.named_child_count() == 0 || !text.contains(['$', '`']),
            "raw_string" | "ansi_c_string" | "number" => true,
            // `export` and its kin are words of the language in bash's grammar.
            _ => !node.is_named(),
        };
        is_constant.then(|| self.argument(node).text)
    }

    fn argument(&self, node: Node) -> Argument {
        Argument {
            text: text_of(self.text, node),
            span: self.span(node.start_byte(), node.end_byte()),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let last = (self.place)(end.saturating_sub(1).max(start));
        Span {
            start: (self.place)(start) as u32,
            end: (last + usize::from(end > start)) as u32,
        }
    }

    /// The commands in the text of `sh -c '…'`, where it has no escape that would move its places.
    fn collect_quoted(&self, string: Node, found: &mut Vec<ShellCommand>, depth: usize) {
        let range = string.start_byte() + 1..string.end_byte().saturating_sub(1);
        let Some(text) = self.text.get(range.clone()) else {
            return;
        };
        if depth >= DEEPEST / 2 || (string.kind() == "string" && text.contains('\\')) {
            return;
        }
        let Some(tree) = super::parse(text) else {
            return;
        };
        let reader = Reader {
            text,
            place: &|offset| (self.place)(range.start + offset),
            is_quoted: true,
            is_json: self.is_json,
        };
        reader.collect(&mut tree.walk(), found, DEEPEST / 2);
    }
}

/// Which argument names the command that another one runs: `command apt-get update` runs apt-get.
fn started_by(name: &str, arguments: &[Argument]) -> Option<usize> {
    let is_flag = |argument: &&Argument| argument.text.starts_with('-');
    let flags = arguments.iter().take_while(is_flag).count();
    match name {
        "busybox" | "builtin" | "command" | "coproc" | "run" | "time" => (flags == 0).then_some(0),
        // `exec -a name program`
        "exec"
            if arguments
                .iter()
                .take(flags)
                .any(|flag| flag.text.ends_with('a')) =>
        {
            Some(flags + 1)
        }
        "exec" => Some(flags),
        _ => None,
    }
}

/// The string that a shell is given to run, if it is quoted as a whole.
fn quoted_script<'tree>(command: &ShellCommand, node: Node<'tree>) -> Option<Node<'tree>> {
    let flag = command.script_flag()?;
    let words = words_of(node);
    let script = words.get(flag + 2)?;
    matches!(script.kind(), "string" | "raw_string").then_some(*script)
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::shell::{Interpreter, commands_of};

    /// Each command as `name|argument|argument`, and the source of each span.
    #[track_caller]
    fn check(run: &str, expected: &[&str]) {
        let text = format!("FROM a\n{run}\n");
        let document = Document::new(&text);
        let located = document.dockerfile().instructions().last().expect("a RUN");
        let source = &text[located.range()];
        let commands = commands_of(
            located.instruction,
            || source.into(),
            '\\',
            Interpreter::Posix,
        );
        let found: Vec<String> = commands
            .iter()
            .map(|command| {
                let words = command.arguments.iter().map(|word| word.text.as_str());
                let words: Vec<&str> = [command.name.as_str()].into_iter().chain(words).collect();
                let name = &text[located.at(command.name_span)];
                assert!(!name.is_empty() && text.get(located.at(command.span)).is_some());
                words.join("|")
            })
            .collect();
        assert_eq!(found, expected, "{run}");
    }

    #[test]
    fn commands_are_found_wherever_they_stand() {
        check(
            "RUN set -e; apt-get update && \\\n # why\n (cd /x || true) | tee y",
            &["set|-e", "apt-get|update", "cd|/x", "true", "tee|y"],
        );
        check(
            "RUN if true; then A=$(which b) c > d 2>&1; fi",
            &["true", "c", "which|b"],
        );
        check("RUN A=1 make install", &["make|install"]);
        check("RUN export A=1 && unset B", &["export|A=1", "unset|B"]);
        check(
            "RUN command curl x && time b && exec -a c d",
            &["curl|curl|x", "b|b", "d|-a|c|d"],
        );
        check("RUN [ -f x ] && A=2 && $B c && d*", &[]);
        check("RUN a >b c 2>&1 d && >e f g", &["a|c|d", "f|g"]);
    }

    #[test]
    fn words_are_as_the_command_gets_them() {
        check(
            r#"RUN a "b c" 'd'e \$f $G ${H:-i} "$J k" $(l) m=n"#,
            &["a|b c|de|$f|${G}|${H:-i}|${J} k|${l}|m=n", "l"],
        );
    }

    #[test]
    fn a_shell_in_a_shell_is_read() {
        check(
            "RUN bash -ec 'cd /x && make' && sh -c \"ls\"",
            &["bash|-ec|cd /x && make", "cd|/x", "make", "sh|-c|ls", "ls"],
        );
    }

    #[test]
    fn the_json_form_is_read_too() {
        check(r#"RUN ["apt-get", "install"]"#, &["apt-get|install"]);
        check(
            r#"RUN ["sh", "-c", "cd /x && echo \"y z\""]"#,
            &["sh|-c|cd|/x", "echo|y z", "cd|/x"],
        );
    }

    #[test]
    fn what_every_shell_refuses_says_nothing() {
        check("RUN apt-get update && echo 'a", &[]);
        check("RUN if a; then b", &[]);
        check("RUN echo (a)", &[]);
    }

    #[test]
    fn heredocs_are_read() {
        check(
            "RUN <<EOF\napt-get update\ncd /x\nEOF",
            &["apt-get|update", "cd|/x"],
        );
    }
}
