//! strates held against a Docker Engine: real builds of small Dockerfiles, their layers, their
//! history, and what a second build takes from the cache after an edit.
//!
//! `tests/engine/install` says which engine there is, or unpacks one. Without one these tests say
//! so and check nothing, unless STRATES_ENGINE is `required`; `apart` leaves them to their own step.
#![cfg(unix)]

mod build;
mod case;
mod context;
mod daemon;
mod engine;
mod images;
mod installed;
mod invalidation;
mod layers;
mod local;
mod measured;
mod model;
mod names;
mod parallel;
mod record;
mod reported;
mod sections;
mod steps;
mod vertex;
