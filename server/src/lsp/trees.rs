//! What is known of the files that ignore files are about. Diagnostics follow every key and take
//! what was seen last; a walk in the background has them asked for again where it saw something else.

use super::session::{Session, Snapshot};
use super::slow::in_background;
use crate::build_context::{Folder, MOST_NODES};
use lsp_types::Url;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use strates_analysis::context::Tree;
use strates_analysis::ignore_file::IgnoreDocument;

#[derive(Default)]
pub struct Trees(Mutex<HashMap<Url, Walked>>);

struct Walked {
    at: Instant,
    /// Of the text that the walk was for.
    text: u64,
    /// `None` while the first walk is under way, and where there is no folder.
    tree: Option<Arc<Tree>>,
}

const OUTDATED: Duration = Duration::from_secs(2);

impl Trees {
    fn walked(&self) -> MutexGuard<'_, HashMap<Url, Walked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn forget(&self, document: &Url) {
        self.walked().remove(document);
    }

    /// Walks anew when it is asked next.
    pub fn outdate(&self) {
        let long_ago = Instant::now().checked_sub(2 * OUTDATED);
        for walked in self.walked().values_mut() {
            walked.at = long_ago.unwrap_or(walked.at);
        }
    }

    /// What was seen last, and whether it is time for another walk, which the caller begins then.
    fn known(&self, snapshot: &Snapshot<IgnoreDocument>) -> (Option<Arc<Tree>>, bool) {
        let text = text_of(snapshot);
        let mut walked = self.walked();
        let known = walked.get_mut(&snapshot.uri);
        let (tree, is_time) = match known {
            None => (None, true),
            Some(walked) => {
                let ignore = snapshot.document.ignore();
                let is_enough = |tree: &Arc<Tree>| tree.is_enough_for(ignore);
                let is_for_this = walked.text == text;
                let is_enough = walked.tree.as_ref().is_some_and(is_enough);
                let is_time = walked.at.elapsed() > OUTDATED || !(is_for_this || is_enough);
                (walked.tree.clone(), is_time)
            }
        };
        if is_time {
            let begun = Walked {
                at: Instant::now(),
                text,
                tree: tree.clone(),
            };
            walked.insert(snapshot.uri.clone(), begun);
        }
        (tree, is_time)
    }

    /// Whether it differs from what was seen before; what an overtaken walk saw is dropped.
    fn replace(&self, snapshot: &Snapshot<IgnoreDocument>, tree: Option<Arc<Tree>>) -> bool {
        let text = text_of(snapshot);
        let mut walked = self.walked();
        let known = walked.get_mut(&snapshot.uri);
        let Some(known) = known.filter(|known| known.text == text) else {
            return false;
        };
        let is_new = known.tree != tree;
        known.tree = tree;
        is_new
    }
}

fn text_of(snapshot: &Snapshot<IgnoreDocument>) -> u64 {
    let mut hasher = DefaultHasher::new();
    snapshot.document.text().to_string().hash(&mut hasher);
    hasher.finish()
}

impl Session {
    /// The context that an ignore file is for: that of the Dockerfile whose name it bears, or the
    /// folder it lies in.
    pub fn context_of_ignore_file(&self, document: &Url) -> Folder {
        let path = document.path();
        match path.strip_suffix(".dockerignore") {
            Some(dockerfile) if !dockerfile.ends_with('/') => {
                let mut uri = document.clone();
                uri.set_path(dockerfile);
                self.context_of(&uri)
            }
            _ => Folder::holding(document.to_file_path().ok().as_deref()),
        }
    }

    /// What lies in that folder, as far as it is known; walks through it in the background.
    pub fn tree_of(&self, snapshot: &Snapshot<IgnoreDocument>) -> Option<Arc<Tree>> {
        let (tree, is_time) = self.trees.known(snapshot);
        if is_time && snapshot.uri.scheme() == "file" {
            let (session, snapshot) = (self.itself(), snapshot.clone());
            in_background(move || {
                let Some(session) = session.upgrade() else {
                    return;
                };
                if session.walk(&snapshot) {
                    session.folder_changed(snapshot.uri);
                }
            });
        }
        tree
    }

    /// The same for who may wait.
    pub fn tree_now(&self, snapshot: &Snapshot<IgnoreDocument>) -> Option<Arc<Tree>> {
        if let (Some(tree), false) = self.trees.known(snapshot) {
            return Some(tree);
        }
        let is_new = self.walk(snapshot);
        if is_new {
            self.folder_changed(snapshot.uri.clone());
        }
        self.trees.known(snapshot).0
    }

    fn walk(&self, snapshot: &Snapshot<IgnoreDocument>) -> bool {
        let folder = self.context_of_ignore_file(&snapshot.uri);
        let tree = Tree::walk(&folder, snapshot.document.ignore(), MOST_NODES);
        self.trees.replace(snapshot, tree.map(Arc::new))
    }
}
