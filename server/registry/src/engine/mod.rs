//! The local Docker or Podman engine: its images, what they are made of, what they set.

mod images;
#[cfg(unix)]
mod plain_http;
#[cfg_attr(not(unix), expect(dead_code, reason = "no pipe is spoken to yet"))]
mod socket;

pub use images::{Inspected, LocalImages};

use crate::places::Places;

/// What the engine says to one question; `None` where there is none, or nothing in two seconds.
#[cfg(unix)]
fn ask(places: &Places, path: &str) -> Option<Vec<u8>> {
    let sockets = socket::candidates(places);
    sockets
        .iter()
        .find_map(|socket| plain_http::get(socket, path))
}

#[cfg(not(unix))]
fn ask(_: &Places, _: &str) -> Option<Vec<u8>> {
    None
}
