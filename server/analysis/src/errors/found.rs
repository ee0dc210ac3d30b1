//! Where faults become problems of the file.

use super::fault::Fault;
use super::{Problem, Related};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Dockerfile, Located, Span};
use crate::text::ByteRange;

/// Gathers what is wrong with one instruction, or with a trigger where it runs.
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    start: usize,
    trigger: Option<Place>,
}

/// Where a trigger runs: BuildKit blames the FROM that builds on its stage.
struct Place {
    from: ByteRange,
    set_at: Option<(usize, Span, Box<str>)>,
}

const TRIGGER: Text = Text {
    en: "The trigger `{0}` runs here and fails.",
    fr: "Le déclencheur `{0}` s'exécute ici et échoue.",
};
const SET_HERE: Text = Text {
    en: "The trigger is set here.",
    fr: "Le déclencheur est posé ici.",
};
const STAGE: Text = Text {
    en: "The stage `{0}` starts here.",
    fr: "L'étape `{0}` commence ici.",
};

impl Found {
    pub(super) fn new(start: usize) -> Found {
        Found {
            problems: Vec::new(),
            start,
            trigger: None,
        }
    }

    /// What triggers do at the start of a stage.
    pub(super) fn of_trigger(file: &Dockerfile, stage: usize) -> Found {
        let from = file.instructions_of(stage).next();
        let place = from.and_then(|located| {
            let base = located.instruction.review.as_ref()?.base.as_ref()?;
            Some(located.at(base.image.span))
        });
        Found {
            problems: Vec::new(),
            start: 0,
            trigger: Some(Place {
                from: place.unwrap_or(0..0),
                set_at: None,
            }),
        }
    }

    pub(super) fn set_at(mut self, located: &Located) -> Found {
        let trigger = located.instruction.review.as_ref();
        let trigger = trigger.and_then(|review| review.trigger.as_ref());
        if let (Some(place), Some(trigger)) = (&mut self.trigger, trigger) {
            self.start = located.start;
            place.set_at = Some((located.start, trigger.span, trigger.name.clone()));
        }
        self
    }

    /// A place for what has none of its own.
    pub(super) fn span(&self) -> Span {
        Span::default()
    }

    pub(super) fn push(&mut self, fault: Fault) {
        let mut problem = Problem::of(&fault, self.start);
        if let Some(place) = &self.trigger {
            problem.range = place.from.clone();
            if let Some((start, span, name)) = &place.set_at {
                problem.trigger = Some(Message::new(TRIGGER).with(name));
                problem.related.push(Related {
                    range: start + span.start as usize..start + span.end as usize,
                    message: SET_HERE.into(),
                });
            }
        }
        self.problems.push(problem);
    }

    pub(super) fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.push(fault);
        }
    }
}

impl Problem {
    /// Of a fault in an instruction that starts here.
    pub(super) fn of(fault: &Fault, start: usize) -> Problem {
        let message = fault
            .words
            .iter()
            .fold(Message::new(fault.kind.message), |message, word| {
                message.with(word)
            });
        Problem {
            range: start + fault.span.start as usize..start + fault.span.end as usize,
            kind: fault.kind,
            fixes: fault.fixes.iter().map(|fix| fix.moved(start)).collect(),
            related: Vec::new(),
            message,
            advice: fault.advice.clone(),
            trigger: None,
        }
    }

    pub(super) fn relate_stage(&mut self, file: &Dockerfile, stage: usize) {
        if let Some(from) = file.instructions_of(stage).next() {
            let name = super::stages::name_of(file, stage);
            self.related.push(Related {
                range: from.at(from.instruction.written.span),
                message: Message::new(STAGE).with(name),
            });
        }
    }
}
