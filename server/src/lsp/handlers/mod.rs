//! One file for each question: from LSP, ask, to LSP. Handlers never wait; they get a snapshot of
//! the document and may run on another thread.

mod build_command;
pub mod build_file;
pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod definition;
pub mod diagnostic;
mod dockerignore;
pub mod document_link;
pub mod document_symbol;
pub mod execute_command;
pub mod folding_range;
pub mod formatting;
pub mod hover;
pub mod ignore_file;
pub mod inlay_hint;
pub mod layers;
pub mod lifecycle;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod settings;
pub mod signature_help;
pub mod text_sync;
pub mod workspace_symbol;
