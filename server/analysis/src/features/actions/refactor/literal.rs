//! A version, a URL or a path in a text, and where else it stands.

use crate::text::ByteRange;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Version,
    Url,
    Path,
    /// The tag of an image.
    Tag,
    /// What somebody selected.
    Other,
}

/// Letters that mean nothing to BuildKit or a shell, wherever they stand.
pub fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "._+/:@%-".contains(letter)
}

/// What a selected text is; `None` where it cannot become a value as it is.
pub fn selected(text: &str) -> Option<Kind> {
    let is_short = text.chars().count() < 3;
    if is_short || !text.chars().all(is_plain) || !text.contains(char::is_alphanumeric) {
        return None;
    }
    let whole = 0..text.len();
    Some(match () {
        () if version_at(text, 0) == Some(whole) => Kind::Version,
        () if text.contains("://") => Kind::Url,
        () if text.starts_with('/') => Kind::Path,
        () => Kind::Other,
    })
}

/// What a line has at a byte, the smallest first.
pub fn at(line: &str, byte: usize) -> Vec<(ByteRange, Kind)> {
    let (Some(before), Some(after)) = (line.get(..byte), line.get(byte..)) else {
        return Vec::new();
    };
    let start = before.rfind(|letter| !is_plain(letter)).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    let end = byte
        + after
            .find(|letter| !is_plain(letter))
            .unwrap_or(after.len());
    let word = line.get(start..end).unwrap_or_default();
    let mut found = Vec::new();
    if let Some(version) = version_at(word, byte - start) {
        found.push((start + version.start..start + version.end, Kind::Version));
    }
    let trimmed = word.trim_end_matches(['.', ':', '/', '-', '@']);
    if trimmed.contains("://") {
        found.push((start..start + trimmed.len(), Kind::Url));
    } else if let Some(slash) = trimmed.find('/')
        && (slash == 0 || word.get(..slash).is_some_and(|head| head.ends_with(':')))
        && trimmed
            .get(slash..)
            .unwrap_or_default()
            .matches('/')
            .count()
            > 1
    {
        found.push((start + slash..start + trimmed.len(), Kind::Path));
    }
    found
}

/// Numbers with dots between them, and letters right behind: `1.2.3`, `1.0rc1`.
fn version_at(word: &str, byte: usize) -> Option<ByteRange> {
    let bytes = word.as_bytes();
    let is_part = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
    };
    let mut start = byte.min(bytes.len());
    let is_inner = |at: usize| is_part(at) || bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    while start > 0 && is_inner(start - 1) {
        start -= 1;
    }
    let limit = (byte + 1).min(bytes.len());
    while start < limit && !bytes.get(start).is_some_and(u8::is_ascii_digit) {
        start += 1;
    }
    let mut end = start;
    while is_part(end) {
        end += 1;
    }
    while end > start && bytes.get(end - 1) == Some(&b'.') {
        end -= 1;
    }
    let has_dot = word.get(start..end)?.contains('.');
    while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    let is_v = before == Some(&b'v') && !is_letter_before(bytes, start - 1);
    let is_cut = before.is_some_and(u8::is_ascii_alphanumeric) && !is_v;
    (has_dot && !is_cut && start <= byte && byte <= end).then_some(start..end)
}

fn is_letter_before(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(u8::is_ascii_alphanumeric)
}

/// Where a literal stands by itself in a text, not as a part of a longer one.
pub fn occurrences(text: &str, literal: &str, kind: Kind) -> Vec<ByteRange> {
    let found = text
        .match_indices(literal)
        .map(|(at, _)| at..at + literal.len());
    found
        .filter(|place| stands_alone(text, place, kind))
        .collect()
}

fn stands_alone(text: &str, place: &ByteRange, kind: Kind) -> bool {
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    let second = after.chars().nth(1);
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let goes_on = |letter: char| is_word(letter) || matches!(letter, '.' | '-' | '/' | '~' | '\\');
    match kind {
        Kind::Version => {
            let mut last = before.chars().rev();
            let is_v = last.next() == Some('v') && !last.next().is_some_and(is_word);
            let is_open = !previous.is_some_and(|letter| is_word(letter) || letter == '.');
            let goes_on = next.is_some_and(|letter| is_word(letter) && letter != '_')
                || (next == Some('.') && second.is_some_and(|letter| letter.is_ascii_digit()));
            (is_open || is_v) && !goes_on
        }
        Kind::Path | Kind::Url => {
            !previous.is_some_and(goes_on)
                && !next.is_some_and(|letter| is_word(letter) || matches!(letter, '.' | '-'))
        }
        Kind::Tag | Kind::Other => !previous.is_some_and(is_word) && !next.is_some_and(is_word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(marked: &str, expected: &[&str]) {
        let byte = marked.find("$0").expect("a cursor");
        let line = marked.replace("$0", "");
        let found = at(&line, byte);
        let found: Vec<&str> = found
            .iter()
            .map(|(place, _)| &line[place.clone()])
            .collect();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn literals_are_found_in_a_line() {
        finds("a b-1.$02.3.tar.gz", &["1.2.3"]);
        finds("a=v1.2rc1$0", &["1.2rc1"]);
        finds("curl https://a.b/c$0/d-1.2 e", &["https://a.b/c/d-1.2"]);
        finds(
            "curl 'https://a.b/c/d-1$0.2'",
            &["1.2", "https://a.b/c/d-1.2"],
        );
        finds("mkdir --p=/opt/a$0/", &["/opt/a"]);
        finds("a12$0 b", &[]);
        finds("/a$0", &[]);
    }

    #[test]
    fn a_part_of_something_longer_is_none_of_them() {
        let count = |text: &str, literal: &str, kind: Kind| occurrences(text, literal, kind).len();
        assert_eq!(
            count("1.2 v1.2 1.2.3 11.2 1.2.x a_1.2 1.2b", "1.2", Kind::Version),
            3
        );
        assert_eq!(
            count("/a/b /a/b/c /a/bc x/a/b =/a/b", "/a/b", Kind::Path),
            3
        );
        assert_eq!(count("abc abcd -abc", "abc", Kind::Other), 2);
    }
}
