//! What is offered at `$0`, for the tests of each list.

use super::place::Place;
use super::{Asked, complete};
use crate::Document;
use crate::context::NoContext;
use crate::images::NoImages;
use crate::lang::Lang;

pub fn labels(marked: &str) -> Vec<String> {
    ask(marked, |asked| {
        let items = complete(asked).items.into_iter();
        items.map(|item| item.label).collect()
    })
}

/// The plain text of an item, if it is there.
pub fn plain(marked: &str, label: &str) -> Option<String> {
    ask(marked, |asked| {
        let mut items = complete(asked).items.into_iter();
        items
            .find(|item| item.label == label)
            .map(|item| item.plain)
    })
}

/// What is expected, as it is written in tests.
pub fn expected(marked: &str) -> String {
    ask(marked, |asked| match Place::of(asked) {
        Some(place) => format!("{:?}", place.expected),
        None => "nothing".to_owned(),
    })
}

fn ask<T>(marked: &str, question: impl FnOnce(&Asked) -> T) -> T {
    let byte = marked.find("$0").unwrap_or(marked.len());
    let document = Document::new(&marked.replacen("$0", "", 1));
    question(&Asked {
        document: &document,
        byte,
        lang: Lang::En,
        trigger: None,
        context: &NoContext,
        images: &NoImages,
    })
}
