//! What is wrong where the stages run that the target needs.

use super::Problem;
use super::environment::{Budget, Environment};
use super::fault::Fault;
use super::found::Found;
use super::kinds::stages as kinds;
use super::review::{Marks, Review};
use super::stages::{MOST_TRIGGERS, Stages, name_of};
use std::collections::HashMap;

/// The stages while they run.
pub(super) struct Runs<'s, 'a> {
    stages: &'s Stages<'a>,
    budget: Budget,
    /// What is in force at the end of stages that others build on.
    ends: HashMap<usize, Environment>,
    /// Whether the values of a stage are asked for.
    followed: Vec<bool>,
    triggers_left: usize,
}

impl<'s, 'a> Runs<'s, 'a> {
    pub(super) fn of(stages: &'s Stages<'a>) -> Runs<'s, 'a> {
        Runs {
            stages,
            budget: Budget::default(),
            ends: HashMap::new(),
            followed: Vec::new(),
            triggers_left: MOST_TRIGGERS,
        }
    }

    /// `triggered` are the stages that triggers take files from, by the stage that they run in.
    pub(super) fn run_all(
        mut self,
        triggered: &HashMap<usize, Vec<usize>>,
        found: &mut Vec<Problem>,
    ) {
        self.find_followed();
        for index in 0..self.stages.stages.len() {
            self.run(index, triggered, found);
        }
    }

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
        if !file.stages[base].has_triggers() {
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
