use crate::model::{self, Dockerfile, Located};
use crate::syntax::{self, Joined};
use crate::text::{Change, Encoding, Text};
use tree_sitter::Tree;

/// A larger text is kept, but not read: no Dockerfile that builds comes near it.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A version of a Dockerfile: its text, its tree, what it says. Never changes; an edit makes a new
/// one that shares with this one whatever stayed the same.
#[derive(Clone)]
pub struct Document {
    text: Text,
    tree: Option<Tree>,
    dockerfile: Dockerfile,
}

impl Document {
    pub fn new(text: &str) -> Document {
        Document::read(Text::new(text))
    }

    fn read(text: Text) -> Document {
        let tree = if text.len() <= MAX_BYTES { syntax::parse(&text, None) } else { None };
        let dockerfile = match &tree {
            Some(tree) => model::lower(&text, tree, None),
            None => Dockerfile::default(),
        };
        Document { text, tree, dockerfile }
    }

    /// The document after changes that follow each other, parsed once.
    pub fn edit(&self, changes: &[Change], encoding: Encoding) -> Document {
        let mut text = self.text.clone();
        let mut edited = self.tree.clone();
        for change in changes {
            match (text.edit(change, encoding), &mut edited) {
                (Some(edit), Some(tree)) => tree.edit(&edit),
                (None, tree) => *tree = None,
                (Some(_), None) => {}
            }
        }
        let Some(edited) = edited.filter(|_| text.len() <= MAX_BYTES) else {
            return Document::read(text);
        };
        let Some(tree) = syntax::parse(&text, Some(&edited)) else { return Document::read(text) };
        let dockerfile = model::lower(&text, &tree, Some(&self.dockerfile));
        Document { text, tree: Some(tree), dockerfile }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// `None` where the text is too large to be read.
    pub fn tree(&self) -> Option<&Tree> {
        self.tree.as_ref()
    }

    pub fn dockerfile(&self) -> &Dockerfile {
        &self.dockerfile
    }

    pub fn too_large(&self) -> bool {
        self.tree.is_none() && self.text.len() > MAX_BYTES
    }

    /// An instruction without its heredocs on one line, as BuildKit joins it.
    pub fn one_line(&self, located: &Located) -> String {
        let source = self.text.slice(located.range());
        let joined = Joined::new(&source, self.dockerfile.escape.0);
        joined.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
