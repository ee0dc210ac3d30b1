//! Semantic tokens in the protocol's relative encoding.

use crate::lsp::kinds::Opened;
use crate::lsp::session::Snapshot;
use lsp_types::{Position, Range, SemanticToken, SemanticTokensLegend};
use strates_analysis::features::tokens::{Modifiers, Token, TokenKind};

pub fn legend() -> SemanticTokensLegend {
    let kinds = TokenKind::ALL.iter().map(|kind| kind.name().into());
    let modifiers = Modifiers::NAMES.iter().map(|name| (*name).into());
    SemanticTokensLegend {
        token_types: kinds.collect(),
        token_modifiers: modifiers.collect(),
    }
}

pub fn encode_tokens<D: Opened>(snapshot: &Snapshot<D>, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut ranges = snapshot.ranges();
    let mut last = Position::default();
    let encode = |token: &Token| {
        let Range { start, end } = ranges.of(&token.range);
        let delta_line = start.line - last.line;
        let before = if delta_line == 0 { last.character } else { 0 };
        last = start;
        SemanticToken {
            delta_line,
            delta_start: start.character - before,
            length: end.character - start.character,
            // The legend has them in this order.
            token_type: token.kind as u32,
            token_modifiers_bitset: token.modifiers.0,
        }
    };
    tokens.iter().map(encode).collect()
}
