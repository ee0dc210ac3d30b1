//! Names of images and their tags, as far as they are known at this moment.

use super::Completions;
use super::item::{Documentation, Item, ItemKind};
use super::place::{Named, Place};
use super::stages;
use crate::docs::Kind;
use crate::features::hover::markdown::prose;
use crate::images::{Described, EndOfLife, ImageName, Tag};
use crate::lang::{Lang, Text};
use crate::model::Reference;
use crate::msg;

pub fn names(place: &Place, named: Named) -> Completions {
    let mut items = match named {
        Named::From => stages::earlier(place, false),
        Named::CopyFrom => stages::earlier(place, true),
        Named::MountFrom => stages::earlier(place, false),
        Named::Syntax => frontends(place),
    };
    let known = place.asked.images.names(place.typed());
    items.extend(known.items.iter().map(|image| name(place, image)));
    let is_named = |items: &[Item]| items.iter().any(|item| item.label == "scratch");
    if named == Named::From && !is_named(&items) {
        let scratch = place.item("scratch", ItemKind::Image);
        items.push(scratch.page(Kind::Base, "scratch"));
    }
    Completions {
        items,
        is_incomplete: !known.is_complete,
    }
}

fn name(place: &Place, image: &ImageName) -> Item {
    let lang = place.lang();
    let kind = match (image.is_official, image.is_local) {
        (true, _) => Some(msg!(lang, en: "official image", fr: "image officielle")),
        (_, true) => Some(msg!(lang, en: "on this machine", fr: "sur cette machine")),
        _ => None,
    };
    let item = place.item(image.name.as_str(), ItemKind::Image);
    let item = item.documented(described(image.description.as_ref()));
    let item = item.deprecated(image.is_deprecated);
    match kind {
        Some(kind) => item.detail(kind),
        None => item,
    }
}

fn described(description: Option<&Described>) -> Option<Documentation> {
    description.map(|description| match description {
        Described::Ours(text) => Documentation::Text(*text),
        Described::Publisher(text) => Documentation::Markdown(prose(text)),
    })
}

const FRONTENDS: [(&str, Text); 2] = [
    (
        "docker/dockerfile:1",
        Text {
            en: "The newest stable reader of Dockerfiles, kept up to date by itself.",
            fr: "Le lecteur de Dockerfile stable le plus récent, tenu à jour tout seul.",
        },
    ),
    (
        "docker/dockerfile:1-labs",
        Text {
            en: "The same with what is still tried out.",
            fr: "Le même, avec ce qui est encore à l'essai.",
        },
    ),
];

fn frontends(place: &Place) -> Vec<Item> {
    let items = FRONTENDS.map(|(name, why)| place.item(name, ItemKind::Image).about(why));
    items.into()
}

pub fn tags(place: &Place, image: &str) -> Completions {
    let Some(reference) = Reference::parse(image) else {
        return Completions::default();
    };
    let known = place.asked.images.tags(&reference, place.typed());
    let about = place.asked.images.about(&reference);
    let is_deprecated = about.is_some_and(|about| about.is_deprecated);
    let mut items: Vec<Item> = known
        .items
        .iter()
        .map(|known| tag(place, known, is_deprecated))
        .collect();
    if items.is_empty() && image == "docker/dockerfile" {
        let known = FRONTENDS
            .iter()
            .filter_map(|(name, why)| Some((name.split_once(':')?.1, why)));
        items.extend(known.map(|(tag, why)| place.item(tag, ItemKind::Tag).about(*why)));
    }
    Completions {
        items,
        is_incomplete: !known.is_complete,
    }
}

fn tag(place: &Place, tag: &Tag, is_deprecated: bool) -> Item {
    let lang = place.lang();
    let has_ended = tag.end_of_life.as_ref().is_some_and(|end| end.has_passed);
    let item = place
        .item(tag.name.as_str(), ItemKind::Tag)
        .deprecated(is_deprecated || has_ended);
    let item = item.documented(tag.end_of_life.as_ref().map(|end| end_of_life(end, lang)));
    let detail = detail(tag, lang);
    match detail.is_empty() {
        true => item,
        false => item.detail(detail),
    }
}

/// `= 24.19.0 · lts · 3 architectures`
fn detail(tag: &Tag, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut aliases = tag.aliases.iter().take(3);
    parts.extend(aliases.next().map(|exact| format!("= {exact}")));
    parts.extend(aliases.cloned());
    match tag.architectures.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        many => parts.push(lang.count(
            many.len(),
            ("architecture", "architectures"),
            ("architecture", "architectures"),
        )),
    }
    let marks = [
        (
            tag.is_windows,
            Text {
                en: "Windows",
                fr: "Windows",
            },
        ),
        (
            tag.is_prerelease,
            Text {
                en: "pre-release",
                fr: "préversion",
            },
        ),
        (
            tag.is_local,
            Text {
                en: "on this machine",
                fr: "sur cette machine",
            },
        ),
    ];
    parts.extend(
        marks
            .iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, text)| text.get(lang).to_owned()),
    );
    parts.join(" · ")
}

fn end_of_life(end: &EndOfLife, lang: Lang) -> Documentation {
    let line = &end.line;
    Documentation::Markdown(match (&end.date, end.has_passed) {
        (Some(date), true) => msg!(
            lang,
            en: "`{line}` gets no more updates since {date}, not even against known attacks. Take a newer line.",
            fr: "`{line}` ne reçoit plus de mises à jour depuis le {date}, pas même contre les attaques connues. Prenez une version plus récente.",
        ),
        (Some(date), false) => msg!(
            lang,
            en: "`{line}` gets updates until {date}.",
            fr: "`{line}` reçoit des mises à jour jusqu'au {date}.",
        ),
        (None, true) => msg!(
            lang,
            en: "`{line}` gets no more updates, not even against known attacks. Take a newer line.",
            fr: "`{line}` ne reçoit plus de mises à jour, pas même contre les attaques connues. Prenez une version plus récente.",
        ),
        (None, false) => msg!(
            lang,
            en: "`{line}` will soon get no more updates.",
            fr: "`{line}` ne recevra bientôt plus de mises à jour.",
        ),
    })
}
