//! What a fix may change besides: what its title says, and nothing else.

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    Layers,
    Flags,
    Comments,
    Heredocs,
    /// Instructions in which nothing was found.
    Others,
    /// A finding that is more severe.
    Finding(&'a str),
}

/// A code, how the title of a fix of it starts, and what that fix changes.
const SAID: &[(&str, &str, &[Change])] = &[];

pub fn says(code: &str, title: &str, change: Change) -> bool {
    SAID.iter().any(|(of, start, changes)| {
        *of == code && title.starts_with(start) && changes.contains(&change)
    })
}
