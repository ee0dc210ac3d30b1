//! strates held against BuildKit's own verdict on thousands of real and damaged Dockerfiles.
//!
//! The record is not part of the project. Where it is missing these tests say so and check nothing.

mod buildkit_checks;
mod errors;
mod fixes;
mod formatting;
mod hadolint;
mod hover;
mod inventory;
mod layers;
mod parsing;
mod positions;
mod refactorings;
mod rename;
mod shell;
