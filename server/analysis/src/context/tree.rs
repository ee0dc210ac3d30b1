//! What lies in a build context, as far as one has to look to tell what its ignore file does.

use super::{BuildContext, Entry, Ignore};
use std::collections::VecDeque;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Folders before what lies in them.
    pub nodes: Vec<Node>,
    /// There is more than was looked at.
    pub is_cut: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub path: String,
    pub is_folder: bool,
    /// The folder it lies in; `None` at the top.
    pub parent: Option<usize>,
    /// A folder that nobody looked into, as the ignore file leaves it out with all that is in it.
    pub is_closed: bool,
}

/// Folders that tools fill: they must not use up the walk before it comes to the user's own.
const FULL: [&str; 6] = [".git", "node_modules", "target", "vendor", ".venv", "venv"];

impl Tree {
    /// The folders nearest to the top come first, so a cut leaves out what lies deep. `None` where
    /// there is no context to look at.
    pub fn walk(context: &dyn BuildContext, ignore: &Ignore, most: usize) -> Option<Tree> {
        let mut tree = Tree::default();
        let mut waiting = VecDeque::from([(String::new(), None)]);
        let mut full = VecDeque::new();
        while let Some((folder, parent)) = waiting.pop_front().or_else(|| full.pop_front()) {
            let room = most.saturating_sub(tree.nodes.len());
            let listed = context.list_some(&folder, room);
            if listed.is_none() && folder.is_empty() {
                return None;
            }
            let (mut entries, is_all) = listed.unwrap_or((Vec::new(), true));
            tree.is_cut |= !is_all;
            entries.sort_by(|one, other| one.name.cmp(&other.name));
            for Entry {
                name, is_folder, ..
            } in entries
            {
                let path = match folder.as_str() {
                    "" => name.clone(),
                    folder => format!("{folder}/{name}"),
                };
                let is_closed = is_folder && ignore.closes(&path);
                if is_folder && !is_closed {
                    let place = (path.clone(), Some(tree.nodes.len()));
                    match FULL.contains(&name.as_str()) {
                        true => full.push_back(place),
                        false => waiting.push_back(place),
                    }
                }
                tree.nodes.push(Node {
                    path,
                    is_folder,
                    parent,
                    is_closed,
                });
            }
        }
        Some(tree)
    }

    /// Whether it tells all that there is to know of another ignore file, too.
    pub fn is_enough_for(&self, ignore: &Ignore) -> bool {
        let mut closed = self.nodes.iter().filter(|node| node.is_closed);
        !self.is_cut && closed.all(|folder| ignore.closes(&folder.path))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Files;
    use super::*;

    const FILES: Files = Files(&["a/x", "a/y/z", "b", "node_modules/m/i"]);

    #[track_caller]
    fn check(ignore: &str, most: usize, expected: &[&str], is_cut: bool) {
        let tree = Tree::walk(&FILES, &Ignore::read(ignore), most).expect("there is a context");
        let paths: Vec<&str> = tree.nodes.iter().map(|node| node.path.as_str()).collect();
        assert_eq!((paths.as_slice(), tree.is_cut), (expected, is_cut));
    }

    #[test]
    fn from_the_top_down() {
        let all = [
            "a",
            "b",
            "node_modules",
            "a/x",
            "a/y",
            "a/y/z",
            "node_modules/m",
            "node_modules/m/i",
        ];
        check("", 99, &all, false);
        check("", 8, &all, false);
        check("", 4, &all[..4], true);
        check("a\nnode_modules\n", 99, &all[..3], false);
        check("a\nnode_modules\n!a/x\n", 99, &all[..5], false);
    }

    #[test]
    fn an_edit_seldom_needs_another_walk() {
        let tree = Tree::walk(&FILES, &Ignore::read("node_modules\n"), 99).expect("one");
        let is_enough = |text: &str| tree.is_enough_for(&Ignore::read(text));
        assert!(is_enough("node_modules\nb\n") && is_enough("*\n!b\n"));
        assert!(!is_enough("b\n") && !is_enough("node_modules\n!**/i\n"));
    }
}
