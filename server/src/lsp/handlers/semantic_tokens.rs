use crate::lsp::convert::encode_tokens;
use crate::lsp::kinds::Opened;
use crate::lsp::session::{Session, Snapshot};
use crate::lsp::token_results::difference;
use lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};
use std::sync::Arc;
use strates_analysis::Document;
use strates_analysis::features::tokens::{Token, tokens};
use strates_analysis::ignore_file::{self, IgnoreDocument};
use strates_analysis::text::ByteRange;

/// What has colours.
pub trait Coloured: Opened {
    fn tokens(&self, range: ByteRange) -> Vec<Token>;
}

impl Coloured for Document {
    fn tokens(&self, range: ByteRange) -> Vec<Token> {
        tokens(self, range)
    }
}

impl Coloured for IgnoreDocument {
    fn tokens(&self, range: ByteRange) -> Vec<Token> {
        ignore_file::tokens(self, range)
    }
}

pub fn full<D: Coloured>(
    session: &Session,
    snapshot: &Snapshot<D>,
    _: SemanticTokensParams,
) -> SemanticTokensResult {
    let data = encoded(snapshot, 0..Opened::text(&*snapshot.document).len());
    SemanticTokensResult::Tokens(remembered(session, snapshot, data))
}

pub fn range<D: Coloured>(
    _: &Session,
    snapshot: &Snapshot<D>,
    params: SemanticTokensRangeParams,
) -> SemanticTokensRangeResult {
    let data = encoded(snapshot, snapshot.bytes(params.range));
    SemanticTokensRangeResult::Tokens(SemanticTokens {
        result_id: None,
        data,
    })
}

pub fn delta<D: Coloured>(
    session: &Session,
    snapshot: &Snapshot<D>,
    params: SemanticTokensDeltaParams,
) -> SemanticTokensFullDeltaResult {
    let data = encoded(snapshot, 0..Opened::text(&*snapshot.document).len());
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

fn encoded<D: Coloured>(snapshot: &Snapshot<D>, bytes: ByteRange) -> Vec<SemanticToken> {
    encode_tokens(snapshot, &snapshot.document.tokens(bytes))
}

fn remembered<D>(
    session: &Session,
    snapshot: &Snapshot<D>,
    data: Vec<SemanticToken>,
) -> SemanticTokens {
    let tokens = Arc::new(data.clone());
    let result_id = session.token_results.remember(snapshot.uri.clone(), tokens);
    SemanticTokens {
        result_id: Some(result_id),
        data,
    }
}
