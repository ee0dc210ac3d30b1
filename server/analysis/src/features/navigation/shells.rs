//! Which shell reads what runs.

use crate::model::{Dockerfile, Evaluation, Located, Platform};
use crate::shell::Interpreter;

/// Which shell reads the commands of an instruction.
pub fn shell_at(evaluation: &Evaluation, file: &Dockerfile, located: &Located) -> Interpreter {
    let Some(stage) = located.stage else {
        return Interpreter::Posix;
    };
    let before = file.instructions_of(stage);
    let before = before.take_while(|each| each.start < located.start);
    let own = before
        .filter_map(|each| each.instruction.sets_shell())
        .last();
    own.unwrap_or_else(|| first_shell(evaluation, file, stage))
}

/// The shell that a stage starts with: that of what it builds on.
pub fn first_shell(evaluation: &Evaluation, file: &Dockerfile, stage: usize) -> Interpreter {
    let bases = std::iter::successors(Some(stage), |stage| evaluation.base_stage(*stage));
    let mut last = stage;
    for base in bases.skip(1) {
        if let Some(shell) = file.stages.get(base).and_then(|stage| stage.last_shell()) {
            return shell;
        }
        last = base;
    }
    match evaluation.platform(last) {
        Platform::Linux => Interpreter::Posix,
        Platform::Windows => Interpreter::Other,
    }
}
