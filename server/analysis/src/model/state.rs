//! What is in force at each instruction: directory, user, shell, variables, and what will run.

use super::json::json_text;
use super::scope::PLATFORM_ARGUMENTS;
use super::*;
use std::cell::Cell;
use std::collections::HashMap;

/// The system that a stage builds for, as far as it changes how paths are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Platform {
    #[default]
    Linux,
    Windows,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    pub platform: Platform,
    /// Empty where no instruction of the file sets it.
    pub workdir: String,
    /// It counts from the base image's own, which the file does not tell.
    pub workdir_is_below_base: bool,
    pub user: Option<String>,
    pub shell: Option<Vec<String>>,
    pub entrypoint: Option<Launch>,
    pub cmd: Option<Launch>,
    /// The CMD stands in this stage: a later ENTRYPOINT leaves it, and drops an inherited one.
    pub cmd_is_own: bool,
    pub variables: Variables,
    /// What ENV set and an ARG of the same name hides until the stage ends: the image keeps it.
    hidden: Vec<Variable>,
}

/// A command of CMD or ENTRYPOINT as the container starts it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Launch {
    pub arguments: Vec<String>,
    /// A shell reads it: it stands first in the arguments.
    pub by_shell: bool,
    /// Of its instruction; `None` for a trigger of another stage.
    pub start: Option<usize>,
}

impl State {
    /// The shell that reads commands here.
    pub fn shell(&self) -> Vec<String> {
        let default: &[&str] = match self.platform {
            Platform::Linux => &["/bin/sh", "-c"],
            Platform::Windows => &["cmd", "/S", "/C"],
        };
        let default = || default.iter().map(|word| (*word).to_owned()).collect();
        self.shell.clone().unwrap_or_else(default)
    }

    /// What runs when a command is given here: in shell form, the shell comes first.
    pub fn launch(&self, command: &Command, start: Option<usize>) -> Launch {
        match command {
            Command::Exec { arguments, .. } => Launch {
                arguments: arguments.iter().map(|word| json_text(&word.text)).collect(),
                by_shell: false,
                start,
            },
            Command::Shell { text, .. } => {
                let mut arguments = self.shell();
                arguments.push(text.to_string());
                Launch {
                    arguments,
                    by_shell: true,
                    start,
                }
            }
        }
    }
}

const LINUX_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Follows the stages of a file in order; a stage that builds on another starts where that one ends.
pub struct Evaluation<'a> {
    file: &'a Dockerfile,
    globals: Variables,
    /// The stages of each name, in order.
    named: HashMap<String, Vec<usize>>,
    ends: Vec<Option<State>>,
    /// How much more text values may take in all: each line can copy what the lines before gathered.
    budget: Cell<usize>,
    /// How many more triggers may run: every stage on a base runs all that the base holds.
    triggers_left: Cell<usize>,
}

/// Far more than the values of a real file take.
const VALUES_BYTES: usize = 4 * 1024 * 1024;
/// The same for triggers.
const MOST_TRIGGERS: usize = 20_000;

impl<'a> Evaluation<'a> {
    pub fn new(file: &'a Dockerfile) -> Evaluation<'a> {
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, stage) in file.stages.iter().enumerate() {
            if let Some(name) = stage.name() {
                named
                    .entry(name.text.to_lowercase())
                    .or_default()
                    .push(index);
            }
        }
        Evaluation {
            file,
            globals: global_arguments(file),
            named,
            ends: vec![None; file.stages.len()],
            budget: Cell::new(VALUES_BYTES),
            triggers_left: Cell::new(MOST_TRIGGERS),
        }
    }

    /// The name of a stage's base with its variables replaced.
    pub fn base_name(&self, stage: usize) -> String {
        let image = self
            .file
            .stages
            .get(stage)
            .and_then(|stage| stage.from()?.image.as_ref());
        image.map_or_else(String::new, |image| self.in_from(&image.word))
    }

    /// The image that a stage builds on, if its name says one.
    pub fn reference(&self, stage: usize) -> Option<Reference> {
        match self.base_stage(stage) {
            Some(_) => None,
            None => Reference::parse(&self.base_name(stage)),
        }
    }

    /// The earlier stage that a stage builds on.
    pub fn base_stage(&self, stage: usize) -> Option<usize> {
        self.earlier(&self.base_name(stage), stage)
    }

    /// The last stage of a name before another stage.
    fn earlier(&self, name: &str, stage: usize) -> Option<usize> {
        let same_name = self.named.get(name)?;
        let earlier = same_name.partition_point(|index| *index < stage);
        same_name.get(earlier.checked_sub(1)?).copied()
    }

    /// The earlier stages that the flags of an instruction copy from or mount.
    pub fn stages_used(&self, keyword: Keyword, flags: &[Flag], stage: usize) -> Vec<usize> {
        let used = flags
            .iter()
            .filter_map(|flag| self.stage_used(keyword, flag, stage));
        used.collect()
    }

    pub fn stage_used(&self, keyword: Keyword, flag: &Flag, stage: usize) -> Option<usize> {
        match (keyword, &*flag.name.as_ref()?.text) {
            (Keyword::Copy, "from") => self.stage_named(&flag.value.as_ref()?.text, stage),
            (Keyword::Run, "mount") => {
                self.earlier(&flag.option("from")?.text.to_lowercase(), stage)
            }
            _ => None,
        }
    }

    /// The earlier stage that a COPY names, or numbers.
    pub fn stage_named(&self, name: &str, stage: usize) -> Option<usize> {
        let numbered = || name.parse().ok().filter(|index| *index < stage);
        self.earlier(&name.to_lowercase(), stage).or_else(numbered)
    }

    /// What is in force right after the FROM of a stage.
    pub fn start(&mut self, stage: usize) -> State {
        let next = |stage: usize| {
            self.base_stage(stage)
                .filter(|base| self.ends[*base].is_none())
        };
        let bases: Vec<usize> = std::iter::successors(next(stage), |base| next(*base)).collect();
        // From the ground up: a chain of bases can be longer than the stack is deep.
        for base in bases.into_iter().rev() {
            self.ends[base] = Some(self.follow(base, usize::MAX));
        }
        self.start_on_base(stage)
    }

    /// The same, when the stage's base has been followed.
    fn start_on_base(&self, stage: usize) -> State {
        let base = self.base_stage(stage);
        if let Some(base) = base.and_then(|base| self.ends[base].as_ref()) {
            let mut state = State {
                cmd_is_own: false,
                ..base.clone()
            };
            for variable in std::mem::take(&mut state.hidden) {
                state.variables.set(variable);
            }
            return state;
        }
        let mut state = State {
            platform: self.platform(stage),
            workdir_is_below_base: self.base_name(stage) != "scratch",
            ..State::default()
        };
        if state.platform == Platform::Linux {
            state.variables.set(Variable {
                name: "PATH".into(),
                value: Some(LINUX_PATH.into()),
                origin: Origin::Predefined,
                definition: None,
                stage: None,
            });
        }
        state
    }

    /// What is in force right before an instruction of a stage.
    pub fn before(&mut self, located: &Located) -> State {
        match located.stage {
            Some(stage) => {
                let _ = self.start(stage);
                self.follow(stage, located.start)
            }
            None => State {
                variables: self.globals.clone(),
                ..State::default()
            },
        }
    }

    /// What is in force at the end of a stage.
    pub fn end(&mut self, stage: usize) -> State {
        let _ = self.start(stage);
        self.follow(stage, usize::MAX)
    }

    /// What is in force where a stage comes to the instruction at `end`. Its base has been followed.
    fn follow(&self, stage: usize, end: usize) -> State {
        let mut state = self.start_on_base(stage);
        for (_, trigger) in self.triggers(stage) {
            self.apply(&mut state, Step::of_trigger(trigger), stage);
        }
        for located in self.file.instructions_of(stage) {
            if located.start >= end {
                break;
            }
            let step = Step::of(located.instruction, located.start);
            self.apply(&mut state, step, stage);
        }
        state
    }

    /// What the arguments before the first FROM give.
    pub fn globals(&self) -> &Variables {
        &self.globals
    }

    /// The ONBUILD triggers that run first in a stage: those of the stage it builds on.
    pub fn triggers(&self, stage: usize) -> Vec<(Located<'a>, &'a Nested)> {
        let Some(base) = self.base_stage(stage) else {
            return Vec::new();
        };
        let triggers =
            self.file
                .instructions_of(base)
                .filter_map(|located| match &located.instruction.body {
                    Body::Trigger(Some(nested)) => Some((located, &**nested)),
                    _ => None,
                });
        let found: Vec<_> = triggers.take(self.triggers_left.get()).collect();
        self.triggers_left
            .set(self.triggers_left.get() - found.len());
        found
    }

    /// A value, as long as there is room for it: then it is as if nobody knew it.
    fn afford(&self, value: Option<String>) -> Option<String> {
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

    /// A word of a FROM: only the arguments before the first FROM have a value there.
    fn in_from(&self, word: &Word) -> String {
        let lookup = |name: &str| self.globals.in_build(name);
        let expanded = expand(&word.text, self.file.escape.0, &lookup);
        expanded.map_or_else(|_| word.text.to_string(), |expanded| expanded.text)
    }

    pub fn platform(&self, stage: usize) -> Platform {
        let from = self
            .file
            .stages
            .get(stage)
            .and_then(|stage| stage.instructions.first());
        let flags = from.map(|from| from.flags.as_slice()).unwrap_or_default();
        let given = flags.iter().find(|flag| {
            flag.name
                .as_ref()
                .is_some_and(|name| &*name.text == "platform")
        });
        // An empty base is one for the platform of the build, whatever the flag says.
        let scratch = self.base_name(stage) == "scratch";
        if let Some(value) = given
            .and_then(|flag| flag.value.as_ref())
            .filter(|_| !scratch)
        {
            let value = self.in_from(value);
            if !value.is_empty() {
                return if value.starts_with("windows") {
                    Platform::Windows
                } else {
                    Platform::Linux
                };
            }
        }
        let base = self.base_name(stage).to_lowercase();
        let names = ["/windows", "windowsservercore", "nanoserver", "servercore"];
        if names.iter().any(|name| base.contains(name)) {
            Platform::Windows
        } else {
            Platform::Linux
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

fn global_arguments(file: &Dockerfile) -> Variables {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_image_of_a_stage_has_its_variables_replaced() {
        let text = "ARG V=12\nFROM debian:${V}-slim AS a\nFROM a\nFROM ghcr.io/b/c:$NONE\n";
        let document = crate::Document::new(text);
        let evaluation = Evaluation::new(document.dockerfile());
        let tag = |stage| {
            evaluation
                .reference(stage)
                .and_then(|reference| reference.tag)
        };
        assert_eq!(tag(0).as_deref(), Some("12-slim"));
        assert_eq!(
            (evaluation.reference(1), evaluation.reference(2)),
            (None, None)
        );
    }
}
