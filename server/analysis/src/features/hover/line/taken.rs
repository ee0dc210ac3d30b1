//! What COPY and ADD take of the build context, and what the ignore file leaves out.

use super::Line;

pub fn points(_: &Line) -> Vec<String> {
    Vec::new()
}

/// The same for one of the sources.
pub fn source_taken(_: &Line, _: &str) -> Vec<String> {
    Vec::new()
}
