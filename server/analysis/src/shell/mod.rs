//! What a RUN hands to a shell: the script as the shell gets it, each byte of it with its place in
//! the instruction, and a tree of it where the shell is a POSIX one.

mod advice;
pub mod check;
mod command;
mod commands;
mod in_force;
mod json_form;
mod kept;
mod names;
mod structure;
mod word_text;

pub use command::{Argument, ShellCommand};
pub use in_force::{first_interpreters, interpreters};
pub(crate) use kept::kept_script;
pub use kept::{Commands, ParsedScript, commands_of, script_of};
pub use names::{ShellName, ShellRole, dollar_length, is_name};
pub use structure::{Link, Part, Pipe};

use crate::model::{Body, Command, Instruction, Keyword, Platform, Span, State};
use crate::syntax::Joined;
use std::cell::RefCell;
use std::ops::ControlFlow;
use tree_sitter::{ParseOptions, Parser, Point, Tree};

/// Who reads a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interpreter {
    Posix,
    /// PowerShell, cmd, or whatever a `#!` line names: nothing that is read here.
    Other,
}

impl Interpreter {
    /// Of the program that a SHELL names.
    pub fn of_program(program: &str) -> Interpreter {
        interpreter_of(program.trim_end_matches(".exe"))
    }
}

/// A script; its places count from the start of the instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Script {
    pub source: Joined,
    pub interpreter: Interpreter,
    pub form: Form,
}

/// How a script stands in its instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Shell,
    /// The body of a heredoc, which BuildKit hands over as it is.
    Heredoc,
    /// The words of the JSON form, with blanks between them.
    Json,
}

/// Longer scripts are not read: on some, such as thousands of pipes in one line, bash's grammar takes
/// time and memory that grow with the square of their length.
const MAX_BYTES: usize = 16 * 1024;
/// bash's grammar reads to the end of the script for each heredoc that has no end.
const MAX_HEREDOCS: usize = 64;

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new(new_parser());
}

fn new_parser() -> Parser {
    let mut parser = Parser::new();
    // Fails only for a grammar of another ABI, which every test would notice.
    let _ = parser.set_language(&tree_sitter_bash::LANGUAGE.into());
    parser
}

impl Script {
    /// `None` for what no POSIX shell reads.
    pub fn parse(&self) -> Option<Tree> {
        if self.interpreter == Interpreter::Other {
            return None;
        }
        parse(&self.source.text)
    }
}

fn parse(script: &str) -> Option<Tree> {
    let heredocs = script.matches("<<").count();
    if script.len() > MAX_BYTES || heredocs > MAX_HEREDOCS {
        return None;
    }
    let bytes = script.as_bytes();
    let mut patience = 100 + bytes.len();
    PARSER.with_borrow_mut(|parser| {
        let tree = parser.parse_with_options(
            &mut |byte: usize, _: Point| &bytes[byte..],
            None,
            Some(ParseOptions::new().progress_callback(&mut |_| {
                patience = patience.saturating_sub(1);
                if patience == 0 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })),
        );
        parser.reset();
        tree
    })
}

/// The script of a RUN, or of the command of a CMD, ENTRYPOINT or HEALTHCHECK in shell form.
/// `text` is that of the instruction, `shell` what SHELL says there.
pub fn script(
    instruction: &Instruction,
    text: &str,
    escape: char,
    shell: Interpreter,
) -> Option<Script> {
    let span = shell_span(instruction.keyword, &instruction.body)?;
    let slice = |span: Span| {
        // A continuation at the end of the file reaches one line further than its instruction.
        let end = text.len().min(span.end as usize);
        text.get(span.start as usize..end).unwrap_or_default()
    };
    let mut source = Joined::default();
    let closed = instruction
        .heredocs
        .iter()
        .filter_map(|heredoc| heredoc.end.map(|end| (heredoc, end)));
    let only = instruction.heredocs.first().filter(|heredoc| {
        heredoc.end.is_some()
            && heredoc
                .marker
                .as_ref()
                .is_some_and(|marker| marker.span == span)
    });
    if let Some(heredoc) = only {
        // BuildKit runs the body itself, not a shell that reads it.
        let chomps = heredoc.marker.as_ref().is_some_and(|marker| marker.chomps);
        push_body(
            &mut source,
            slice(heredoc.body),
            heredoc.body.start as usize,
            chomps,
        );
        let interpreter = match source.text.strip_prefix("#!") {
            Some(rest) => interpreter_of(rest.lines().next().unwrap_or_default()),
            None => shell,
        };
        return Some(Script {
            source,
            interpreter,
            form: Form::Heredoc,
        });
    }
    source.push_joined(slice(span), span.start as usize, escape);
    for (heredoc, end) in closed {
        source.push("\n", heredoc.body.start.saturating_sub(1) as usize);
        source.push(slice(heredoc.body), heredoc.body.start as usize);
        source.push(slice(end), end.start as usize);
    }
    Some(Script {
        source,
        interpreter: shell,
        form: Form::Shell,
    })
}

fn shell_span(keyword: Keyword, body: &Body) -> Option<Span> {
    match body {
        Body::Command(Some(Command::Shell { span, .. })) if keyword != Keyword::Shell => {
            Some(*span)
        }
        Body::Healthcheck(Some(nested)) | Body::Trigger(Some(nested)) => {
            shell_span(nested.keyword, &nested.body)
        }
        _ => None,
    }
}

fn push_body(source: &mut Joined, body: &str, start: usize, chomps: bool) {
    let mut at = start;
    for line in body.split_inclusive('\n') {
        let kept = if chomps {
            line.trim_start_matches('\t')
        } else {
            line
        };
        source.push(kept, at + line.len() - kept.len());
        at += line.len();
    }
}

fn interpreter_of(program: &str) -> Interpreter {
    let words = program.split_whitespace();
    let names = words.map(|word| word.rsplit(['/', '\\']).next().unwrap_or(word));
    let name = names
        .into_iter()
        .find(|name| *name != "env" && !name.starts_with('-'));
    match name {
        Some("sh" | "bash" | "ash" | "dash" | "ksh" | "zsh" | "busybox") => Interpreter::Posix,
        _ => Interpreter::Other,
    }
}

fn interpreter_in(state: &State) -> Interpreter {
    match (&state.shell, state.platform) {
        (Some(shell), _) => {
            let program = shell.first().map_or("", String::as_str);
            Interpreter::of_program(program)
        }
        (None, Platform::Linux) => Interpreter::Posix,
        (None, Platform::Windows) => Interpreter::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let document = Document::new(text);
        let file = document.dockerfile();
        let last = file.instructions().last().expect("there is an instruction");
        let shell = *interpreters(file)
            .last()
            .and_then(|stage| stage.last())
            .expect("a stage");
        let source = &text[last.range()];
        let script = script(last.instruction, source, '\\', shell).expect("there is a script");
        assert_eq!(script.source.text, expected);
        if shell == Interpreter::Posix {
            let tree = script.parse().expect("a POSIX script has a tree");
            assert!(
                !tree.root_node().has_error(),
                "{}",
                tree.root_node().to_sexp()
            );
        }
    }

    #[test]
    fn the_shell_gets_one_line() {
        reads(
            "FROM a\nRUN set -e \\\n  # why\n  && echo 'a'\n",
            "set -e   && echo 'a'",
        );
        reads(
            "FROM a\nHEALTHCHECK --interval=1s CMD curl \\\n x\n",
            "curl  x",
        );
    }

    #[test]
    fn heredocs_belong_to_the_script() {
        reads(
            "FROM a\nRUN <<EOF\nset -e\necho $x\nEOF\n",
            "set -e\necho $x\n",
        );
        reads("FROM a\nRUN <<-EOF\n\tset -e\nEOF\n", "set -e\n");
        reads(
            "FROM a\nRUN cat <<EOF > x\nhi\nEOF\n",
            "cat <<EOF > x\nhi\nEOF",
        );
    }

    #[test]
    fn the_shell_in_force_is_the_last_one_named() {
        let file = "FROM mcr.microsoft.com/windows/nanoserver AS a\nSHELL [\"bash\", \"-c\"]\nFROM a\nSHELL [\"pwsh.exe\"]\nFROM b\n";
        let document = Document::new(file);
        let shells = interpreters(document.dockerfile());
        let expected = [
            vec![Interpreter::Other, Interpreter::Posix],
            vec![Interpreter::Posix, Interpreter::Other],
            vec![Interpreter::Posix],
        ];
        assert_eq!(shells, expected);
    }

    #[test]
    fn every_byte_of_a_script_has_its_place() {
        let text = "FROM a\nRUN x \\\n  y <<A\nz\nA\n";
        let document = Document::new(text);
        let run = document.dockerfile().instructions().last().expect("a RUN");
        let source = &text[run.range()];
        let script = script(run.instruction, source, '\\', Interpreter::Posix).expect("a script");
        for (offset, byte) in script.source.text.bytes().enumerate() {
            assert_eq!(
                source.as_bytes()[script.source.source_offset(offset)],
                byte,
                "{offset}"
            );
        }
    }
}
