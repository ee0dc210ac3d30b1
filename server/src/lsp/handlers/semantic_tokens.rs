use crate::lsp::convert::encode_tokens;
use crate::lsp::session::{Session, Snapshot};
use crate::lsp::token_results::difference;
use lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};
use std::sync::Arc;
use strates_analysis::features::tokens::tokens;
use strates_analysis::text::ByteRange;

pub fn full(
    session: &Session,
    snapshot: &Snapshot,
    _: SemanticTokensParams,
) -> SemanticTokensResult {
    let data = encoded(snapshot, 0..snapshot.document.text().len());
    SemanticTokensResult::Tokens(remembered(session, snapshot, data))
}

pub fn range(
    _: &Session,
    snapshot: &Snapshot,
    params: SemanticTokensRangeParams,
) -> SemanticTokensRangeResult {
    let data = encoded(snapshot, snapshot.bytes(params.range));
    SemanticTokensRangeResult::Tokens(SemanticTokens {
        result_id: None,
        data,
    })
}

pub fn delta(
    session: &Session,
    snapshot: &Snapshot,
    params: SemanticTokensDeltaParams,
) -> SemanticTokensFullDeltaResult {
    let data = encoded(snapshot, 0..snapshot.document.text().len());
    let Some(previous) = session
        .token_results
        .get(&snapshot.uri, &params.previous_result_id)
    else {
        return SemanticTokensFullDeltaResult::Tokens(remembered(session, snapshot, data));
    };
    let edits = difference(&previous, &data);
    let result_id = session
        .token_results
        .remember(snapshot.uri.clone(), Arc::new(data));
    let delta = SemanticTokensDelta {
        result_id: Some(result_id),
        edits,
    };
    SemanticTokensFullDeltaResult::TokensDelta(delta)
}

fn encoded(snapshot: &Snapshot, bytes: ByteRange) -> Vec<SemanticToken> {
    encode_tokens(snapshot, &tokens(&snapshot.document, bytes))
}

fn remembered(session: &Session, snapshot: &Snapshot, data: Vec<SemanticToken>) -> SemanticTokens {
    let tokens = Arc::new(data.clone());
    let result_id = session.token_results.remember(snapshot.uri.clone(), tokens);
    SemanticTokens {
        result_id: Some(result_id),
        data,
    }
}
