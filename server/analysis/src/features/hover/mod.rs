//! What the thing under the cursor is, and what this line does in this file.
//!
//! A chain of sources, each in its own file: the first that knows the place answers.

mod command;
mod comment;
mod directive;
mod flag;
mod form;
mod heredoc;
mod image;
mod keyword;
mod line;
pub(crate) mod markdown;
mod modifier;
mod mount;
mod path;
mod place;
mod stage;
mod uses;
mod value;
mod variable;

pub use markdown::plain;
pub use place::Asked;

use crate::text::ByteRange;
use place::Place;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    pub range: ByteRange,
    pub markdown: String,
}

const SOURCES: [fn(&Place) -> Option<Hover>; 16] = [
    comment::hover,
    directive::hover,
    modifier::hover,
    variable::hover,
    mount::hover,
    flag::hover,
    heredoc::hover,
    stage::hover,
    image::hover,
    value::hover,
    path::hover,
    form::hover,
    keyword::hover,
    command::hover,
    keyword::nested,
    line::hover,
];

pub fn hover(asked: &Asked) -> Option<Hover> {
    let place = Place::of(asked)?;
    SOURCES.iter().find_map(|source| source(&place))
}
