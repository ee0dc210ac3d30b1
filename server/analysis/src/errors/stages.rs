//! What can be told only of all stages together: what they build on, what they take from each
//! other, which of them the target needs, and what is wrong where those run.

use super::Problem;
use super::circle::Circles;
use super::environment::{Budget, Environment};
use super::epoch;
use super::fault::Fault;
use super::found::Found;
use super::kinds::stages as kinds;
use super::later::Later;
use super::reading::Piece;
use super::reference;
use super::review::{Base, Marks, Review, Taken};
use super::words::{self, Worth};
use crate::model::{Dockerfile, Located, Platform, expand};
use std::collections::HashMap;

pub(super) fn check(file: &Dockerfile, found: &mut Vec<Problem>) {
    let mut stages = Stages::new(file);
    stages.follow_globals(found);
    stages.follow_bases(found);
    stages.follow_sources(found);
    stages.run(found);
}

pub(super) struct Stages<'a> {
    pub(super) file: &'a Dockerfile,
    pub(super) globals: Environment,
    /// The last stage of each name.
    names: HashMap<&'a str, usize>,
    pub(super) stages: Vec<Stage>,
    circles: Circles,
    /// How many stages BuildKit counts: an image that is copied from or mounted is one to it.
    counted: usize,
}

#[derive(Default)]
pub(super) struct Stage {
    /// With its variables replaced.
    pub(super) base_name: String,
    pub(super) base: Option<usize>,
    is_windows: bool,
    /// The stages it takes files from, each with the place where it says so.
    pub(super) taken: Vec<Link>,
    is_needed: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) stage: usize,
    /// Of the instruction, in the list of its stage.
    instruction: usize,
    taken: usize,
}

/// Far more triggers than a real file runs: every stage on a base runs all that the base holds.
const MOST_TRIGGERS: usize = 20_000;

impl<'a> Stages<'a> {
    fn new(file: &'a Dockerfile) -> Stages<'a> {
        let base = |index: usize| base_of(file, index);
        let last = file.stages.len().checked_sub(1).and_then(base);
        let target = last.and_then(|base| base.name.as_deref()).unwrap_or("");
        Stages {
            file,
            globals: Environment::global(target),
            names: HashMap::new(),
            stages: Vec::with_capacity(file.stages.len()),
            circles: Circles::of(&[]),
            counted: file.stages.len(),
        }
    }

    fn follow_globals(&mut self, found: &mut Vec<Problem>) {
        let escape = self.file.escape.0;
        for placed in &self.file.globals {
            let Some(review) = &placed.review else {
                continue;
            };
            let mut defaults = review.later.iter().flat_map(Later::words);
            for setting in &review.settings {
                let Some(value) = &setting.value else {
                    self.globals.set_global(&setting.name, None);
                    continue;
                };
                let piece = defaults.next();
                let mut faults = Vec::new();
                let worth = self.globals.with_world(escape, |world| match piece {
                    Some(piece) => world.worth_of(piece, &mut faults),
                    None => world.worth(value).ok(),
                });
                self.globals.set_global(&setting.name, worth);
                faults.iter_mut().for_each(words::unescape);
                found.extend(faults.iter().map(|fault| Problem::of(fault, placed.start)));
            }
            for fault in &review.run_faults {
                let mut fault = fault.clone();
                words::unescape(&mut fault);
                found.push(Problem::of(&fault, placed.start));
            }
        }
        found.extend(epoch::value_problem(self));
    }

    fn follow_bases(&mut self, found: &mut Vec<Problem>) {
        for index in 0..self.file.stages.len() {
            let mut stage = Stage::default();
            if let Some(base) = base_of(self.file, index) {
                let start = self.file.stages[index].start;
                let mut faults = Found::new(start);
                stage.base_name = self.base_name(base, &mut faults);
                stage.base = self.names.get(stage.base_name.as_str()).copied();
                stage.is_windows = self.is_windows(base, &stage, &mut faults);
                let is_image = stage.base.is_none() && stage.base_name != "scratch";
                if is_image && !base.is_sound && !stage.base_name.is_empty() {
                    faults.extend(reference::fault(&base.image, &stage.base_name));
                }
                found.append(&mut faults.problems);
                if let Some(name) = &base.name {
                    self.names.insert(name, index);
                }
            }
            self.stages.push(stage);
        }
        found.extend(epoch::stage_problem(self));
    }

    /// Empty where it cannot be told.
    fn base_name(&self, base: &Base, faults: &mut Found) -> String {
        if base.is_sound {
            return base.image.text.to_string();
        }
        match self.global_worth(&base.image, faults) {
            Some(worth) if !worth.is_certain => String::new(),
            Some(worth) if worth.text.is_empty() => {
                faults.push(Fault::new(kinds::BLANK_BASE, base.image.span).with(&base.image.text));
                String::new()
            }
            Some(worth) => worth.text,
            None => String::new(),
        }
    }

    fn global_worth(&self, piece: &Piece, faults: &mut Found) -> Option<Worth> {
        let escape = self.file.escape.0;
        let mut found = Vec::new();
        let worth = self
            .globals
            .with_world(escape, |world| world.worth_of(piece, &mut found));
        found.iter_mut().for_each(words::unescape);
        faults.extend(found);
        worth
    }

    fn is_windows(&self, base: &Base, stage: &Stage, faults: &mut Found) -> bool {
        let mut platform = None;
        if let Some(piece) = &base.platform {
            platform = match base.is_sound {
                true => Some(piece.text.to_string()),
                false => {
                    let worth = self.global_worth(piece, faults);
                    worth
                        .filter(|worth| worth.is_certain)
                        .map(|worth| worth.text)
                }
            };
            match &platform {
                Some(text) if text.is_empty() => {
                    faults.push(Fault::new(kinds::EMPTY_PLATFORM, piece.span).with(&piece.text))
                }
                Some(text) if !base.is_sound => {
                    faults.extend(reference::platform_fault(piece, text));
                }
                _ => {}
            }
        }
        if stage.base.is_none() && stage.base_name == "scratch" {
            // Nothing is built for the target, whatever the flag says.
            return false;
        }
        match (stage.base, platform) {
            (Some(base), _) => self.stages.get(base).is_some_and(|base| base.is_windows),
            (None, Some(platform)) => platform.to_ascii_lowercase().starts_with("windows"),
            (None, None) => Platform::of_image(&stage.base_name) == Platform::Windows,
        }
    }

    /// What each stage takes from others, whether it is needed or not.
    fn follow_sources(&mut self, found: &mut Vec<Problem>) {
        for index in 0..self.file.stages.len() {
            if !self.file.stages[index].marks.has(Marks::TAKES) {
                continue;
            }
            let file = self.file;
            let stage = &file.stages[index];
            for (position, placed) in stage.instructions.iter().enumerate() {
                let Some(review) = placed.review.as_ref() else {
                    continue;
                };
                let mut faults = Found::new(stage.start + placed.start);
                for (number, taken) in review.taken.iter().enumerate() {
                    let from = self.source(taken, &mut faults);
                    let link = from.map(|stage| Link {
                        stage,
                        instruction: position,
                        taken: number,
                    });
                    self.stages[index].taken.extend(link);
                }
                found.append(&mut faults.problems);
            }
        }
        self.circles = Circles::of(&self.stages);
        for (index, link) in self.circles.links(&self.stages) {
            found.extend(self.link_problem(index, link, kinds::CIRCULAR));
        }
    }

    fn link_problem(
        &self,
        index: usize,
        link: Link,
        kind: &'static super::Kind,
    ) -> Option<Problem> {
        let stage = self.file.stages.get(index)?;
        let placed = stage.instructions.get(link.instruction)?;
        let taken = placed.review.as_ref()?.taken.get(link.taken)?;
        let fault = Fault::new(kind, taken.from.span).with(&taken.from.text);
        let mut problem = Problem::of(&fault, stage.start + placed.start);
        problem.relate_stage(self.file, link.stage);
        Some(problem)
    }

    /// Whether a name stands there: a mount without one counts as one of `scratch`.
    fn is_named(&self, index: usize, link: Link) -> bool {
        let stage = self.file.stages.get(index);
        let placed = stage.and_then(|stage| stage.instructions.get(link.instruction));
        let review = placed.and_then(|placed| placed.review.as_deref());
        let taken = review.and_then(|review| review.taken.get(link.taken));
        taken.is_some_and(|taken| !taken.from.text.is_empty())
    }

    /// The stage that is meant, counting images as BuildKit does.
    fn source(&mut self, taken: &Taken, faults: &mut Found) -> Option<usize> {
        let from = &*taken.from.text;
        if !taken.is_mount {
            let escape = self.file.escape.0;
            match expand(from, escape, &|_| None) {
                Err(error) => {
                    faults.extend(words::fault(&taken.from, &error, escape));
                    return None;
                }
                Ok(expanded) if expanded.text != from => {
                    let fault = Fault::new(kinds::FROM_VARIABLE, taken.from.span);
                    faults.push(fault.with(from));
                    return None;
                }
                Ok(_) => {}
            }
            if let Some(number) = number(from) {
                return self.numbered(number, taken, faults);
            }
        }
        let name = if from.is_empty() { "scratch" } else { from };
        if let Some(stage) = self.named(name) {
            return Some(stage);
        }
        self.counted += 1;
        if name != "scratch" {
            let fault = reference::fault(&taken.from, name);
            faults.extend(fault.map(|fault| self.guessed(fault, name)));
        }
        None
    }

    fn named(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(stage) => Some(*stage),
            None => self.names.get(name.to_lowercase().as_str()).copied(),
        }
    }

    /// A name that is none of an image may be one of a stage, mistyped.
    fn guessed(&self, fault: Fault, name: &str) -> Fault {
        let mut names: Vec<&str> = self.names.keys().copied().collect();
        names.sort_unstable();
        let span = fault.span;
        match super::fault::meant(name, &names) {
            Some((meant, _)) => fault.guess(meant).fix(super::fixes::replace(span, meant)),
            None => fault,
        }
    }

    fn numbered(&self, number: i64, taken: &Taken, faults: &mut Found) -> Option<usize> {
        let index = usize::try_from(number).ok();
        match index.filter(|index| *index < self.counted) {
            Some(index) => Some(index).filter(|index| *index < self.file.stages.len()),
            None => {
                let fault = Fault::new(kinds::UNKNOWN_STAGE_INDEX, taken.from.span);
                faults.push(fault.with(number));
                None
            }
        }
    }

    /// What is wrong where the stages run that the last one needs.
    fn run(&mut self, found: &mut Vec<Problem>) {
        if self.stages.is_empty() {
            return;
        }
        let triggered = self.find_needed(found);
        let mut runs = Runs {
            stages: self,
            budget: Budget::default(),
            ends: HashMap::new(),
            followed: Vec::new(),
            triggers_left: MOST_TRIGGERS,
        };
        runs.find_followed();
        for index in 0..runs.stages.stages.len() {
            runs.run(index, &triggered, found);
        }
    }

    /// Marks the stages that the last one needs, and gives the links that triggers make in them.
    fn find_needed(&mut self, found: &mut Vec<Problem>) -> HashMap<usize, Vec<usize>> {
        let mut triggered: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut waiting = vec![self.stages.len() - 1];
        let mut triggers_left = MOST_TRIGGERS;
        while let Some(index) = waiting.pop() {
            if std::mem::replace(&mut self.stages[index].is_needed, true) {
                continue;
            }
            let stage = &self.stages[index];
            waiting.extend(stage.taken.iter().map(|link| link.stage));
            let Some(base) = stage.base else {
                continue;
            };
            waiting.push(base);
            if !self.file.stages[base].marks.has(Marks::TRIGGER) {
                continue;
            }
            let triggers: Vec<_> = self.triggers(base).take(triggers_left).collect();
            triggers_left -= triggers.len();
            for (located, review) in triggers {
                for taken in &review.taken {
                    let mut faults = Found::of_trigger(self.file, index).set_at(&located);
                    let from = self.source(taken, &mut faults);
                    found.append(&mut faults.problems);
                    if let Some(from) = from {
                        triggered.entry(index).or_default().push(from);
                        waiting.push(from);
                    }
                }
            }
        }
        triggered
    }

    /// The triggers that a stage leaves for those that build on it.
    fn triggers(&self, base: usize) -> impl Iterator<Item = (Located<'a>, &'a Review)> + use<'a> {
        let instructions = self.file.instructions_of(base);
        instructions.filter_map(|located| {
            let review = located.instruction.review.as_deref()?;
            Some((located, &review.trigger.as_deref()?.review))
        })
    }
}

/// The stages while they run.
struct Runs<'s, 'a> {
    stages: &'s Stages<'a>,
    budget: Budget,
    /// What is in force at the end of stages that others build on.
    ends: HashMap<usize, Environment>,
    /// Whether the values of a stage are asked for.
    followed: Vec<bool>,
    triggers_left: usize,
}

impl<'a> Runs<'_, 'a> {
    /// A stage is followed if its values decide something, or those of one that builds on it.
    fn find_followed(&mut self) {
        let stages = &self.stages.stages;
        let file = self.stages.file;
        let asks = |index: usize| {
            let of_base = stages[index].base.is_some_and(|base| {
                let marks = file.stages[base].marks;
                marks.has(Marks::TRIGGER)
            });
            stages[index].is_needed && (file.stages[index].marks.has(Marks::USES) || of_base)
        };
        self.followed = (0..stages.len()).map(asks).collect();
        for index in (0..stages.len()).rev() {
            if let (true, Some(base)) = (self.followed[index], stages[index].base) {
                self.followed[base] = true;
            }
        }
    }

    fn run(
        &mut self,
        index: usize,
        triggered: &HashMap<usize, Vec<usize>>,
        found: &mut Vec<Problem>,
    ) {
        let stages = self.stages;
        let (file, stage) = (stages.file, &stages.stages[index]);
        if !stage.is_needed && !self.followed[index] {
            return;
        }
        let mut environment = self.followed[index].then(|| self.start(index));
        if stage.is_needed {
            for from in triggered.get(&index).into_iter().flatten() {
                // By now the stage itself counts as built.
                if *from > index {
                    let mut faults = Found::of_trigger(file, index);
                    let name = name_of(file, *from);
                    faults.push(Fault::new(kinds::LATER_STAGE, faults.span()).with(name));
                    found.append(&mut faults.problems);
                }
            }
            for link in &stage.taken {
                if link.stage > index
                    && stages.is_named(index, *link)
                    && !stages.circles.hold(index, link.stage)
                {
                    found.extend(stages.link_problem(index, *link, kinds::LATER_STAGE));
                }
            }
        }
        if let Some(base) = stage.base {
            self.run_triggers(index, base, environment.as_mut(), found);
        }
        let asked = match environment {
            Some(_) => Marks::FAULTY.and(Marks::USES).and(Marks::SETS),
            None => Marks::FAULTY,
        };
        let placed = &file.stages[index];
        if placed.marks.has(asked) {
            for instruction in &placed.instructions {
                if !instruction.marks.has(asked) {
                    continue;
                }
                let Some(review) = instruction.review.as_deref() else {
                    continue;
                };
                let mut faults = Found::new(placed.start + instruction.start);
                self.run_instruction(review, environment.as_mut(), &mut faults);
                if stage.is_needed {
                    found.append(&mut faults.problems);
                }
            }
        }
        if let Some(environment) = environment {
            self.ends.insert(index, environment);
        }
    }

    fn run_instruction(
        &self,
        review: &Review,
        environment: Option<&mut Environment>,
        faults: &mut Found,
    ) {
        let escape = self.stages.file.escape.0;
        for fault in &review.run_faults {
            faults.push(fault.clone());
        }
        let Some(environment) = environment else {
            return;
        };
        let globals = &self.stages.globals;
        if let (Some(later), true) = (&review.later, review.declares()) {
            // Each default sees what stands before it.
            let mut defaults = later.words().iter();
            for setting in &review.settings {
                let mut later_faults = Vec::new();
                let piece = setting.value.as_ref().and_then(|_| defaults.next());
                if let Some(piece) = piece {
                    environment
                        .with_world(escape, |world| world.worth_of(piece, &mut later_faults));
                }
                faults.extend(later_faults);
                environment.declare(setting, globals, escape, &self.budget);
            }
            return;
        }
        if let Some(later) = &review.later {
            let mut later_faults = Vec::new();
            environment.with_world(escape, |world| later.check(world, &mut later_faults));
            faults.extend(later_faults);
        }
        environment.apply(review, globals, escape, &self.budget);
    }

    fn start(&self, index: usize) -> Environment {
        let stage = &self.stages.stages[index];
        let base = stage.base.and_then(|base| self.ends.get(&base));
        match base {
            Some(base) => base.on_stage(),
            None => Environment::on_image(stage.base_name == "scratch", stage.is_windows),
        }
    }

    /// What a stage runs first: the triggers of its base.
    fn run_triggers(
        &mut self,
        index: usize,
        base: usize,
        mut environment: Option<&mut Environment>,
        found: &mut Vec<Problem>,
    ) {
        let file = self.stages.file;
        if !file.stages[base].marks.has(Marks::TRIGGER) {
            return;
        }
        let is_needed = self.stages.stages[index].is_needed;
        let triggers = self.stages.triggers(base).take(self.triggers_left);
        let triggers: Vec<_> = triggers.collect();
        self.triggers_left -= triggers.len();
        for (located, review) in triggers {
            let mut faults = Found::of_trigger(file, index).set_at(&located);
            for fault in &review.faults {
                faults.push(fault.clone());
            }
            self.run_instruction(review, environment.as_deref_mut(), &mut faults);
            if is_needed {
                found.append(&mut faults.problems);
            }
        }
    }
}

fn base_of(file: &Dockerfile, index: usize) -> Option<&Base> {
    let from = file.stages.get(index)?.instructions.first()?;
    from.review.as_ref()?.base.as_ref()
}

pub(super) fn name_of(file: &Dockerfile, index: usize) -> String {
    let name = base_of(file, index).and_then(|base| base.name.as_deref());
    name.map_or_else(|| index.to_string(), str::to_owned)
}

/// A number as Go reads one.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}
