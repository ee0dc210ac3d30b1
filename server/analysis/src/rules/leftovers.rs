//! Caches that an install leaves in the image, and how a fix empties them or keeps them out.

use super::append::append;
use super::mounts::add_caches;
use super::{Finding, InstructionView};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::shell::ShellCommand;

pub const EMPTY: Text = Text {
    en: "Add `{0}` at the end",
    fr: "Ajouter `{0}` à la fin",
};

pub const MOUNT: Text = Text {
    en: "Keep the cache out of the image with a cache mount",
    fr: "Garder le cache hors de l'image avec un montage de cache",
};

/// Whether something first happens only after something else has, or never.
pub fn comes_late(
    commands: &[ShellCommand],
    before: impl Fn(&ShellCommand) -> bool,
    after: impl Fn(&ShellCommand) -> bool,
) -> bool {
    let before = commands.iter().position(before);
    let after = commands.iter().position(after);
    before.is_some() && after.is_none_or(|after| Some(after) <= before)
}

/// `rm` gets a path that has these letters in it.
pub fn is_removed(commands: &[ShellCommand], path: &str) -> bool {
    commands.iter().any(|command| {
        let mut arguments = command.arguments.iter();
        command.name == "rm" && arguments.any(|argument| argument.text.contains(path))
    })
}

/// A command at the end of the RUN.
pub fn empty(view: &InstructionView, command: &str) -> Option<Fix> {
    let edit = append(view.source, view.escape, view.script()?, command)?;
    Some(Fix::safe(Message::new(EMPTY).with(command), vec![edit]))
}

/// A cache for these directories.
pub fn mount(view: &InstructionView, finding: &mut Finding, targets: &[&str]) {
    let edit = add_caches(view.written.span, view.flags, targets, true);
    finding.fix(Fix::suggested(MOUNT, vec![edit]));
}
