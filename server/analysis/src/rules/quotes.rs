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

/// Nothing stands in it that only a shell or a list would have.
pub fn is_plain_path(path: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+@~: ${}".contains(letter);
    path.chars().all(is_plain)
}
