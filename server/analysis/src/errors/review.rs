//! What there is to say about one instruction, found once when it is read and kept with it.

use super::fault::Fault;
use super::later::Later;
use super::reading::Piece;
use crate::model::Span;

/// What BuildKit makes of an instruction. Places count from its start.
#[derive(Debug, Default)]
pub(crate) struct Review {
    /// Wherever the instruction stands.
    pub(super) faults: Vec<Fault>,
    /// Only where it runs: in a stage that the target needs.
    pub(super) run_faults: Vec<Fault>,
    /// What can be told only with the values of variables, where it runs.
    pub(super) later: Option<Later>,
    pub(super) base: Option<Base>,
    /// The stages and images that it takes files from, in their order.
    pub(super) taken: Vec<Taken>,
    /// The variables that it sets.
    pub(super) settings: Vec<Setting>,
    /// The directory that it changes to.
    pub(super) directory: Option<Box<str>>,
    /// Of the instruction behind ONBUILD, where it runs.
    pub(super) trigger: Option<Box<Trigger>>,
}

impl Review {
    /// What it names to take files from, and where that stands.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (&str, Span)> {
        let taken = self.taken.iter().map(|taken| &taken.from);
        let named = taken.filter(|from| !from.text.is_empty());
        named.map(|from| (&*from.text, from.span))
    }

    /// Of an ARG.
    pub(super) fn declares(&self) -> bool {
        self.settings.iter().any(|setting| setting.is_argument)
    }
}

#[derive(Debug)]
pub(crate) struct Trigger {
    pub(super) review: Review,
    pub(super) span: Span,
    /// In upper case.
    pub(super) name: Box<str>,
}

/// What a FROM says.
#[derive(Debug)]
pub(crate) struct Base {
    pub(super) image: Piece,
    pub(super) platform: Option<Piece>,
    /// In lower case.
    pub(super) name: Option<Box<str>>,
    /// There is no variable in it, and nothing wrong with it.
    pub(super) is_sound: bool,
}

/// A stage or an image, as `--from` or a mount names it.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(super) from: Piece,
    pub(super) is_mount: bool,
}

/// A variable and what it is given.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(super) name: Box<str>,
    pub(super) value: Option<Box<str>>,
    pub(super) is_argument: bool,
}

/// What an instruction has to do with errors, told without looking at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Marks(u8);

impl Marks {
    pub(crate) const FAULTY: Marks = Marks(1);
    /// Values of variables decide whether it is right.
    pub(crate) const USES: Marks = Marks(2);
    /// It changes variables or the directory.
    pub(crate) const SETS: Marks = Marks(4);
    /// It takes files from stages or images.
    pub(crate) const TAKES: Marks = Marks(8);
    pub(crate) const TRIGGER: Marks = Marks(16);
    /// It looks for the end of a heredoc in all that follows.
    pub(crate) const OPEN: Marks = Marks(32);

    pub(crate) fn of(review: &Review) -> Marks {
        let mut marks = Marks::default();
        let mut add = |is_so: bool, mark: Marks| {
            if is_so {
                marks = marks.and(mark);
            }
        };
        let is_faulty = !review.faults.is_empty() || !review.run_faults.is_empty();
        add(is_faulty, Marks::FAULTY);
        add(review.later.is_some(), Marks::USES);
        let sets = !review.settings.is_empty() || review.directory.is_some();
        add(sets, Marks::SETS);
        add(!review.taken.is_empty(), Marks::TAKES);
        add(review.trigger.is_some(), Marks::TRIGGER);
        marks
    }

    pub(crate) fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    pub(crate) fn has(self, any: Marks) -> bool {
        self.0 & any.0 != 0
    }
}
