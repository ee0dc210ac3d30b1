//! What each pattern of an ignore file does to the files of its context.

use super::IgnoreDocument;
use crate::context::{Node, Tree};

/// What one pattern does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Effect {
    /// Whether it matches anything at all.
    pub matches: bool,
    /// What changes sides by it, by place in the tree; of a folder, what lies in it is not named.
    pub changed: Vec<usize>,
    /// How many files that are, but for those in folders that nobody looked into: these are
    /// `closed`.
    pub files: usize,
    pub closed: Vec<usize>,
    /// Files, and folders known to hold none; and how many of them a later line moves back.
    leaves: usize,
    pub moved_back: usize,
    /// The first such line and the last, by their places among the patterns.
    pub moved_back_by: Option<usize>,
    pub moved_back_last_by: Option<usize>,
    /// What it matches is left out by lines before it already, or not left out, for an exception.
    pub is_late: bool,
    /// What it may match lies in folders that are left out anyway, where nobody looked.
    pub is_hidden: bool,
}

/// More than this takes longer than a person wants to wait.
const MOST_LOOKS: usize = 20_000_000;

/// Of each pattern in turn; `None` where there are too many of them for so many files.
pub fn effects(document: &IgnoreDocument, tree: &Tree) -> Option<Vec<Effect>> {
    let patterns = &document.patterns;
    if patterns.len().saturating_mul(tree.nodes.len()) > MOST_LOOKS {
        return None;
    }
    let is_leaf = leaves(tree);
    let mut left_out = vec![false; tree.nodes.len()];
    let mut last: Vec<Option<usize>> = vec![None; tree.nodes.len()];
    let mut effects: Vec<Effect> = Vec::with_capacity(patterns.len());
    for (index, pattern) in patterns.iter().enumerate() {
        let mut effect = Effect::default();
        // Whether it matches, and whether it changes something, by place in the tree.
        let mut is_match: Vec<bool> = Vec::with_capacity(tree.nodes.len());
        let mut is_changed: Vec<bool> = Vec::with_capacity(tree.nodes.len());
        for (place, node) in tree.nodes.iter().enumerate() {
            let of_parent = |list: &[bool]| parent_in(node, list);
            let own = || {
                let glob = pattern.glob.as_ref();
                glob.is_some_and(|glob| glob.matches(&node.path))
            };
            let matches = of_parent(&is_match) || own();
            let side = left_out.get_mut(place)?;
            let changes = matches && *side == pattern.is_exception();
            effect.matches |= matches;
            effect.is_late |= matches && !changes;
            if changes {
                *side = !*side;
                if !of_parent(&is_changed) {
                    effect.changed.push(place);
                }
                if node.is_closed {
                    effect.closed.push(place);
                }
                if is_leaf.get(place) == Some(&true) {
                    effect.leaves += 1;
                    effect.files += usize::from(!node.is_folder);
                    let before = last.get_mut(place)?.replace(index);
                    if let Some(earlier) = before.and_then(|before| effects.get_mut(before)) {
                        earlier.moved_back += 1;
                        earlier.moved_back_by.get_or_insert(index);
                        earlier.moved_back_last_by = Some(index);
                    }
                }
            }
            is_match.push(matches);
            is_changed.push(changes);
        }
        let mut closed = tree.nodes.iter().filter(|node| node.is_closed);
        let may_match = |folder: &Node| {
            let glob = pattern.glob.as_ref();
            glob.is_some_and(|glob| glob.may_match_in(&folder.path))
        };
        effect.is_hidden = !effect.matches && closed.any(may_match);
        effects.push(effect);
    }
    Some(effects)
}

fn parent_in(node: &Node, list: &[bool]) -> bool {
    let parent = node.parent.and_then(|parent| list.get(parent));
    parent.copied().unwrap_or_default()
}

/// All but the folders of which it is known what is in them.
fn leaves(tree: &Tree) -> Vec<bool> {
    let mut leaves = vec![true; tree.nodes.len()];
    for node in &tree.nodes {
        if let Some(parent) = node.parent.and_then(|parent| leaves.get_mut(parent)) {
            *parent = false;
        }
    }
    leaves
}

impl Effect {
    /// Later lines move all of it back.
    pub fn is_undone(&self) -> bool {
        self.leaves > 0 && self.moved_back == self.leaves
    }
}
