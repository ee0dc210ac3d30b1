//! The tree-sitter grammar of strates: Dockerfiles as BuildKit reads them.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_dockerfile() -> *const ();
}

/// The language, for [`tree_sitter::Parser::set_language`](https://docs.rs/tree-sitter).
// SAFETY: the symbol is the generated `parser.c` linked by `build.rs`; it returns a static table.
#[allow(unsafe_code)] // the one place where the C parser is named
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_dockerfile) };

/// Every node kind, field and supertype of the grammar, as tree-sitter describes them.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");
