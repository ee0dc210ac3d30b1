//! One file for each question that an editor asks.

pub mod actions;
pub mod completion;
pub mod diagnostics;
pub mod dockerignore;
pub mod explain;
pub mod folding;
pub mod format;
pub mod hints;
pub mod hover;
pub mod layers;
pub mod lens;
pub mod links;
pub mod navigation;
pub mod parameters;
pub mod parse_view;
pub mod selection;
pub mod signature;
mod silence;
pub mod symbols;
pub mod tokens;
