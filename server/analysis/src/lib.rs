//! What a Dockerfile says, builds and means: text in, answers out.
//!
//! Knows nothing of editors, networks and disks; positions are byte ranges throughout.

pub mod context;
pub mod docs;
mod document;
pub mod edit;
pub mod errors;
pub mod features;
pub mod ignore_file;
pub mod images;
pub mod lang;
pub mod message;
pub mod model;
pub mod nearest;
pub mod rules;
pub mod shell;
pub mod shown;
pub mod syntax;
pub mod text;
pub mod threads;

pub use document::{Document, MAX_BYTES};
