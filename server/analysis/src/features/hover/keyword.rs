//! The keyword of an instruction: this line in this file, then the instruction's page.

use super::Hover;
use super::line::Line;
use super::markdown::RULE;
use super::place::Place;
use crate::docs::Kind;
use crate::model::{Body, Keyword, Nested};
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let node = place.innermost::<syntax::Keyword>()?.node();
    let mut line = Line::of(place)?;
    let at = node.start_byte() - line.located.start;
    if at == line.located.instruction.written.span.start as usize {
        let mut paragraphs = line.paragraphs();
        paragraphs.extend(page(place, line.keyword()));
        return place.answer(node, paragraphs);
    }
    let trigger = nested_at(&line.located.instruction.body, at)?;
    // What HEALTHCHECK holds is told with it; `AS` and `NONE` are told of elsewhere.
    if line.keyword() != Keyword::Onbuild {
        return None;
    }
    let mut paragraphs = vec![line.of_trigger(trigger)];
    paragraphs.extend(page(place, trigger.keyword));
    place.answer(node, paragraphs)
}

/// The CMD of a HEALTHCHECK, or anything else behind another instruction.
pub fn nested(place: &Place) -> Option<Hover> {
    let node = place.innermost::<syntax::Keyword>()?.node();
    let mut line = Line::of(place)?;
    let mut paragraphs = line.paragraphs();
    paragraphs.extend(place.titled_page(Kind::Value, "healthcheck-cmd"));
    place.answer(node, paragraphs)
}

fn page(place: &Place, keyword: Keyword) -> Option<String> {
    let page = place.page(Kind::Instruction, &keyword.name().to_lowercase())?;
    Some(format!("{RULE}\n\n{page}"))
}

fn nested_at(body: &Body, at: usize) -> Option<&Nested> {
    let (Body::Trigger(Some(nested)) | Body::Healthcheck(Some(nested))) = body else {
        return None;
    };
    if nested.written.span.start as usize == at {
        return Some(nested);
    }
    nested_at(&nested.body, at)
}
