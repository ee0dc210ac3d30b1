//! Where Dockerfiles are: by their names, in the folders of a project.

mod names;
mod seen;
mod walk;

pub use names::is_ignore_file;
pub use seen::{Seen, unchanged};
pub use walk::{Listing, dockerfiles, walk};
