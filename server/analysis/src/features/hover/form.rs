//! Ways of writing: the JSON form of a command, a line that goes on.

use super::Hover;
use super::line::Line;
use super::place::Place;
use crate::docs::Kind;
use crate::model::{Body, Keyword};
use crate::syntax::{self, Syntax};
use crate::text::ByteRange;

pub fn hover(place: &Place) -> Option<Hover> {
    if let Some(range) = continuation(place) {
        let markdown = place.titled_page(Kind::Topic, "continuation")?;
        return Some(Hover { range, markdown });
    }
    let form = place.find::<syntax::ExecForm>()?.node();
    let mut line = Line::of(place)?;
    let is_command = matches!(line.located.instruction.body, Body::Command(_));
    if !is_command || line.keyword() == Keyword::Shell {
        return None;
    }
    let mut paragraphs = line.paragraphs();
    paragraphs.extend(place.titled_page(Kind::Topic, "exec-form"));
    place.answer(form, paragraphs)
}

/// The escape character at the end of a line, which is no node of its own within a command.
fn continuation(place: &Place) -> Option<ByteRange> {
    let text = place.asked.document.text();
    let byte = place.asked.byte;
    let line_end = text.line_start(text.line_of(byte) + 1);
    let rest = text.slice(byte..line_end);
    let mut letters = rest.chars();
    let is_escape = letters.next() == Some(place.file().escape.0);
    let is_last = letters.as_str().trim().is_empty();
    (place.located.is_some() && is_escape && is_last).then_some(byte..byte + 1)
}
