//! Comments that switch a rule off: which rule, and how such a comment is written.

use super::Hover;
use super::place::Place;
use crate::docs::Kind;
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::ByteRange;

pub fn hover(place: &Place) -> Option<Hover> {
    let node = place.innermost::<syntax::Comment>()?.node();
    let text = place.slice(node);
    let after_mark = text.trim_start().trim_start_matches('#').trim_start();
    let switches = ["hadolint ignore=", "hadolint global ignore=", "check="];
    if !switches.iter().any(|switch| after_mark.starts_with(switch)) {
        return None;
    }
    let at = place.asked.byte - node.start_byte();
    match rule_at(place, &text, at, node.start_byte()) {
        Some(hover) => Some(hover),
        None => place.answer(
            node,
            Vec::from_iter(place.titled_page(Kind::Topic, "ignore-comment")),
        ),
    }
}

/// The rule whose code stands at a place of a text.
pub fn rule_at(place: &Place, text: &str, at: usize, start: usize) -> Option<Hover> {
    let is_code = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let before = text.get(..at)?.rfind(|letter| !is_code(letter));
    let from = before.map_or(0, |before| {
        before + text[before..].chars().next().map_or(1, char::len_utf8)
    });
    let length = text[from..].find(|letter| !is_code(letter));
    let to = length.map_or(text.len(), |length| from + length);
    let rule = rules::find(&text[from..to])?;
    Some(Hover {
        range: ByteRange {
            start: start + from,
            end: start + to,
        },
        markdown: rule.markdown(place.lang()),
    })
}
