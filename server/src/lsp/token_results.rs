//! The semantic tokens that each document was last answered with: a delta starts from them.

use dashmap::DashMap;
use lsp_types::{SemanticToken, SemanticTokensEdit, Url};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Tokens = Arc<Vec<SemanticToken>>;

#[derive(Default)]
pub struct TokenResults {
    last: DashMap<Url, (String, Tokens)>,
    ids: AtomicU64,
}

impl TokenResults {
    /// The id that the client will ask for changes by.
    pub fn remember(&self, uri: Url, tokens: Tokens) -> String {
        let id = self.ids.fetch_add(1, Ordering::Relaxed).to_string();
        self.last.insert(uri, (id.clone(), tokens));
        id
    }

    pub fn get(&self, uri: &Url, id: &str) -> Option<Tokens> {
        let last = self.last.get(uri)?;
        (last.0 == id).then(|| last.1.clone())
    }

    pub fn forget(&self, uri: &Url) {
        self.last.remove(uri);
    }
}

/// Replaces what lies between the beginning and the end that both have in common.
pub fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    if old == new {
        return Vec::new();
    }
    let prefix = common(old.iter().zip(new));
    let suffix = common(old[prefix..].iter().rev().zip(new[prefix..].iter().rev()));
    let inserted = new[prefix..new.len() - suffix].to_vec();
    vec![SemanticTokensEdit {
        start: integers(prefix),
        delete_count: integers(old.len() - suffix - prefix),
        data: Some(inserted),
    }]
}

fn common<'a>(pairs: impl Iterator<Item = (&'a SemanticToken, &'a SemanticToken)>) -> usize {
    pairs.take_while(|(old, new)| old == new).count()
}

/// The protocol counts integers, of which a token has five.
fn integers(tokens: usize) -> u32 {
    u32::try_from(5 * tokens).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |length: &u32| SemanticToken {
            length: *length,
            ..SemanticToken::default()
        };
        lengths.iter().map(token).collect()
    }

    #[track_caller]
    fn check(old: &[u32], new: &[u32], expected: Option<(u32, u32, &[u32])>) {
        let edits = difference(&tokens(old), &tokens(new));
        let expected = expected.map(|(start, delete_count, data)| SemanticTokensEdit {
            start,
            delete_count,
            data: Some(tokens(data)),
        });
        assert_eq!(edits, Vec::from_iter(expected));
    }

    #[test]
    fn replaces_as_little_as_it_can() {
        check(&[1, 2, 3], &[1, 2, 3], None);
        check(&[1, 2, 3], &[1, 4, 3], Some((5, 5, &[4])));
        check(&[1, 2, 3], &[1, 3], Some((5, 5, &[])));
        check(&[1, 3], &[1, 2, 3], Some((5, 0, &[2])));
        check(&[1, 1], &[1, 1, 1], Some((10, 0, &[1])));
        check(&[], &[1], Some((0, 0, &[1])));
        check(&[1], &[], Some((0, 5, &[])));
    }

    #[test]
    fn knows_only_the_last_result() {
        let results = TokenResults::default();
        let uri = Url::parse("file:///Dockerfile").unwrap();
        let first = results.remember(uri.clone(), Arc::new(tokens(&[1])));
        let second = results.remember(uri.clone(), Arc::new(tokens(&[2])));
        assert!(results.get(&uri, &first).is_none());
        assert!(results.get(&uri, &second).is_some());
        results.forget(&uri);
        assert!(results.get(&uri, &second).is_none());
    }
}
