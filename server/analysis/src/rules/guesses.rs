//! “Did you mean …” for as many names of a file as there is time for.

use crate::nearest::nearest;
use std::cell::Cell;

pub struct Guesses {
    /// How many more names may be compared with misspelt ones.
    left: Cell<usize>,
}

const MOST_COMPARED: usize = 2_000;

impl Guesses {
    pub fn new() -> Guesses {
        let left = Cell::new(MOST_COMPARED);
        Guesses { left }
    }

    /// Whether so many names can still be compared.
    pub fn can_compare(&self, count: usize) -> bool {
        count <= self.left.get()
    }

    pub fn nearest<'a>(&self, name: &str, known: &[&'a str]) -> Option<&'a str> {
        let left = self.left.get().checked_sub(known.len())?;
        self.left.set(left);
        nearest(name, known.iter().copied())
    }
}
