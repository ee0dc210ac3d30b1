//! What is in force at each instruction: directory, user, shell, variables, and what will run.

mod apply;
mod bases;

pub use apply::Step;

use super::json::json_text;
use super::workdir::workdir;
use super::*;
use crate::images::{self, Environment, Images};
use apply::global_arguments;
use bases::Base;
use std::cell::{Cell, OnceCell};
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
    /// Who may know what the images set that stages build on.
    images: Option<&'a dyn Images>,
    /// The names that builds give to other contexts than the images of that name.
    other_contexts: Vec<String>,
    globals: Variables,
    /// What each stage builds on; found out when somebody asks.
    bases: OnceCell<Vec<Base>>,
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
    pub fn file(&self) -> &'a Dockerfile {
        self.file
    }

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
            images: None,
            other_contexts: Vec::new(),
            globals: global_arguments(file),
            bases: OnceCell::new(),
            named,
            ends: vec![None; file.stages.len()],
            budget: Cell::new(VALUES_BYTES),
            triggers_left: Cell::new(MOST_TRIGGERS),
        }
    }

    /// One for which the variables count that images below set, as far as they are known. A build
    /// may put another context in the place of an image.
    pub fn with_images(
        file: &'a Dockerfile,
        images: &'a dyn Images,
        other_contexts: Vec<String>,
    ) -> Evaluation<'a> {
        Evaluation {
            images: Some(images),
            other_contexts,
            ..Evaluation::new(file)
        }
    }

    /// What is in force right after the FROM of a stage, before the triggers of its base.
    pub fn start(&mut self, stage: usize) -> State {
        self.follow_bases(stage);
        self.start_on_base(stage)
    }

    /// Follows the stages that a stage builds on, as far as they have not been.
    fn follow_bases(&mut self, stage: usize) {
        let next = |stage: usize| {
            self.base_stage(stage)
                .filter(|base| self.ends[*base].is_none())
        };
        let bases: Vec<usize> = std::iter::successors(next(stage), |base| next(*base)).collect();
        // From the ground up: a chain of bases can be longer than the stack is deep.
        for base in bases.into_iter().rev() {
            self.ends[base] = Some(self.follow(base, usize::MAX));
        }
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
        let environment = self.base_environment(stage);
        for (name, value) in environment.map_or_else(Vec::new, |known| known.value) {
            state.variables.set(Variable {
                name: name.into(),
                value: self.afford(Some(value)).map(Into::into),
                origin: Origin::BaseImage,
                definition: None,
                stage: None,
            });
        }
        state
    }

    /// The variables of the image below a stage, if they are known.
    fn base_environment(&self, stage: usize) -> Option<Environment> {
        let images = self.images?;
        let image = self.reference(stage)?;
        match image.is_any_of(&self.other_contexts) {
            true => None,
            false => images.environment(&image),
        }
    }

    /// Who told the variables of the image below a stage and those that it builds on; `None` where
    /// they are not all known.
    pub fn base_origin(&self, stage: usize) -> Option<images::Origin> {
        let below = std::iter::successors(Some(stage), |stage| self.base_stage(*stage));
        let root = below.last().unwrap_or(stage);
        Some(self.base_environment(root)?.origin)
    }

    /// What is in force right before an instruction of a stage.
    pub fn before(&mut self, located: &Located) -> State {
        match located.stage {
            Some(stage) => {
                self.follow_bases(stage);
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
        self.follow_bases(stage);
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
}
