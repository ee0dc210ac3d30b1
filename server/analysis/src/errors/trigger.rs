//! ONBUILD with a word that is no instruction. BuildKit takes it: only what builds on the image
//! fails.

use crate::Document;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword};
use crate::nearest::nearest;
use crate::text::ByteRange;

/// A trigger that no build can run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownTrigger {
    pub range: ByteRange,
    pub written: String,
    pub meant: Option<&'static str>,
}

const UNKNOWN: Text = Text {
    en: "`{0}` is not an instruction: every build on this image will fail.",
    fr: "`{0}` n'est pas une instruction\u{a0}: toute construction à partir de cette image échouera.",
};
const MISTYPED: Text = Text {
    en: "`{0}` is not an instruction: every build on this image will fail. Did you mean `{1}`?",
    fr: "`{0}` n'est pas une instruction\u{a0}: toute construction à partir de cette image échouera. Vouliez-vous dire `{1}`\u{a0}?",
};

impl UnknownTrigger {
    pub fn message(&self) -> Message {
        match self.meant {
            Some(meant) => Message::new(MISTYPED).with(&self.written).with(meant),
            None => Message::new(UNKNOWN).with(&self.written),
        }
    }
}

pub fn unknown_triggers(document: &Document) -> Vec<UnknownTrigger> {
    let instructions = document.dockerfile().instructions();
    let found = instructions.filter_map(|located| match &located.instruction.body {
        Body::Trigger(Some(nested)) if nested.keyword == Keyword::Unknown => Some(UnknownTrigger {
            range: located.at(nested.written.span),
            written: nested.written.text.to_string(),
            meant: nearest(&nested.written.text, Keyword::KNOWN.map(Keyword::name)),
        }),
        _ => None,
    });
    found.collect()
}
