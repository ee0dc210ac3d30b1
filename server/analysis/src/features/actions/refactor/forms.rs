//! Where the two forms of a command come to the same program with the same words.

use super::cursor::Cursor;
use crate::model::{Evaluation, Keyword};
use crate::shell::Interpreter;

/// A POSIX shell reads the shell form, and does nothing of its own before the command.
pub fn runs_as_usual(cursor: &Cursor) -> bool {
    let shell = cursor.state().shell();
    let is_posix = shell
        .first()
        .is_some_and(|program| Interpreter::of_program(program) == Interpreter::Posix);
    let mut options = shell.iter().skip(1);
    is_posix && !options.any(|option| option == "--login" || is_login(option))
}

/// A login shell, or one for a person, reads files first.
fn is_login(option: &str) -> bool {
    let letters = option
        .strip_prefix('-')
        .filter(|rest| !rest.starts_with('-'));
    letters.is_some_and(|letters| letters.contains(['l', 'i']))
}

/// CMD gives the arguments of an ENTRYPOINT, if there is one: then its form is not its own affair.
pub fn has_partner(cursor: &Cursor) -> bool {
    let Some(stage) = cursor.located.stage else {
        return true;
    };
    let end = || Evaluation::new(cursor.file()).end(stage);
    match cursor.located.instruction.keyword {
        Keyword::Cmd => end().entrypoint.is_some(),
        Keyword::Entrypoint => end().cmd.is_some(),
        _ => false,
    }
}
