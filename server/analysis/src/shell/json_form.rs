//! The JSON form as a script: the words with blanks between them. No shell reads it, but it names
//! commands all the same, and often a shell is its first word.

use super::{Form, Interpreter, Script};
use crate::model::Word;
use crate::syntax::Joined;

pub(super) fn script(words: &[Word]) -> Script {
    let mut source = Joined::default();
    for word in words {
        let start = word.span.start as usize;
        if !source.text.is_empty() {
            source.push(" ", start.saturating_sub(1));
        }
        push_string(&mut source, &word.text, start);
    }
    Script {
        source,
        interpreter: Interpreter::Posix,
        form: Form::Json,
    }
}

/// What stands between the quotes; only a quote is freed of its backslash.
fn push_string(source: &mut Joined, literal: &str, start: usize) {
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut at = start + 1;
    for (index, piece) in inner.split("\\\"").enumerate() {
        if index > 0 {
            source.push("\"", at + 1);
            at += 2;
        }
        source.push(piece, at);
        at += piece.len();
    }
}
