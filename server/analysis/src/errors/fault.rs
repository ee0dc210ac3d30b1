//! What is wrong with one instruction, in places that count from its start.

use super::kind::Kind;
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::model::Span;
use crate::nearest::nearest;

#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(super) span: Span,
    pub(super) kind: &'static Kind,
    pub(super) words: Vec<String>,
    /// What the message ends with in this case.
    pub(super) advice: Option<Message>,
    pub(super) fixes: Vec<Fix>,
}

const DID_YOU_MEAN: Text = Text {
    en: "Did you mean `{0}`?",
    fr: "Vouliez-vous dire `{0}`\u{a0}?",
};

impl Fault {
    pub(super) fn new(kind: &'static Kind, span: Span) -> Fault {
        Fault {
            span,
            kind,
            words: Vec::new(),
            advice: None,
            fixes: Vec::new(),
        }
    }

    /// The next of what the message names.
    pub(super) fn with(mut self, word: impl ToString) -> Fault {
        self.words.push(shortened(&word.to_string()));
        self
    }

    pub(super) fn advise(mut self, advice: impl Into<Message>) -> Fault {
        self.advice = Some(advice.into());
        self
    }

    /// Asks whether this was meant.
    pub(super) fn guess(self, meant: &str) -> Fault {
        self.advise(Message::new(DID_YOU_MEAN).with(meant))
    }

    pub(super) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Fault {
        self.fixes.extend(fix.into());
        self
    }

    pub(super) fn fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Fault {
        self.fixes.extend(fixes);
        self
    }
}

const LONGEST_WORD: usize = 80;

/// A message is not the place for a whole line.
fn shortened(word: &str) -> String {
    match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// The one of a few words that was meant, and whether no other is as near.
pub(super) fn meant<'a>(typed: &str, known: &[&'a str]) -> Option<(&'a str, bool)> {
    let best = nearest(typed, known.iter().copied())?;
    let others = known.iter().copied().filter(|word| *word != best);
    Some((best, nearest(typed, others).is_none()))
}
