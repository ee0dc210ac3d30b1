//! Text in, tree out: tree-sitter with our grammar, and a type for each of its nodes.

mod joined;
mod nodes;

pub use joined::{Joined, continues};
pub use nodes::*;

use crate::text::Text;
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use tree_sitter::{Language, ParseOptions, Parser, Point, Tree};

pub static LANGUAGE: LazyLock<Language> = LazyLock::new(|| strates_grammar::LANGUAGE.into());

thread_local! {
    static PARSER: RefCell<Parser> = RefCell::new(new_parser());
}

fn new_parser() -> Parser {
    let mut parser = Parser::new();
    // Fails only for a grammar of another ABI, which every test would notice.
    let _ = parser.set_language(&LANGUAGE);
    parser
}

/// Parses the text; `old` is the tree of the text before, with the edits told to it.
pub fn parse(text: &Text, old: Option<&Tree>) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| {
        parser.parse_with_options(
            &mut |byte: usize, _: Point| text.chunk(byte).as_bytes(),
            old,
            Some(ParseOptions::new().progress_callback(&mut |_| ControlFlow::Continue(()))),
        )
    })
}
