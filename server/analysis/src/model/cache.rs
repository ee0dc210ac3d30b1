//! What a build does again after a line has changed, and what it takes from its cache.
//!
//! Followed as BuildKit makes its steps: a step is done again when what it says, what is in force
//! for it, or the step before it has changed; files of another stage count by their content.

mod trail;

use super::layers::{Effect, StageLayers};
use super::state::Evaluation;
use super::*;
use crate::Document;
use trail::{Names, Trail, changed_globals, mentions};

/// The steps that are done again after a change; all others stay cached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rebuild {
    pub steps: Vec<Touched>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Touched {
    pub stage: usize,
    /// Of the instruction in the document, or of the ONBUILD that holds it.
    pub start: usize,
    pub from_trigger: bool,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// `--link`: cached where the image store can merge layers (containerd's), done again where it
    /// cannot.
    UnlessMerged,
    /// Only if the files differ that it takes from a stage which is built again.
    IfFilesDiffer,
    Rebuilt,
}

/// What is built again when the instruction that starts at `changed` says something else of its
/// kind: another value, another command, another file.
pub fn rebuild(document: &Document, changed: usize) -> Rebuild {
    rebuild_beside(document, changed, &|_| false)
}

/// The same where the file lies in its own build context: `takes_file` tells whether the
/// instruction at a place takes the Dockerfile itself, and with it every change of it.
pub fn rebuild_beside(
    document: &Document,
    changed: usize,
    takes_file: &dyn Fn(usize) -> bool,
) -> Rebuild {
    let file = document.dockerfile();
    let evaluation = Evaluation::new(file);
    let mut follower = Follower {
        document,
        changed,
        takes_file,
        globals: changed_globals(file, changed),
        evaluation,
        trails: Vec::new(),
        steps: Vec::new(),
    };
    for (index, stage) in document.layers().stages.iter().enumerate() {
        let trail = match stage.needed {
            true => follower.stage(index),
            false => Trail::default(),
        };
        follower.trails.push(trail);
    }
    Rebuild {
        steps: follower.steps,
    }
}

struct Follower<'a> {
    document: &'a Document,
    changed: usize,
    takes_file: &'a dyn Fn(usize) -> bool,
    globals: Names,
    evaluation: Evaluation<'a>,
    /// Of the stages so far, where they end.
    trails: Vec<Trail>,
    steps: Vec<Touched>,
}

/// An instruction of a stage, or a trigger that runs there.
struct Part<'a> {
    keyword: Keyword,
    flags: &'a [Flag],
    body: &'a Body,
    located: Located<'a>,
    from_trigger: bool,
    /// It makes a layer.
    builds: bool,
}

impl<'a> Part<'a> {
    fn own(located: Located<'a>, table: &StageLayers) -> Part<'a> {
        let step = table.step(located.start);
        Part {
            keyword: located.instruction.keyword,
            flags: &located.instruction.flags,
            body: &located.instruction.body,
            located,
            from_trigger: false,
            builds: step.is_some_and(|step| step.effect == Effect::Layer),
        }
    }
}

impl<'a> Follower<'a> {
    fn stage(&mut self, stage: usize) -> Trail {
        let document = self.document;
        let file = document.dockerfile();
        let Some(table) = document.layers().stages.get(stage) else {
            return Trail::default();
        };
        let mut trail = match self.evaluation.base_stage(stage) {
            Some(base) => self.trails[base].inherited(),
            None => Trail::default(),
        };
        // The FROM first: what it starts from, the triggers change.
        let mut own = file.instructions_of(stage);
        for located in own.by_ref().take(1) {
            self.follow(&mut trail, &Part::own(located, table), stage);
        }
        let triggers = self.evaluation.triggers(stage);
        for ((located, trigger), step) in triggers.into_iter().zip(&table.steps) {
            let part = Part {
                keyword: trigger.keyword,
                flags: &trigger.flags,
                body: &trigger.body,
                located,
                from_trigger: true,
                builds: step.effect == Effect::Layer,
            };
            self.follow(&mut trail, &part, stage);
        }
        for located in own {
            self.follow(&mut trail, &Part::own(located, table), stage);
        }
        trail
    }

    fn follow(&mut self, trail: &mut Trail, part: &Part<'a>, stage: usize) {
        let changed = part.located.start == self.changed;
        let escape = self.document.dockerfile().escape;
        match (part.keyword, part.body) {
            (Keyword::From, Body::From(from)) => {
                let uses = |word: &Word| mentions(&word.text, escape, &self.globals);
                let flags = part.flags.iter().filter_map(|flag| flag.value.as_ref());
                let words = flags.chain(from.image.as_ref().map(|image| &image.word));
                if changed || words.into_iter().any(uses) {
                    trail.files = Some(Certainty::Rebuilt);
                }
            }
            (Keyword::Env, Body::Pairs { pairs, .. }) => {
                let uses = |word: &Word| mentions(&word.text, escape, &trail.variables);
                let values = pairs.iter().filter_map(|pair| {
                    let name = pair.name.as_ref()?;
                    let uses = uses(name) || pair.value.as_ref().is_some_and(uses);
                    Some((name.text.to_string(), changed || uses))
                });
                for (name, changed) in values.collect::<Vec<_>>() {
                    trail.hidden.remove(&name);
                    trail.kept.insert_mut(name.clone());
                    trail.set(name, changed);
                }
            }
            (Keyword::Arg, Body::Arguments(arguments)) => {
                for argument in arguments {
                    self.argument(trail, argument, changed);
                }
            }
            (Keyword::User, Body::User { whole, .. }) => {
                let uses = whole
                    .as_ref()
                    .is_some_and(|word| mentions(&word.text, escape, &trail.variables));
                trail.user = changed || uses;
            }
            (Keyword::Shell, _) => trail.shell = changed,
            (Keyword::Workdir | Keyword::Run | Keyword::Copy | Keyword::Add, _) => {
                self.step(trail, part, changed, stage);
            }
            _ => {}
        }
    }

    fn argument(&self, trail: &mut Trail, argument: &Pair, changed: bool) {
        let escape = self.document.dockerfile().escape;
        let Some(name) = argument.name.as_ref().map(|name| &*name.text) else {
            return;
        };
        // The frontend keeps these to itself.
        if name.starts_with("BUILDKIT_SBOM_SCAN_") {
            return;
        }
        let global = self.evaluation.globals().get(name);
        let changed = match &argument.value {
            _ if changed => true,
            Some(default) => mentions(&default.text, escape, &trail.variables),
            None if argument.assigned => false,
            None if global.is_some_and(Variable::is_given) => self.globals.contains(name),
            // Without a value it leaves what is there.
            None => return,
        };
        if trail.kept.contains(name) && !trail.hidden.contains_key(name) {
            let was_changed = trail.variables.contains(name);
            trail.hidden.insert(name.to_owned(), was_changed);
        }
        trail.set(name.to_owned(), changed);
    }

    /// An instruction that works on files.
    fn step(&mut self, trail: &mut Trail, part: &Part<'a>, changed: bool, stage: usize) {
        let takes_file = || (self.takes_file)(part.located.start);
        let own = match changed || takes_file() || self.is_touched(trail, part) {
            true => Some(Certainty::Rebuilt),
            false => self.by_stages_used(part, stage),
        };
        if part.keyword == Keyword::Workdir {
            trail.directory |= own.is_some();
        }
        let before = trail.files;
        trail.files = before.max(own);
        let certainty = match is_linked(part) && before.is_some() {
            true => own.or(Some(Certainty::UnlessMerged)),
            false => trail.files,
        };
        if let (Some(certainty), true) = (certainty, part.builds) {
            self.steps.push(Touched {
                stage,
                start: part.located.start,
                from_trigger: part.from_trigger,
                certainty,
            });
        }
    }

    /// What changes by the stages that an instruction copies from or mounts.
    fn by_stages_used(&self, part: &Part, stage: usize) -> Option<Certainty> {
        let used = part.flags.iter().filter_map(|flag| {
            let used = self.evaluation.stage_used(part.keyword, flag, stage)?;
            self.trails[used].files.map(|_| Certainty::IfFilesDiffer)
        });
        used.max()
    }

    /// Whether what an instruction says, or what is in force for it, has changed.
    fn is_touched(&self, trail: &Trail, part: &Part) -> bool {
        let escape = self.document.dockerfile().escape;
        let uses = |word: &Word| mentions(&word.text, escape, &trail.variables);
        match (part.keyword, part.body) {
            (Keyword::Workdir, Body::Directory(path)) => {
                (trail.user && part.builds) || path.as_ref().is_some_and(uses)
            }
            (Keyword::Run, Body::Command(command)) => {
                let has_shell = matches!(command, Some(Command::Shell { .. }));
                !trail.variables.is_empty() || trail.user || (trail.shell && has_shell)
            }
            (_, Body::Transfer(transfer)) => {
                let flags = part.flags.iter().filter_map(|flag| flag.value.as_ref());
                let paths = transfer.sources.iter().filter_map(|source| match source {
                    Source::Path(path) => Some(path),
                    Source::Heredoc(_) => None,
                });
                let mut words = flags.chain(paths).chain(&transfer.destination);
                let is_relative = |path: &Word| !path.text.starts_with('/');
                let moves =
                    trail.directory && transfer.destination.as_ref().is_some_and(is_relative);
                moves || words.any(uses) || self.heredocs_use(trail, &part.located)
            }
            _ => false,
        }
    }

    /// Of a COPY or ADD: it replaces the variables in the bodies of its heredocs.
    fn heredocs_use(&self, trail: &Trail, located: &Located) -> bool {
        let unquoted = located.instruction.heredocs.iter().filter(|heredoc| {
            let marker = heredoc.marker.as_ref();
            !marker.is_some_and(|marker| marker.quoted)
        });
        unquoted.into_iter().any(|heredoc| {
            let body = self.document.text().slice(located.at(heredoc.body));
            mentioned(&body).any(|name| trail.variables.contains(name))
        })
    }
}

fn is_linked(part: &Part) -> bool {
    let flag = part.flags.iter().find(|flag| flag.is_named("link"));
    flag.is_some_and(|flag| {
        flag.value
            .as_ref()
            .is_none_or(|value| &*value.text != "false")
    })
}

#[cfg(test)]
mod tests;
