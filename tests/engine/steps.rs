//! Which steps a Dockerfile of a case has, as its author marks them.

use crate::case::{Case, Sign};

#[derive(Clone, Debug)]
pub struct Step {
    /// In the diff. A trigger's is its ONBUILD.
    pub line: usize,
    pub stage: usize,
    /// In its stage, from 1.
    pub number: usize,
    pub from_trigger: bool,
    /// All that led to it. Steps with the same past are one, which is built once.
    pub past: String,
}

#[derive(Default)]
struct Stage<'a> {
    base: String,
    name: Option<String>,
    lines: Vec<Line<'a>>,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
    is_step: bool,
    is_trigger: bool,
}

/// The steps of all stages, and what BuildKit calls each stage.
pub fn steps(case: &Case, side: Sign) -> (Vec<Step>, Vec<String>) {
    let stages = stages(case, side);
    let mut steps = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        let mut past = stage.base.clone();
        let before = steps.len();
        let named = |parent: &&Stage| parent.name.as_ref() == Some(&stage.base);
        let parent = stages[..index].iter().find(named);
        let triggers = parent.into_iter().flat_map(|parent| &parent.lines);
        let triggers = triggers
            .filter(|line| line.is_trigger)
            .map(|line| (line, true));
        let own = stage.lines.iter().filter(|line| !line.is_trigger);
        for (line, from_trigger) in triggers.chain(own.map(|line| (line, false))) {
            past = past + "\n" + line.text;
            if line.is_step {
                steps.push(Step {
                    line: line.number,
                    stage: index,
                    number: steps.len() - before + 1,
                    from_trigger,
                    past: past.clone(),
                });
            }
        }
    }
    let names = stages.into_iter().enumerate();
    let names = names.map(|(index, stage)| stage.name.unwrap_or(format!("stage-{index}")));
    (steps, names.collect())
}

fn stages<'a>(case: &'a Case, side: Sign) -> Vec<Stage<'a>> {
    let mut stages: Vec<Stage> = Vec::new();
    for (number, line) in case.side(side) {
        let words: Vec<_> = line.text.split_whitespace().collect();
        let is = |keyword: &str| {
            words
                .first()
                .is_some_and(|word| word.eq_ignore_ascii_case(keyword))
        };
        if is("FROM") {
            stages.push(Stage::new(&words));
        } else if let Some(stage) = stages.last_mut() {
            stage.lines.push(Line {
                number,
                text: line.text,
                is_step: line.mark.is_some(),
                is_trigger: is("ONBUILD"),
            });
        }
    }
    stages
}

impl Stage<'_> {
    fn new(from: &[&str]) -> Self {
        let mut words = from[1..].iter().filter(|word| !word.starts_with("--"));
        Stage {
            base: words
                .next()
                .map_or(String::new(), |word| word.to_lowercase()),
            name: words.nth(1).map(|name| name.to_lowercase()),
            lines: Vec::new(),
        }
    }
}
