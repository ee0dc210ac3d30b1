//! `# syntax=`, `# escape=` and `# check=` at the top of a file.

use super::Hover;
use super::comment::rule_at;
use super::place::Place;
use crate::docs::Kind;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let directive = place.find::<syntax::ParserDirective>()?;
    let name = place.slice(directive.name()?.node()).to_ascii_lowercase();
    if let Some(value) = directive.value().filter(|_| name == "check") {
        let range = value.node().byte_range();
        if range.contains(&place.asked.byte) {
            let text = place.slice(value.node());
            let rule = rule_at(place, &text, place.asked.byte - range.start, range.start);
            if rule.is_some() {
                return rule;
            }
        }
    }
    place.answer(
        directive.node(),
        vec![place.titled_page(Kind::Directive, &name)?],
    )
}
