//! The value of a word at a place of a stage, looked for upwards from there: for the few words that
//! need one, where following everything that is in force would take far longer.

use super::FileView;
use super::steps::Stages;
use crate::model::{Body, Keyword, Pair, Platform, Word, expand};
use std::cell::Cell;

pub struct Values<'a, 'd> {
    file: &'a FileView<'d>,
    stages: &'a Stages,
    /// How many more instructions may be looked at.
    patience: Cell<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    pub text: String,
    /// A variable without a value stands in it: the base image may have one.
    pub has_unset: bool,
}

const MOST_INSTRUCTIONS: usize = 20_000;
const DEEPEST: usize = 8;

impl<'a, 'd> Values<'a, 'd> {
    pub fn new(file: &'a FileView<'d>, stages: &'a Stages) -> Values<'a, 'd> {
        Values {
            file,
            stages,
            patience: Cell::new(MOST_INSTRUCTIONS),
        }
    }

    /// What a word comes to before a byte of a stage; `None` where that takes too long.
    pub fn of(&self, word: &Word, stage: usize, before: usize) -> Option<Value> {
        self.expanded(&word.text, stage, before, 0)
    }

    fn expanded(&self, text: &str, stage: usize, before: usize, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let lookup = |name: &str| {
            let value = self.variable(name, stage, before, depth);
            value.map(|value| value.text)
        };
        let expanded = expand(text, self.file.escape.0, &lookup).ok()?;
        (self.patience.get() > 0).then_some(Value {
            text: expanded.text,
            has_unset: !expanded.unset.is_empty(),
        })
    }

    fn variable(&self, name: &str, stage: usize, before: usize, depth: usize) -> Option<Value> {
        let mut stage = stage;
        let mut before = before;
        loop {
            let placed = self.file.stages.get(stage)?;
            let inner = before.saturating_sub(placed.start);
            let instructions = &placed.instructions;
            let end = instructions.partition_point(|each| each.start < inner);
            for each in instructions[..end].iter().rev() {
                self.patience.set(self.patience.get().checked_sub(1)?);
                let (pairs, is_argument) = match &each.body {
                    Body::Pairs { pairs, .. } if each.keyword == Keyword::Env => (pairs, false),
                    Body::Arguments(arguments) => (arguments, true),
                    _ => continue,
                };
                let is_it = |pair: &&Pair| {
                    let own = pair.name.as_ref();
                    own.is_some_and(|own| &*own.text == name)
                };
                let start = placed.start + each.start;
                match pairs.iter().rev().find(is_it) {
                    Some(Pair {
                        value: Some(word), ..
                    }) => {
                        return self.expanded(&word.text, stage, start, depth + 1);
                    }
                    Some(pair) if !is_argument || pair.assigned => return Some(known("")),
                    Some(_) => {
                        let global = self.file.evaluation().globals().get(name);
                        if let Some(value) = global.and_then(|global| global.value.as_ref()) {
                            return Some(known(value));
                        }
                    }
                    None => {}
                }
            }
            match self.stages.base(stage) {
                Some(base) => (stage, before) = (base, usize::MAX),
                None => break,
            }
        }
        let is_linux = self.file.evaluation().platform(stage) == Platform::Linux;
        (name == "PATH" && is_linux).then(|| known(LINUX_PATH))
    }
}

const LINUX_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

fn known(text: &str) -> Value {
    Value {
        text: text.to_owned(),
        has_unset: false,
    }
}
