//! Ways to mend that many faults share.

use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Span;
use crate::text::ByteRange;

const REPLACE: Text = Text {
    en: "Replace with `{0}`",
    fr: "Remplacer par `{0}`",
};
const REMOVE: Text = Text {
    en: "Remove `{0}`",
    fr: "Supprimer `{0}`",
};
const INSERT: Text = Text {
    en: "Add `{0}`",
    fr: "Ajouter `{0}`",
};
const QUOTE: Text = Text {
    en: "Put double quotes around it",
    fr: "Mettre des guillemets droits doubles autour",
};
const PLAIN_SPACE: Text = Text {
    en: "Type an ordinary space",
    fr: "Taper un espace ordinaire",
};

pub(super) fn replace(span: impl Into<ByteRange>, by: &str) -> Fix {
    let edits = vec![TextEdit::replace(span.into(), by)];
    Fix::suggested(Message::new(REPLACE).with(by), edits)
}

pub(super) fn remove(range: impl Into<ByteRange>, word: &str) -> Fix {
    let edits = vec![TextEdit::delete(range.into())];
    Fix::suggested(Message::new(REMOVE).with(word), edits)
}

pub(super) fn insert(at: usize, text: &str) -> Fix {
    let edits = vec![TextEdit::insert(at, text)];
    Fix::suggested(Message::new(INSERT).with(text.trim()), edits)
}

pub(super) fn quote(edits: Vec<TextEdit>) -> Fix {
    Fix::safe(Message::new(QUOTE), edits)
}

pub(super) fn plain_space(range: ByteRange) -> Fix {
    Fix::safe(
        Message::new(PLAIN_SPACE),
        vec![TextEdit::replace(range, " ")],
    )
}

/// The same for a change that everybody would make.
pub(super) fn safe(fix: Fix) -> Fix {
    Fix::safe(fix.title, fix.edits)
}

/// Replaces by what was meant; safely where nothing else can have been.
pub(super) fn replace_by_meant(span: Span, meant: &str, is_only_one: bool) -> Fix {
    let fix = replace(span, meant);
    if is_only_one { safe(fix) } else { fix }
}
