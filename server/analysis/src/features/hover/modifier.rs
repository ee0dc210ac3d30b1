//! `${NAME:-word}` and its kin: what the sign between name and word does.

use super::Hover;
use super::place::Place;
use super::variable;
use crate::docs::Kind;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let operator = place.innermost::<syntax::ExpansionOperator>()?.node();
    let name = match place.slice(operator).as_str() {
        ":-" | "-" => "default",
        ":+" | "+" => "alternative",
        ":?" | "?" => "required",
        "#" | "##" => "prefix",
        "%" | "%%" => "suffix",
        "/" | "//" => "replace",
        _ => return None,
    };
    let expansion = place.find::<syntax::Expansion>()?;
    let mut paragraphs = Vec::from_iter(variable::comes_to(place, expansion));
    paragraphs.extend(place.titled_page(Kind::Modifier, name));
    place.answer(operator, paragraphs)
}
