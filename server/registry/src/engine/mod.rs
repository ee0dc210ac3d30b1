//! The local Docker or Podman engine: its images, what they are made of, what they set.

mod images;
mod listeners;
#[cfg(any(windows, test))]
mod pipe;
mod plain_http;
#[cfg(unix)]
mod socket;

pub use images::{Inspected, LocalImages};

use crate::places::Places;
use listeners::Listener;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// What the engine says to one question; `None` where there is none, or nothing in two seconds.
fn ask(places: &Places, path: &str) -> Option<Vec<u8>> {
    let listeners = listeners::candidates(places);
    listeners.iter().find_map(|listener| match listener {
        #[cfg(unix)]
        Listener::Socket(socket) => socket::get(socket, path),
        #[cfg(windows)]
        Listener::Pipe(pipe) => pipe::get(pipe, path),
        // The other system's.
        #[cfg(not(all(unix, windows)))]
        _ => None,
    })
}
