//! What is known of images: their names, tags, sizes and ends of life.

pub mod catalog;
pub mod date;
pub mod order;
