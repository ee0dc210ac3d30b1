//! Runs the rules, and keeps what they find with what they looked at.

use super::finding::{Finding, Findings};
use super::view::{FileView, InstructionView, StageView};
use super::{Check, Options, RULES, Rule};
use crate::Document;
use crate::context::BuildContext;
use crate::model::{Instruction, Located, Placed, Stage};
use crate::shell::Interpreter;
use std::sync::{Arc, OnceLock};

/// Findings whose ranges count from `start`.
#[derive(Clone, Debug)]
pub struct Group {
    pub start: usize,
    pub findings: Arc<[Finding]>,
}

/// What the findings of an instruction or a stage depend on besides its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Surroundings {
    escape: char,
    shell: Interpreter,
}

/// What was found in an instruction or in a stage, and in what surroundings.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    surroundings: Surroundings,
    found: Arc<[T]>,
}

pub(crate) type KeptFindings = Kept<Finding>;
pub(crate) type KeptGroups = Kept<Group>;

/// Every finding of every rule, whoever wants to see it; but what looks at the whole file for
/// something that is not wanted is spared.
pub fn check(
    document: &Document,
    context: &dyn BuildContext,
    options: &Options,
    is_wanted: impl Fn(&Rule) -> bool,
) -> Vec<Group> {
    let file = document.dockerfile();
    let view = FileView::new(document, context, options);
    let escape = file.escape.0;
    let globals = file.instructions().take(file.globals.len());
    let surroundings = Surroundings {
        escape,
        shell: Interpreter::Posix,
    };
    let mut groups: Vec<Group> = globals
        .filter_map(|located| {
            let findings = of_instruction(document, &located, surroundings);
            group(located.start, findings)
        })
        .collect();
    for (index, (stage, shell)) in file.stages.iter().zip(view.shells()).enumerate() {
        let surroundings = Surroundings {
            escape,
            shell: *shell,
        };
        let of_stage = of_stage(document, index, stage, surroundings);
        groups.extend(of_stage.iter().map(|group| Group {
            start: stage.start + group.start,
            findings: Arc::clone(&group.findings),
        }));
    }
    let mut findings = Findings::new(RULES[0]);
    for rule in RULES {
        if let Check::File(check) | Check::Both(_, check) = rule.check
            && is_wanted(rule)
        {
            check(&view, findings.for_rule(rule));
        }
    }
    groups.extend(group(0, findings.into_found().into()));
    groups
}

fn group(start: usize, findings: Arc<[Finding]>) -> Option<Group> {
    (!findings.is_empty()).then_some(Group { start, findings })
}

fn of_stage(
    document: &Document,
    index: usize,
    stage: &Placed<Stage>,
    surroundings: Surroundings,
) -> Arc<[Group]> {
    let found = || {
        let mut groups = Vec::new();
        let mut shell = surroundings.shell;
        for located in document.dockerfile().instructions_of(index) {
            shell = located.instruction.sets_shell().unwrap_or(shell);
            let surroundings = Surroundings {
                shell,
                ..surroundings
            };
            let findings = of_instruction(document, &located, surroundings);
            groups.extend(group(located.start - stage.start, findings));
        }
        let view = StageView::new(document, index, surroundings.shell);
        let mut findings = Findings::new(RULES[0]);
        for rule in RULES {
            if let Check::Stage(check) | Check::Both(check, _) = rule.check {
                check(&view, findings.for_rule(rule));
            }
        }
        let findings = findings.counted_from(stage.start);
        groups.extend(group(0, findings.into()));
        groups.into()
    };
    kept(&stage.findings, surroundings, found)
}

fn of_instruction(
    document: &Document,
    located: &Located,
    surroundings: Surroundings,
) -> Arc<[Finding]> {
    let found = || {
        let instruction: &Instruction = located.instruction;
        let source = document.text().slice(located.range());
        let Surroundings { escape, shell } = surroundings;
        let is_global = located.stage.is_none();
        let view = InstructionView::new(instruction, &source, escape, shell, is_global);
        let trigger = view.trigger();
        let mut findings = Findings::new(RULES[0]);
        for rule in RULES {
            if let Check::Instruction(check) = rule.check {
                for view in [Some(&view), trigger.as_ref()].into_iter().flatten() {
                    check(view, findings.for_rule(rule));
                }
            }
        }
        findings.into_found().into()
    };
    kept(&located.instruction.findings, surroundings, found)
}

fn kept<T>(
    place: &OnceLock<Kept<T>>,
    surroundings: Surroundings,
    found: impl Fn() -> Arc<[T]>,
) -> Arc<[T]> {
    let kept = place.get_or_init(|| Kept {
        surroundings,
        found: found(),
    });
    match kept.surroundings == surroundings {
        true => Arc::clone(&kept.found),
        // What stands above it has changed, but not the thing itself.
        false => found(),
    }
}

impl Rule {
    /// Whether a profile that shows everything shows it.
    pub fn is_found_here(&self) -> bool {
        !matches!(self.check, Check::Elsewhere)
    }
}
