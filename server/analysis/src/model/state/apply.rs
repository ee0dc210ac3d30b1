//! What one instruction changes of what is in force.

use super::*;
use crate::model::scope::PLATFORM_ARGUMENTS;

impl Evaluation<'_> {
    /// A value, as long as there is room for it: then it is as if nobody knew it.
    pub(super) fn afford(&self, value: Option<String>) -> Option<String> {
        let value = value?;
        let left = self.budget.get().checked_sub(value.len())?;
        self.budget.set(left);
        Some(value)
    }

    /// Takes a state over one instruction.
    pub fn apply(&self, state: &mut State, step: Step, stage: usize) {
        let escape = self.file.escape.0;
        let value = |word: &Word, variables: &Variables| {
            let lookup = |name: &str| variables.in_build(name);
            expand(&word.text, escape, &lookup)
                .map(|expanded| expanded.text)
                .ok()
        };
        match (step.keyword, step.body) {
            (Keyword::Env, Body::Pairs { pairs, .. }) => {
                // All pairs of a line see the variables as they were before it.
                let before = pairs.iter().map(|pair| {
                    let name = value(pair.name.as_ref()?, &state.variables)?;
                    let value = match &pair.value {
                        Some(word) => value(word, &state.variables),
                        None => Some(String::new()),
                    };
                    Some((name, value, pair.span))
                });
                for (name, value, span) in before.collect::<Vec<_>>().into_iter().flatten() {
                    let definition = step.definition(span);
                    state.hidden.retain(|hidden| *hidden.name != *name);
                    state.variables.set(variable(
                        &name,
                        self.afford(value),
                        Origin::Environment,
                        definition,
                        stage,
                    ));
                }
            }
            (Keyword::Arg, Body::Arguments(arguments)) => {
                for argument in arguments {
                    let Some(name) = argument.name.as_ref().map(|name| &*name.text) else {
                        continue;
                    };
                    let global = self.globals.get(name);
                    let (value, origin) = match (&argument.value, argument.assigned, global) {
                        (Some(default), ..) => (value(default, &state.variables), Origin::Argument),
                        (None, true, _) => (Some(String::new()), Origin::Argument),
                        (None, false, Some(global)) if global.is_given() => {
                            let origin = match global.origin {
                                Origin::Predefined => Origin::Predefined,
                                _ => Origin::GlobalArgument,
                            };
                            (global.value.as_deref().map(str::to_owned), origin)
                        }
                        // Without a value it leaves an ENV of that name as it is.
                        (None, false, _) if state.variables.get(name).is_some() => continue,
                        (None, false, _) => (None, Origin::Argument),
                    };
                    if let Some(kept) = state.variables.get(name).filter(|known| known.is_kept()) {
                        state.hidden.push(kept.clone());
                    }
                    let definition = step.definition(argument.span);
                    state.variables.set(variable(
                        name,
                        self.afford(value),
                        origin,
                        definition,
                        stage,
                    ));
                }
            }
            (Keyword::Workdir, Body::Directory(Some(path))) => {
                if let Some(path) = value(path, &state.variables) {
                    let is_absolute = path.starts_with(['/', '\\']) || path.contains(':');
                    state.workdir_is_below_base &= !is_absolute;
                    state.workdir = workdir(&state.workdir, &path, state.platform);
                }
            }
            (
                Keyword::User,
                Body::User {
                    whole: Some(user), ..
                },
            ) => {
                state.user = value(user, &state.variables).or_else(|| Some(user.text.to_string()));
            }
            (Keyword::Shell, Body::Command(Some(Command::Exec { arguments, .. }))) => {
                state.shell = Some(arguments.iter().map(|word| json_text(&word.text)).collect());
            }
            (Keyword::Cmd, Body::Command(command)) => {
                let launch = command
                    .as_ref()
                    .map(|command| state.launch(command, step.start));
                state.cmd = launch;
                state.cmd_is_own = true;
            }
            (Keyword::Entrypoint, Body::Command(command)) => {
                let launch = command
                    .as_ref()
                    .map(|command| state.launch(command, step.start));
                state.entrypoint = launch;
                if !state.cmd_is_own {
                    state.cmd = None;
                }
            }
            _ => {}
        }
    }
}

/// An instruction to follow, or a trigger of another stage.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub keyword: Keyword,
    pub body: &'a Body,
    start: Option<usize>,
}

impl<'a> Step<'a> {
    pub fn of(instruction: &'a Instruction, start: usize) -> Step<'a> {
        Step {
            keyword: instruction.keyword,
            body: &instruction.body,
            start: Some(start),
        }
    }

    pub fn of_trigger(trigger: &'a Nested) -> Step<'a> {
        Step {
            keyword: trigger.keyword,
            body: &trigger.body,
            start: None,
        }
    }

    fn definition(&self, span: Span) -> Option<(usize, Span)> {
        Some((self.start?, span))
    }
}

fn variable(
    name: &str,
    value: Option<String>,
    origin: Origin,
    definition: Option<(usize, Span)>,
    stage: usize,
) -> Variable {
    Variable {
        name: name.into(),
        value: value.map(Into::into),
        origin,
        definition,
        stage: Some(stage),
    }
}

pub(super) fn global_arguments(file: &Dockerfile) -> Variables {
    let mut variables = Variables::default();
    for name in PLATFORM_ARGUMENTS {
        variables.set(Variable {
            name: name.into(),
            value: None,
            origin: Origin::Predefined,
            definition: None,
            stage: None,
        });
    }
    for placed in &file.globals {
        let Body::Arguments(arguments) = &placed.body else {
            continue;
        };
        for argument in arguments {
            let Some(name) = &argument.name else { continue };
            let lookup = |name: &str| variables.in_build(name);
            let value = match &argument.value {
                Some(default) => expand(&default.text, file.escape.0, &lookup)
                    .map(|expanded| expanded.text)
                    .ok(),
                None => argument.assigned.then(String::new),
            };
            if value.is_some() || variables.get(&name.text).is_none() {
                variables.set(Variable {
                    name: name.text.as_ref().into(),
                    value: value.map(Into::into),
                    origin: Origin::GlobalArgument,
                    definition: Some((placed.start, argument.span)),
                    stage: None,
                });
            }
        }
    }
    variables
}
