//! The layer counts that the user has asked to see, where lenses ask instead of telling.

use lsp_types::Url;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Quiz(Mutex<HashMap<Url, BTreeSet<usize>>>);

impl Quiz {
    pub fn reveal(&self, document: Url, stage: usize) {
        let mut revealed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        revealed.entry(document).or_default().insert(stage);
    }

    /// The stages whose count has been asked for.
    pub fn revealed(&self, document: &Url) -> BTreeSet<usize> {
        let revealed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        revealed.get(document).cloned().unwrap_or_default()
    }

    pub fn forget(&self, document: &Url) {
        let mut revealed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        revealed.remove(document);
    }
}
