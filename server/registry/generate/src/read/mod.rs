//! The forms that the sources have.

pub mod condensed;
pub mod descriptions;
pub mod ends;
pub mod gone;
pub mod layers;
pub mod library;
pub mod others;
