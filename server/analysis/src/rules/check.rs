//! Runs the rules, and keeps what they find with what they looked at.

use super::earlier::Earlier;
use super::finding::{Finding, Findings};
use super::view::{FileView, InstructionView, StageView, World};
use super::{Check, Options, RULES, Rule};
use crate::Document;
use crate::model::{Evaluation, Instruction, Located, Placed, Stage};
use crate::shell::{Interpreter, first_interpreters};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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

/// What was found in an instruction, and in what surroundings.
#[derive(Debug)]
pub(crate) struct KeptFindings {
    surroundings: Surroundings,
    found: Arc<[Finding]>,
}

/// What was found in a stage, and in what surroundings.
#[derive(Debug)]
pub(crate) struct JudgedStage {
    surroundings: Surroundings,
    /// Of its instructions.
    groups: Vec<Group>,
    /// Of the rules that look at stages, in their order.
    findings: Arc<[Finding]>,
}

/// What the rules that look at the file found in it.
#[derive(Debug)]
pub(crate) struct JudgedFile {
    options: Options,
    /// Which answers there were of images, and which names meant none.
    images: u64,
    other_contexts: Vec<String>,
    /// The rules that were asked, and found these in their order.
    asked: Vec<&'static Rule>,
    findings: Arc<[Finding]>,
}

/// Every finding of every rule, whoever wants to see it; but what looks at the whole file for
/// something that is not wanted is spared.
pub fn check(document: &Document, world: World, is_wanted: impl Fn(&Rule) -> bool) -> Vec<Group> {
    let file = document.dockerfile();
    let view = FileView::new(document, world);
    let escape = file.escape.0;
    let globals = file.global_instructions();
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
        let judged = judged_stage(document, index, stage, surroundings);
        groups.extend(judged.groups.iter().map(|group| Group {
            start: stage.start + group.start,
            findings: Arc::clone(&group.findings),
        }));
        groups.extend(group(stage.start, Arc::clone(&judged.findings)));
    }
    groups.extend(group(0, of_file(&view, is_wanted)));
    groups
}

/// Looks at the instructions of a long file on several threads, so that [`check`] finds it done.
pub fn look_ahead(document: &Document, threads: usize) {
    const AT_ONCE: usize = 32;
    if threads < 2 || !document.is_long() {
        return;
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let instructions = in_stages(document);
        let mut chunks = instructions.chunks(AT_ONCE);
        let mut seen = 0;
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.nth(index - seen) else {
                return;
            };
            seen = index + 1;
            for (located, surroundings) in chunk {
                of_instruction(document, located, *surroundings);
                // What rules about stages ask of each of theirs.
                let source = || document.text().slice(located.range());
                located.instruction.mentions(source);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
}

fn in_stages(document: &Document) -> Vec<(Located<'_>, Surroundings)> {
    let file = document.dockerfile();
    let escape = file.escape.0;
    let mut instructions = Vec::new();
    let shells = first_interpreters(&Evaluation::new(file));
    for (stage, mut shell) in shells.into_iter().enumerate() {
        for located in file.instructions_of(stage) {
            shell = located.instruction.sets_shell().unwrap_or(shell);
            instructions.push((located, Surroundings { escape, shell }));
        }
    }
    instructions
}

fn of_file(view: &FileView, is_wanted: impl Fn(&Rule) -> bool) -> Arc<[Finding]> {
    let document = view.document;
    let earlier = document.earlier.as_ref();
    // What ONBUILD keeps in one stage is carried out in another.
    let has_triggers = view.stages.iter().any(|stage| stage.has_triggers());
    let World {
        options, images, ..
    } = view.world;
    let other_contexts = view.world.context.other_contexts();
    let earlier = earlier.filter(|earlier| {
        let judged = &earlier.judged;
        judged.options == *options
            && judged.images == images.version()
            && judged.other_contexts == other_contexts
            && !has_triggers
    });
    let mut earlier_findings = earlier.map_or(&[][..], |earlier| &earlier.judged.findings);
    let mut asked: Vec<&Rule> = Vec::new();
    let mut findings = Findings::new(RULES[0]);
    for rule in RULES.iter().copied() {
        let (Check::File(reads, check) | Check::Both(reads, _, check)) = rule.check else {
            continue;
        };
        let earlier_found = take_findings(&mut earlier_findings, rule);
        if !is_wanted(rule) {
            continue;
        }
        asked.push(rule);
        let was_asked = |earlier: &&Earlier<JudgedFile>| {
            let mut asked = earlier.judged.asked.iter();
            asked.any(|asked| std::ptr::eq(*asked, rule))
        };
        let earlier = earlier.filter(was_asked);
        match earlier.and_then(|earlier| earlier.still(earlier_found, reads)) {
            Some(found) => findings.extend(found),
            None => check(view, findings.for_rule(rule)),
        }
    }
    let findings: Arc<[Finding]> = findings.into_found().into();
    // Where others are asked for the same text, the first know as much.
    let _ = document.judged.set(Arc::new(JudgedFile {
        options: options.clone(),
        images: images.version(),
        other_contexts,
        asked,
        findings: Arc::clone(&findings),
    }));
    findings
}

/// Those of a rule, which come first if there are any.
fn take_findings<'a>(findings: &mut &'a [Finding], rule: &Rule) -> &'a [Finding] {
    let is_other = |finding: &Finding| !std::ptr::eq(finding.rule, rule);
    let count = findings.iter().position(is_other).unwrap_or(findings.len());
    let (own, rest) = findings.split_at(count);
    *findings = rest;
    own
}

fn group(start: usize, findings: Arc<[Finding]>) -> Option<Group> {
    (!findings.is_empty()).then_some(Group { start, findings })
}

fn judged_stage(
    document: &Document,
    index: usize,
    stage: &Placed<Stage>,
    surroundings: Surroundings,
) -> Arc<JudgedStage> {
    let judge = || Arc::new(judge_stage(document, index, stage, surroundings));
    let judged = stage.findings.get_or_init(judge);
    match judged.surroundings == surroundings {
        true => Arc::clone(judged),
        // What stands above it has changed, but not the stage itself.
        false => judge(),
    }
}

fn judge_stage(
    document: &Document,
    index: usize,
    stage: &Placed<Stage>,
    surroundings: Surroundings,
) -> JudgedStage {
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
    let earlier = stage.earlier.as_ref();
    let earlier = earlier
        .filter(|earlier| earlier.judged.surroundings == surroundings && !stage.has_triggers());
    let mut earlier_findings = earlier.map_or(&[][..], |earlier| &earlier.judged.findings);
    let view = StageView::new(document, index, surroundings.shell);
    let mut findings: Vec<Finding> = Vec::new();
    for rule in RULES.iter().copied() {
        let (Check::Stage(reads, check) | Check::Both(reads, check, _)) = rule.check else {
            continue;
        };
        let earlier_found = take_findings(&mut earlier_findings, rule);
        match earlier.and_then(|earlier| earlier.still(earlier_found, reads)) {
            Some(found) => findings.extend(found),
            None => {
                let mut found = Findings::new(rule);
                check(&view, &mut found);
                findings.extend(found.counted_from(stage.start));
            }
        }
    }
    JudgedStage {
        surroundings,
        groups,
        findings: findings.into(),
    }
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
    let kept = located.instruction.findings.get_or_init(|| KeptFindings {
        surroundings,
        found: found(),
    });
    match kept.surroundings == surroundings {
        true => Arc::clone(&kept.found),
        // What stands above it has changed, but not the instruction itself.
        false => found(),
    }
}

impl Rule {
    /// Whether a profile that shows everything shows it.
    pub fn is_found_here(&self) -> bool {
        !matches!(self.check, Check::Elsewhere)
    }
}
