//! Names that are typed at once: those of a stage, and the two words of a heredoc.

use super::stages::{How, stage_mentions};
use super::symbol::Symbol;
use crate::Document;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linked {
    /// Each with the same text in it.
    pub ranges: Vec<ByteRange>,
    /// What may be typed, as a regular expression.
    pub pattern: &'static str,
}

const STAGE_NAME: &str = r"[a-zA-Z][a-zA-Z0-9._-]*";
const HEREDOC_WORD: &str = r"[a-zA-Z0-9_][a-zA-Z0-9._-]*";

/// `None` where there is nothing that changes with the name.
pub fn linked(document: &Document, byte: usize) -> Option<Linked> {
    let (symbol, _) = Symbol::at(document, byte)?;
    let own = document.text().slice(symbol.range(byte)).into_owned();
    let (all, pattern): (Vec<ByteRange>, _) = match symbol {
        Symbol::Variable { .. } => return None,
        Symbol::Heredoc(name) => {
            let both = [Some(name.opening), name.end];
            (both.into_iter().flatten().collect(), HEREDOC_WORD)
        }
        Symbol::Stage(here) => {
            let all = stage_mentions(document).into_iter();
            let named = all.filter(|mention| {
                mention.stage == here.stage && !matches!(mention.how, How::Number | How::Variable)
            });
            (named.map(|mention| mention.range).collect(), STAGE_NAME)
        }
    };
    let is_same = |range: &ByteRange| document.text().slice(range.clone()) == own;
    let mut ranges: Vec<ByteRange> = all.into_iter().filter(is_same).collect();
    ranges.sort_by_key(|range| range.start);
    let is_own = |range: &ByteRange| range.start <= byte && byte <= range.end;
    (ranges.len() > 1 && ranges.iter().any(is_own)).then_some(Linked { ranges, pattern })
}
