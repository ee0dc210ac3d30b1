//! What layers are called, wherever they are told of: lens, hint, hover, command line, picture.

pub mod bases;
pub mod history;
pub mod phrases;
pub mod reasons;
pub mod sum;
pub mod wording;
