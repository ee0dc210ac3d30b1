//! The permissions of `--chmod`.

use super::numbers::unsigned;

const HIGHEST: u32 = 0o7777;

/// Octal digits, or letters as the command `chmod` takes them.
pub(super) fn are_permissions(text: &str) -> bool {
    if let Some(bits) = unsigned(text, 8) {
        return bits <= HIGHEST;
    }
    let is_number = text.starts_with(|letter: char| letter.is_ascii_digit());
    !is_number && text.split(',').all(is_clause)
}

/// Who, and then signs with what they set.
fn is_clause(clause: &str) -> bool {
    let rest = clause.trim_start_matches(['a', 'u', 'g', 'o']);
    rest.starts_with(['+', '-', '='])
        && rest
            .split(['+', '-', '='])
            .all(|set| set.chars().all(|letter| "rstwXxugo".contains(letter)))
}
