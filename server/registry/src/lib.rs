//! What is known of images: their names, tags, sizes and ends of life.
//!
//! [`Registry`] answers from what the binary, the disk, registries and the local engine say;
//! [`catalog`] alone knows what the binary does.

mod cache;
pub mod catalog;
pub mod date;
mod engine;
mod listed;
mod network;
pub mod order;
mod places;
mod registry;
mod settings;
mod small_file;

pub use network::{Config, Failure, Layer, Layers, Made};
pub use places::Places;
pub use registry::{Asking, News, Registry, Silent};
pub use settings::{Mode, Settings};
