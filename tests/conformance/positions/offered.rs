//! Completion: whatever is offered can be put into the text.

use super::File;
use strates_analysis::context::NoContext;
use strates_analysis::features::completion::{Asked, Item, complete};
use strates_analysis::images::NoImages;

pub fn ask(file: &File, byte: usize) -> Result<(), String> {
    let offered = complete(&Asked {
        document: file.document,
        byte,
        lang: file.lang,
        trigger: None,
        context: &NoContext,
        images: &NoImages,
    });
    let mut items = offered.items.iter();
    match items.find(|item| !is_sound(file.text, byte, item)) {
        Some(item) => Err(format!("{item:?}")),
        None => Ok(()),
    }
}

fn is_sound(text: &str, byte: usize, item: &Item) -> bool {
    let (inserted, replaced) = (item.word.inserted(), item.word.replaced());
    let word = text.get(replaced.clone());
    let is_one_line = word.is_some_and(|word| !word.contains(['\n', '\r']));
    let is_here = inserted.start == replaced.start && inserted.end <= replaced.end;
    // A place inside a line break is the one before it.
    let holds = replaced.start <= byte && byte <= replaced.end + 3;
    let says_something =
        !item.label.is_empty() && !item.label.contains('\n') && !item.plain.contains("${1");
    is_one_line && is_here && holds && says_something
}
