//! The script of an instruction, read once and kept with it.

use super::{
    Interpreter, Pipe, Script, ShellCommand, ShellName, commands, interpreter_in, json_form, parse,
    script, shell_span, structure,
};
use crate::Document;
use crate::model::{Body, Command, Evaluation, Instruction, Keyword, Located, Word};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use tree_sitter::Tree;

/// A script with its tree, if it has one.
#[derive(Debug)]
pub struct ParsedScript {
    pub script: Script,
    pub tree: Option<Tree>,
    commands: OnceLock<Vec<ShellCommand>>,
    pub(super) pipes: OnceLock<Vec<Pipe>>,
    pub(super) names: OnceLock<Box<[ShellName]>>,
}

impl ParsedScript {
    fn new(script: Script) -> ParsedScript {
        let tree = script.parse();
        ParsedScript {
            script,
            tree,
            commands: OnceLock::new(),
            pipes: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// Every simple command in it, outer ones first; their spans count from the start of the
    /// instruction.
    pub fn commands(&self) -> &[ShellCommand] {
        self.commands.get_or_init(|| {
            let found = |tree: &Tree| commands::commands(&self.script, tree);
            match (&self.tree, self.script.interpreter) {
                (Some(tree), _) if structure::is_unfinished(tree) => Vec::new(),
                (Some(tree), _) => found(tree),
                // PowerShell and cmd write a simple command as everybody does.
                (None, Interpreter::Other) => {
                    let tree = parse(&self.script.source.text);
                    tree.as_ref().map(found).unwrap_or_default()
                }
                (None, Interpreter::Posix) => Vec::new(),
            }
        })
    }
}

/// The script of an instruction, read with the shell in force there. It is read once, and kept with
/// the instruction.
pub fn script_of(document: &Document, located: &Located) -> Option<Arc<ParsedScript>> {
    located.stage?;
    shell_span(located.instruction.keyword, &located.instruction.body)?;
    let file = document.dockerfile();
    let shell = interpreter_in(&Evaluation::new(file).before(located));
    let source = || document.text().slice(located.range());
    kept_script(located.instruction, source, file.escape.0, shell)
}

/// The script of an instruction, read once and kept with it.
pub(crate) fn kept_script<'a>(
    instruction: &Instruction,
    source: impl Fn() -> Cow<'a, str>,
    escape: char,
    shell: Interpreter,
) -> Option<Arc<ParsedScript>> {
    let parsed = || {
        let script = match exec_form(instruction.keyword, &instruction.body) {
            Some(words) => json_form::script(words),
            None => script(instruction, &source(), escape, shell)?,
        };
        Some(Arc::new(ParsedScript::new(script)))
    };
    let (kept_for, kept) = instruction.script.get_or_init(|| (shell, parsed()));
    match *kept_for == shell {
        true => kept.clone(),
        // A SHELL above it has changed, but the instruction has not.
        false => parsed(),
    }
}

/// The commands of an instruction, in either form.
pub struct Commands(Option<Arc<ParsedScript>>);

impl Commands {
    pub fn script(&self) -> Option<&ParsedScript> {
        self.0.as_deref()
    }

    pub fn is_of(&self, interpreter: Interpreter) -> bool {
        let script = self.script();
        script.is_some_and(|script| script.script.interpreter == interpreter)
    }
}

impl Deref for Commands {
    type Target = [ShellCommand];

    fn deref(&self) -> &[ShellCommand] {
        self.script().map_or(&[], ParsedScript::commands)
    }
}

/// The commands of an instruction, whose text `source` gives where it has not been read yet.
pub fn commands_of<'a>(
    instruction: &Instruction,
    source: impl Fn() -> Cow<'a, str>,
    escape: char,
    shell: Interpreter,
) -> Commands {
    Commands(kept_script(instruction, source, escape, shell))
}

fn exec_form(keyword: Keyword, body: &Body) -> Option<&[Word]> {
    match body {
        Body::Command(Some(Command::Exec { arguments, .. })) if keyword != Keyword::Shell => {
            Some(arguments)
        }
        Body::Healthcheck(Some(nested)) | Body::Trigger(Some(nested)) => {
            exec_form(nested.keyword, &nested.body)
        }
        _ => None,
    }
}
