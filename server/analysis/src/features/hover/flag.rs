//! The flags of instructions, and their values.

use super::Hover;
use super::line::Line;
use super::markdown::code;
use super::place::Place;
use super::stage;
use crate::docs::Kind;
use crate::model::Keyword;
use crate::msg;
use crate::nearest::nearest;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let flag = place.find::<syntax::Flag>()?;
    let name = place.slice(flag.name()?.node());
    let value = flag.value().map(|value| place.slice(value.node()));
    let mut paragraphs = Vec::new();
    if let Some(value) = value.filter(|_| name == "from") {
        let line = Line::of(place)?;
        paragraphs.extend(stage::named(&line, Keyword::Copy, &value));
    }
    let page = match name.as_str() {
        "mount" => mount_page(place, flag),
        name => place.titled_page(Kind::Flag, name),
    };
    paragraphs.push(page.unwrap_or_else(|| unknown(place, &name)));
    place.answer(flag.node(), paragraphs)
}

/// Of its type where it says one, as each is a thing of its own.
fn mount_page(place: &Place, flag: syntax::Flag) -> Option<String> {
    let mount = place.slice(flag.value()?.node());
    let mut options = mount.split(',').filter_map(|option| option.split_once('='));
    let kind = options.find(|(key, _)| key.trim().eq_ignore_ascii_case("type"));
    let of_kind = kind.and_then(|(_, kind)| place.titled_page(Kind::Mount, kind.trim()));
    of_kind.or_else(|| place.titled_page(Kind::Flag, "mount"))
}

fn unknown(place: &Place, name: &str) -> String {
    let lang = place.lang();
    let flags = crate::docs::SUBJECTS
        .iter()
        .filter(|subject| subject.kind == Kind::Flag);
    let shown = code(&format!("--{name}"));
    match nearest(name, flags.map(|flag| flag.name)) {
        Some(near) => msg!(
            lang,
            en: "BuildKit knows no flag {shown}. Did you mean `--{near}`?",
            fr: "BuildKit ne connaît pas l'option {shown}. Vouliez-vous dire `--{near}`\u{a0}?",
        ),
        None => msg!(
            lang,
            en: "BuildKit knows no flag {shown}.",
            fr: "BuildKit ne connaît pas l'option {shown}.",
        ),
    }
}
