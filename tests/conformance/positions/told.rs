//! What is only told: hovers, hints, selections, and what a new line would begin with.

use super::File;
use strates_analysis::context::NoContext;
use strates_analysis::features::format::{Style, on_new_line};
use strates_analysis::features::hints::{Wanted, hints};
use strates_analysis::features::hover::{Asked, hover};
use strates_analysis::features::selection::selection;
use strates_analysis::images::NoImages;

pub fn ask(file: &File, byte: usize) -> Result<(), String> {
    let hover = hover(&Asked {
        document: file.document,
        byte,
        lang: file.lang,
        beginner: byte % 4 > 1,
        context: &NoContext,
        hides_count: &|_| byte.is_multiple_of(3),
        images: &NoImages,
    });
    if let Some(hover) = hover {
        let is_there = hover.range.start <= byte && byte <= hover.range.end;
        let is_text = file.text.get(hover.range.clone()).is_some();
        let is_whole = hover.markdown.matches("```").count() % 2 == 0;
        if !is_there || !is_text || !is_whole || hover.markdown.trim().is_empty() {
            return Err(format!("{hover:?}"));
        }
    }
    let ranges = selection(file.document, byte);
    let mut inner = byte..byte;
    for range in &ranges {
        let holds = range.start <= inner.start && inner.end <= range.end;
        if !holds || file.text.get(range.clone()).is_none() {
            return Err(format!("selections {ranges:?}"));
        }
        inner = range.clone();
    }
    let wanted = Wanted {
        layers: true,
        values: true,
        stages: true,
        hidden: &|_| false,
        images: &NoImages,
    };
    // They are asked for by what is on the screen, not by the letter.
    if byte == 0 || file.text.as_bytes().get(byte - 1) == Some(&b'\n') {
        for hint in hints(file.document, &(byte..byte), &wanted, file.lang) {
            if !file.text.is_char_boundary(hint.byte) || hint.label.trim().is_empty() {
                return Err(format!("hint at {}", hint.byte));
            }
        }
        let style = Style::default();
        let indent = on_new_line(file.document, byte, &style);
        if indent.is_some_and(|edit| file.text.get(edit.range).is_none()) {
            return Err("new line".to_owned());
        }
    }
    Ok(())
}
