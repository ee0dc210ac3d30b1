//! The layers of a file, written out: for a terminal, a document, a program, a page.

mod below;
mod grid;
pub mod json;
pub mod mermaid;
pub mod paint;
pub mod svg;
pub mod text;
