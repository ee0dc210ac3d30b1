//! For the tests of this folder.

use super::references;
use crate::Document;

/// The places marked `<…>` are the same name as the one at `$0`, and no others.
#[track_caller]
pub fn same(marked: &str) {
    let byte = marked.find("$0").expect("a place is marked");
    let byte = byte - marked[..byte].matches('<').count() - marked[..byte].matches('>').count();
    let without_cursor = marked.replacen("$0", "", 1);
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut open = 0;
    for letter in without_cursor.chars() {
        match letter {
            '<' => open = text.len(),
            '>' => expected.push(open..text.len()),
            letter => text.push(letter),
        }
    }
    let found = references(&Document::new(&text), byte, true);
    assert_eq!(found, expected, "{text}");
}
