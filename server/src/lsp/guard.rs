//! A panic costs one answer, never the server.

use super::refusal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use strates_analysis::lang::Lang;
use tower_lsp::jsonrpc::Result;

/// Documents are immutable and every lock is taken for one assignment only, so nothing is left
/// half done.
pub fn guarded<T>(lang: Lang, work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| refusal::panicked(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::jsonrpc::ErrorCode;

    #[test]
    fn a_panic_becomes_an_error() {
        let answer: Result<()> = guarded(Lang::Fr, || panic!("on purpose"));
        let error = answer.unwrap_err();
        assert_eq!(error.code, ErrorCode::InternalError);
        assert!(
            error.message.starts_with("Erreur interne\u{a0}:"),
            "{error:?}"
        );
    }

    #[test]
    fn anything_else_passes() {
        assert_eq!(guarded(Lang::En, || 1).unwrap(), 1);
    }
}
