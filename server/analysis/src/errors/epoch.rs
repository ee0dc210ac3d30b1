//! `ARG SOURCE_DATE_EPOCH` before the first FROM.

use super::Problem;
use super::fault::Fault;
use super::kinds::stages as kinds;
use super::remote::Remote;
use super::stages::{Stages, name_of};
use crate::model::{Body, Keyword, Located, Source, expand};

const NAME: &str = "SOURCE_DATE_EPOCH";

fn value(stages: &Stages) -> Option<String> {
    let is_declared = stages.file.globals.iter().any(|placed| {
        let review = placed.review.as_ref();
        review.is_some_and(|review| review.settings.iter().any(|each| &*each.name == NAME))
    });
    let value = is_declared.then(|| stages.globals.get(NAME))??;
    let is_time = value.is_empty() || value.parse::<i64>().is_ok() || value == "context";
    (!is_time).then_some(value)
}

/// The stage that a value names, by any case of letters.
fn stage(stages: &Stages, value: &str) -> Option<usize> {
    let count = stages.file.stages.len();
    (0..count).find(|index| name_of(stages.file, *index).eq_ignore_ascii_case(value))
}

/// A value that is neither a time nor a stage.
pub(super) fn value_problem(stages: &Stages) -> Option<Problem> {
    let value = value(stages)?;
    if stages.file.stages.is_empty() || stage(stages, &value).is_some() {
        return None;
    }
    let names_it = |located: &Located| match &located.instruction.body {
        Body::Arguments(arguments) => arguments.iter().any(|argument| {
            let name = argument.name.as_ref();
            name.is_some_and(|name| &*name.text == NAME)
        }),
        _ => false,
    };
    let globals = stages.file.global_instructions();
    let located = globals.filter(names_it).last()?;
    let fault = Fault::new(kinds::SOURCE_DATE_EPOCH, located.instruction.written.span);
    let mut problem = Problem::of(&fault.with(value), located.start);
    problem.range = located.range();
    Some(problem)
}

/// A stage that gives no time: only one download may stand in it.
pub(super) fn stage_problem(stages: &Stages) -> Option<Problem> {
    let index = stage(stages, &value(stages)?)?;
    let mut instructions = stages.file.instructions_of(index);
    let from = instructions.next()?;
    let lookup = |name: &str| stages.globals.get(name);
    let mut downloads = 0;
    let mut is_right = stages.stages.get(index)?.base_name == "scratch";
    for located in instructions {
        match (located.instruction.keyword, &located.instruction.body) {
            (Keyword::Arg, _) => {}
            (Keyword::Add, Body::Transfer(transfer)) => {
                downloads += 1;
                let source = match transfer.sources.as_slice() {
                    [Source::Path(path)] => expand(&path.text, stages.file.escape.0, &lookup).ok(),
                    _ => None,
                };
                let remote = source.map(|source| Remote::of(&source.text));
                is_right &= matches!(remote, Some(Remote::Http | Remote::Git(_)));
            }
            _ => is_right = false,
        }
    }
    if is_right && downloads == 1 {
        return None;
    }
    let fault = Fault::new(
        kinds::SOURCE_DATE_EPOCH_STAGE,
        from.instruction.written.span,
    );
    Some(Problem::of(&fault, from.start))
}
