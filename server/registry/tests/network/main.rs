//! The registry's client against registries, token servers and engines of ours, on 127.0.0.1.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod contents;
mod credentials;
#[cfg(unix)]
mod engine;
mod engines;
mod expired;
mod failures;
mod hub;
mod kept;
mod known;
mod oci;
mod quiet;
mod replies;
mod stub;
mod world;
