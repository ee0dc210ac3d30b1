//! What goes over the network. Everything here waits, so it runs on threads of its own.

mod address;
mod allowed;
mod certificates;
mod challenge;
mod client;
mod config;
mod credentials;
mod engines;
mod failure;
mod hub;
mod manifest;
mod oci;
mod pages;
mod proxies;
mod quay;
mod quirks;
mod range;
mod retry;
mod route;
mod session;
mod tls;
mod tokens;
mod trust;

pub use config::{Config, Made};
pub use failure::Failure;
pub use hub::Found;
pub use manifest::{Layer, Layers};
pub use quirks::may_ask_for_parts;
pub use session::Session;

use crate::listed::ListedTag;

/// Tags as far as they came.
#[derive(Debug, Default)]
pub struct Tags {
    pub tags: Vec<ListedTag>,
    /// All that there are, or all that fit what was asked for.
    pub is_complete: bool,
    /// Why there are no more.
    pub failure: Option<Failure>,
}

impl Tags {
    fn failed(failure: Failure) -> Tags {
        Tags {
            failure: Some(failure),
            ..Tags::default()
        }
    }
}
