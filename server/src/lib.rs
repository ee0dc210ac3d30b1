//! The one program: a language server and a command line over the same analysis.

mod build_context;
mod build_files;
pub mod cli;
mod dockerfiles;
mod images;
mod layers;
pub mod lsp;
mod settings;
mod shellcheck;
mod style;
