//! Whatever is typed: no text and no cursor makes anything here panic, and no range leaves the text.

use super::{IgnoreDocument, completion, diagnostics, hover, tokens};
use crate::context::Tree;
use crate::context::testing::Files;
use crate::edit::apply;
use crate::lang::Lang;
use crate::rules::Levels;
use proptest::prelude::*;

const FILES: Files = Files(&["a/b.md", "c/é/d", "[x]", "#y"]);

proptest! {
    #[test]
    fn nothing_panics(text in "([#!*?/.\\\\ \t\r\n\\[\\]\\-^ab\u{e9}\u{feff}]|\\*\\*|\\.\\.){0,40}", at in 0..60_usize) {
        let document = IgnoreDocument::new(&text);
        let tree = Tree::walk(&FILES, document.ignore(), 99);
        for found in diagnostics(&document, tree.as_ref(), &Levels::default()) {
            prop_assert!(text.get(found.range()).is_some());
            for fix in found.fixes() {
                prop_assert!(apply(&text, &fix.edits).is_some());
            }
        }
        for token in tokens(&document, 0..text.len()) {
            prop_assert!(text.get(token.range.clone()).is_some_and(|text| !text.contains('\n')));
        }
        let hover = hover(&document, at, &FILES, tree.as_ref(), Lang::Fr);
        prop_assert!(hover.is_none_or(|hover| text.get(hover.range).is_some()));
        for choice in completion(&document, at, &FILES) {
            prop_assert!(text.get(choice.range).is_some());
        }
    }
}
