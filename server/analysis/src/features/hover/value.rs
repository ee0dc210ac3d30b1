//! What stands after EXPOSE, USER, STOPSIGNAL and HEALTHCHECK.

use super::Hover;
use super::line::Line;
use super::place::Place;
use crate::docs::Kind;
use crate::model::Keyword;
use crate::syntax::{self, Syntax};
use tree_sitter::Node;

pub fn hover(place: &Place) -> Option<Hover> {
    let (node, name) = value(place)?;
    let mut paragraphs = Line::of(place)?.paragraphs();
    paragraphs.extend(place.titled_page(Kind::Value, name));
    place.answer(node, paragraphs)
}

fn value<'a>(place: &Place<'a>) -> Option<(Node<'a>, &'static str)> {
    if let Some(port) = place.find::<syntax::Port>() {
        return Some((port.node(), "port"));
    }
    if let Some(protocol) = place.find::<syntax::Protocol>() {
        return Some((protocol.node(), "protocol"));
    }
    if let Some(signal) = place.find::<syntax::Signal>() {
        return Some((signal.node(), "signal"));
    }
    if let Some(user) = place.find::<syntax::User>() {
        return Some((user.node(), "user"));
    }
    if let Some(group) = place.find::<syntax::Group>() {
        return Some((group.node(), "group"));
    }
    let token = place.token()?;
    let is_none = place.slice(token).eq_ignore_ascii_case("none");
    let keyword = place.located?.instruction.keyword;
    (is_none && keyword == Keyword::Healthcheck).then_some((token, "healthcheck-none"))
}
