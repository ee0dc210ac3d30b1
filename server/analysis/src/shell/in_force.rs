//! Which shell reads the scripts of a place: SHELL says so, or what the stage below does.

use super::Interpreter;
use crate::model::{Dockerfile, Evaluation, Platform};

/// The shell in force at each instruction of each stage, in order.
pub fn interpreters(file: &Dockerfile) -> Vec<Vec<Interpreter>> {
    let first = first_interpreters(&Evaluation::new(file));
    let stages = file.stages.iter().zip(first);
    let of_stage = stages.map(|(stage, mut current)| {
        let shells = stage.instructions.iter().map(|instruction| {
            current = instruction.sets_shell().unwrap_or(current);
            current
        });
        shells.collect()
    });
    of_stage.collect()
}

/// The shell in force at the start of each stage.
pub fn first_interpreters(evaluation: &Evaluation) -> Vec<Interpreter> {
    let file = evaluation.file();
    let mut shells: Vec<Interpreter> = Vec::with_capacity(file.stages.len());
    for stage in 0..file.stages.len() {
        let base = evaluation.base_stage(stage);
        let inherited = base.and_then(|base| {
            let last = file.stages[base].last_shell();
            last.or(shells.get(base).copied())
        });
        shells.push(match inherited {
            Some(shell) => shell,
            None => match evaluation.platform(stage) {
                Platform::Linux => Interpreter::Posix,
                Platform::Windows => Interpreter::Other,
            },
        });
    }
    shells
}
