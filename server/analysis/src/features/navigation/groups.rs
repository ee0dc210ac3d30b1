//! Things that turn out to be one, gathered while a file is read.

/// Each group with one that it belongs to: the first of them with itself.
#[derive(Default)]
pub struct Groups(Vec<usize>);

impl Groups {
    pub fn new_group(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    pub fn root(&mut self, group: usize) -> usize {
        let mut root = group;
        while let Some(above) = self.0.get(root).copied().filter(|above| *above != root) {
            root = above;
        }
        // The next way is shorter.
        if let Some(entry) = self.0.get_mut(group) {
            *entry = root;
        }
        root
    }

    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(entry) = self.0.get_mut(one.max(other)) {
            *entry = one.min(other);
        }
    }
}
