//! The RUN instructions of a stage with their commands, those behind ONBUILD among them.

use super::StageView;
use crate::model::{Body, Flag, Keyword, Located, Span};
use crate::shell::{Commands, ShellCommand};
use crate::text::ByteRange;

pub struct Run<'a> {
    pub located: Located<'a>,
    pub flags: &'a [Flag],
    /// Of the keyword.
    pub written: Span,
    /// It stands behind ONBUILD.
    pub is_trigger: bool,
    pub commands: Commands,
}

impl Run<'_> {
    /// The range of a span of this instruction in the file.
    pub fn at(&self, span: Span) -> ByteRange {
        self.located.at(span)
    }

    /// The first command of one of these names with one of these arguments.
    pub fn find(&self, names: &[&str], arguments: &[&str]) -> Option<&ShellCommand> {
        find(&self.commands, names, arguments)
    }
}

/// The first command of one of these names with one of these arguments.
pub fn find<'a>(
    commands: &'a [ShellCommand],
    names: &[&str],
    arguments: &[&str],
) -> Option<&'a ShellCommand> {
    index(commands, names, arguments).and_then(|index| commands.get(index))
}

pub fn index(commands: &[ShellCommand], names: &[&str], arguments: &[&str]) -> Option<usize> {
    let is_it =
        |command: &ShellCommand| names.contains(&&*command.name) && has_any(command, arguments);
    commands.iter().position(is_it)
}

fn has_any(command: &ShellCommand, arguments: &[&str]) -> bool {
    let mut own = command.arguments.iter();
    own.any(|argument| arguments.contains(&&*argument.text))
}

pub fn runs<'a>(stage: &StageView<'a>) -> impl Iterator<Item = Run<'a>> {
    let instructions = stage.instructions.iter().copied();
    instructions.filter_map(|located| run(stage, located))
}

/// The instruction as a RUN, if it is one or holds one.
pub fn run<'a>(stage: &StageView<'a>, located: Located<'a>) -> Option<Run<'a>> {
    let instruction = located.instruction;
    let (flags, written, is_trigger) = match (instruction.keyword, &instruction.body) {
        (Keyword::Run, _) => (&instruction.flags, instruction.written.span, false),
        (_, Body::Trigger(Some(nested))) if nested.keyword == Keyword::Run => {
            (&nested.flags, nested.written.span, true)
        }
        _ => return None,
    };
    Some(Run {
        located,
        flags,
        written,
        is_trigger,
        commands: stage.commands(&located),
    })
}
