//! Words as hadolint compares them.

/// Without the quotes around it, however many there are.
pub fn without_quotes(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

/// `C:` at the start of a path.
pub fn has_drive(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some(':')
}
