//! `.dockerignore`, a language of its own: what each line says, and what it does in its folder.

mod completion;
mod diagnostics;
mod effect;
mod fixes;
mod hover;
mod in_folder;
mod kinds;
mod lines;
mod meaning;
#[cfg(test)]
mod mutations;
mod tokens;

pub use completion::{Choice, completion};
pub use diagnostics::{Flaw, diagnostics};
pub use fixes::fixed;
pub use hover::hover;
pub use kinds::{KINDS, Kind, find};
pub use tokens::tokens;

use crate::context::Ignore;
use crate::text::{Change, Encoding, Text};
use lines::{Pattern, patterns};

/// A version of an ignore file. Never changes; an edit makes a new one.
#[derive(Clone)]
pub struct IgnoreDocument {
    text: Text,
    source: String,
    patterns: Vec<Pattern>,
    ignore: Ignore,
}

/// A larger file is not read.
const MAX_BYTES: usize = 1 << 20;

impl IgnoreDocument {
    pub fn new(text: &str) -> IgnoreDocument {
        IgnoreDocument::read(Text::new(text))
    }

    pub fn edit(&self, changes: &[Change], encoding: Encoding) -> IgnoreDocument {
        let mut text = self.text.clone();
        for change in changes {
            text.edit(change, encoding);
        }
        IgnoreDocument::read(text)
    }

    fn read(text: Text) -> IgnoreDocument {
        let source = match text.len() <= MAX_BYTES {
            true => text.to_string(),
            false => String::new(),
        };
        IgnoreDocument {
            patterns: patterns(&source),
            ignore: Ignore::read(&source),
            source,
            text,
        }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    pub fn ignore(&self) -> &Ignore {
        &self.ignore
    }

    fn pattern_at(&self, byte: usize) -> Option<&Pattern> {
        let patterns = self.patterns.iter();
        let mut at = patterns.filter(|each| each.line.start <= byte && byte <= each.line.end);
        at.next()
    }
}
