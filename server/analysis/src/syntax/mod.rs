//! Text in, tree out: tree-sitter with our grammar, and a type for each of its nodes.

mod joined;
mod nodes;

pub use joined::{Joined, continues};
pub use nodes::*;

use crate::text::{ByteRange, Text};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use tree_sitter::{Language, ParseOptions, Parser, Point, Range, Tree};

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

/// Parses a part of a text as if it were all, but with its places in the whole.
pub fn parse_part(text: &Text, part: &ByteRange) -> Option<Tree> {
    let mut parser = new_parser();
    let range = Range {
        start_byte: part.start,
        end_byte: part.end,
        start_point: text.point(part.start),
        end_point: text.point(part.end),
    };
    parser.set_included_ranges(&[range]).ok()?;
    parse_with(&mut parser, text, None)
}

/// Parses the text; `old` is the tree of the text before, with the edits told to it.
pub fn parse(text: &Text, old: Option<&Tree>) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| parse_with(parser, text, old))
}

fn parse_with(parser: &mut Parser, text: &Text, old: Option<&Tree>) -> Option<Tree> {
    parser.parse_with_options(
        &mut |byte: usize, _: Point| text.chunk(byte).as_bytes(),
        old,
        Some(ParseOptions::new().progress_callback(&mut |_| ControlFlow::Continue(()))),
    )
}
