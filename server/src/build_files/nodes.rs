//! A file as nodes that know their places: all that YAML, JSON and HCL have in common.

use super::reading::Word;

/// In one list, each by its number: an alias of YAML is the number of what it stands for, so that
/// no file is larger here than it is written.
#[derive(Default)]
pub struct Nodes(Vec<Node>);

pub enum Node {
    Scalar(Word),
    List(Vec<usize>),
    Map(Vec<(Word, usize)>),
    /// What holds no text that is known here, such as a number or a function's value.
    Other,
}

impl Nodes {
    pub fn add(&mut self, node: Node) -> usize {
        self.0.push(node);
        self.0.len() - 1
    }

    pub fn set(&mut self, index: usize, node: Node) {
        if let Some(place) = self.0.get_mut(index) {
            *place = node;
        }
    }

    pub fn word(&self, index: usize) -> Option<&Word> {
        match self.0.get(index)? {
            Node::Scalar(word) => Some(word),
            _ => None,
        }
    }

    pub fn list(&self, index: usize) -> &[usize] {
        match self.0.get(index) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    pub fn map(&self, index: usize) -> &[(Word, usize)] {
        match self.0.get(index) {
            Some(Node::Map(pairs)) => pairs,
            _ => &[],
        }
    }

    /// A key of a mapping, or of one that is merged into it.
    pub fn get(&self, map: usize, key: &str) -> Option<usize> {
        let found = |map: usize| {
            let mut pairs = self.map(map).iter();
            pairs
                .find(|(name, _)| name.text == key)
                .map(|(_, value)| *value)
        };
        found(map).or_else(|| {
            let mut merged = self.map(map).iter().filter(|(name, _)| name.text == "<<");
            let (_, merged) = merged.next()?;
            let several = self.list(*merged).iter();
            found(*merged).or_else(|| several.copied().find_map(found))
        })
    }
}
