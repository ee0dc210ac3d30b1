//! The options of `--mount`.

use super::Hover;
use super::line::Line;
use super::place::Place;
use super::stage;
use crate::docs::Kind;
use crate::model::Keyword;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let option = place.find::<syntax::MountOption>()?;
    let key = place.slice(option.key()?.node()).to_ascii_lowercase();
    let value = option.value().map(|value| place.slice(value.node()));
    let name = match key.as_str() {
        "dst" | "destination" => "target",
        "src" => "source",
        "ro" => "readonly",
        "rw" => "readwrite",
        name => name,
    };
    let mut paragraphs = Vec::new();
    match (name, &value) {
        ("type", Some(kind)) => paragraphs.extend(place.titled_page(Kind::Mount, kind)),
        ("from", Some(from)) => {
            paragraphs.extend(stage::named(&Line::of(place)?, Keyword::Run, from));
        }
        _ => {}
    }
    if paragraphs.is_empty() || name != "type" {
        paragraphs.extend(place.titled_page(Kind::MountOption, name));
    }
    place.answer(option.node(), paragraphs)
}
