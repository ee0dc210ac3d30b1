//! What this line does in this file.

mod force;
mod launch;
mod makes;
mod ports;
mod rebuild;
mod taken;
mod users;

use super::Hover;
use super::place::Place;
use crate::model::layers::{StageLayers, Step};
use crate::model::state::{Evaluation, State, Step as Evaluated};
use crate::model::{Keyword, Located, Nested, Word, expand};

pub use taken::source_taken;
pub use users::{stage_role, stage_users};

/// An instruction with all that is in force for it.
pub struct Line<'p, 'a> {
    pub place: &'p Place<'a>,
    pub located: Located<'a>,
    pub evaluation: Evaluation<'a>,
    pub before: State,
    pub after: State,
}

impl<'p, 'a> Line<'p, 'a> {
    pub fn of(place: &'p Place<'a>) -> Option<Line<'p, 'a>> {
        let located = place.located?;
        let contexts = place.asked.context.other_contexts();
        let mut evaluation = Evaluation::with_images(place.file(), place.asked.images, contexts);
        let before = evaluation.before(&located);
        let mut after = before.clone();
        if let Some(stage) = located.stage {
            let step = Evaluated::of(located.instruction, located.start);
            evaluation.apply(&mut after, step, stage);
        }
        Some(Line {
            place,
            located,
            evaluation,
            before,
            after,
        })
    }

    pub fn stage(&self) -> Option<&'a StageLayers> {
        let layers = self.place.asked.document.layers();
        layers.stages.get(self.located.stage?)
    }

    pub fn step(&self) -> Option<&'a Step> {
        self.stage()?.step(self.located.start)
    }

    /// A word with its variables replaced, as far as their values are known.
    pub fn value(&self, word: &Word) -> String {
        let lookup = |name: &str| self.before.variables.in_build(name);
        let escape = self.place.file().escape.0;
        expand(&word.text, escape, &lookup).map_or_else(|_| word.text.to_string(), |word| word.text)
    }

    pub fn keyword(&self) -> Keyword {
        self.located.instruction.keyword
    }

    /// What the line does: a headline, why it makes a layer or none, and what to know of it here.
    pub fn paragraphs(&mut self) -> Vec<String> {
        let mut points: Vec<String> = Vec::new();
        points.extend(users::points(self));
        points.extend(launch::points(self));
        points.extend(taken::points(self));
        points.extend(ports::point(self));
        points.extend(force::points(self));
        points.extend(rebuild::point(self));
        let points = points.iter().map(|point| format!("- {point}"));
        vec![
            makes::headline(self),
            makes::reason(self).unwrap_or_default(),
            points.collect::<Vec<_>>().join("\n"),
        ]
    }

    /// The headline of an instruction behind ONBUILD.
    pub fn of_trigger(&self, trigger: &Nested) -> String {
        makes::trigger(self, trigger)
    }
}

/// Anywhere else on the line.
pub fn hover(place: &Place) -> Option<Hover> {
    let mut line = Line::of(place)?;
    let range = place.trimmed(line.located.range());
    // Behind its last word a line has nothing to tell, nor where it says nothing.
    let is_blank = place
        .token()
        .is_none_or(|token| place.slice(token).trim().is_empty());
    if !range.contains(&place.asked.byte) || (is_blank && line.keyword() == Keyword::Unknown) {
        return None;
    }
    let paragraphs = line.paragraphs();
    let markdown = paragraphs.into_iter().filter(|each| !each.is_empty());
    Some(Hover {
        range,
        markdown: markdown.collect::<Vec<_>>().join("\n\n"),
    })
}
