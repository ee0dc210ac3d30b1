//! The one program: a language server and a command line over the same analysis.

pub mod cli;
mod layers;
pub mod lsp;
