//! What can be told only of all stages together: what they build on, what they take from each
//! other, which of them the target needs, and what is wrong where those run.

use super::Problem;
use super::circle::Circles;
use super::environment::Environment;
use super::epoch;
use super::fault::Fault;
use super::found::Found;
use super::kinds::stages as kinds;
use super::later::Later;
use super::platform;
use super::reading::Piece;
use super::reference;
use super::review::{Base, Marks, Review, Taken};
use super::runs::Runs;
use super::words::{self, Worth};
use crate::model::{Dockerfile, Located, Platform, expand};
use crate::rules::fast_hash::Fast;
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
    names: HashMap<&'a str, usize, Fast>,
    pub(super) stages: Vec<Stage>,
    pub(super) circles: Circles,
    /// How many stages BuildKit counts: an image that is copied from or mounted is one to it.
    counted: usize,
}

#[derive(Default)]
pub(super) struct Stage {
    /// With its variables replaced.
    pub(super) base_name: String,
    pub(super) base: Option<usize>,
    pub(super) is_windows: bool,
    /// The stages it takes files from, each with the place where it says so.
    pub(super) taken: Vec<Link>,
    pub(super) is_needed: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) stage: usize,
    /// Of the instruction, in the list of its stage.
    instruction: usize,
    taken: usize,
}

/// Far more triggers than a real file runs: every stage on a base runs all that the base holds.
pub(super) const MOST_TRIGGERS: usize = 20_000;

impl<'a> Stages<'a> {
    fn new(file: &'a Dockerfile) -> Stages<'a> {
        let base = |index: usize| base_of(file, index);
        let last = file.stages.len().checked_sub(1).and_then(base);
        let target = last.and_then(|base| base.name.as_deref()).unwrap_or("");
        Stages {
            file,
            globals: Environment::global(target),
            names: HashMap::default(),
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
                    faults.extend(platform::fault(piece, text));
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

    pub(super) fn link_problem(
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
    pub(super) fn is_named(&self, index: usize, link: Link) -> bool {
        let stage = self.file.stages.get(index);
        let placed = stage.and_then(|stage| stage.instructions.get(link.instruction));
        let review = placed.and_then(|placed| placed.review.as_deref());
        let taken = review.and_then(|review| review.taken.get(link.taken));
        taken.is_some_and(|taken| !taken.from.text.is_empty())
    }

    /// The stage that is meant, counting images as BuildKit does.
    fn source(&mut self, taken: &Taken, faults: &mut Found) -> Option<usize> {
        let from = &*taken.from.text;
        let escape = self.file.escape.0;
        if !taken.is_mount && from.contains(['$', '"', '\'', escape]) {
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
        }
        if !taken.is_mount
            && let Some(number) = number(from)
        {
            return self.numbered(number, taken, faults);
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
        Runs::of(self).run_all(&triggered, found);
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
            if !self.file.stages[base].has_triggers() {
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
    pub(super) fn triggers(
        &self,
        base: usize,
    ) -> impl Iterator<Item = (Located<'a>, &'a Review)> + use<'a> {
        let instructions = self.file.instructions_of(base);
        instructions.filter_map(|located| {
            let review = located.instruction.review.as_deref()?;
            Some((located, &review.trigger.as_deref()?.review))
        })
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
