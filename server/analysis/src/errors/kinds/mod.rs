//! The reasons themselves: their codes and what they tell.

pub(super) mod arguments;
pub(super) mod file;
pub(super) mod flags;
pub(super) mod mounts;
pub(super) mod sources;
pub(super) mod stages;
pub(super) mod values;
pub(super) mod words;
