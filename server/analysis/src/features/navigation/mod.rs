//! From a name to where it comes from and where it is used: stages, variables, heredocs, and the
//! files that COPY and ADD take.
//!
//! What stands for the same thing is found in one place, [`symbol`]; each question has a file that
//! asks it.

mod definition;
mod files;
mod groups;
mod heredocs;
mod linked;
mod names;
mod outside;
mod references;
mod refusal;
mod rename;
mod shells;
mod stages;
mod survey;
mod symbol;
mod walk;

pub use definition::{Definition, Goal, declaration, definition};
pub use linked::{Linked, linked};
pub use outside::{OutsideName, outside_name};
pub use references::{Highlight, highlights, references};
pub use refusal::Refusal;
pub use rename::{Renamed, prepare_rename, rename};

pub(super) use files::files_taken;
pub(super) use stages::{StagePlaces, image_of_flag, stage_mentions};

#[cfg(test)]
mod testing;
