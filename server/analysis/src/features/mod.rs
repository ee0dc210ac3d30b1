//! One file for each question that an editor asks.

pub mod folding;
pub mod layers;
pub mod parse_view;
pub mod problems;
pub mod selection;
pub mod symbols;
pub mod tokens;
