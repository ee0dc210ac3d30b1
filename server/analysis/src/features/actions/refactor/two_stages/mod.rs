//! A file that builds a program and runs it in one stage, made into two: the image then holds what
//! runs, not what it was built with.

mod go;
mod layout;
mod node;

pub use go::go_in_two_stages;
pub use node::node_in_two_stages;
