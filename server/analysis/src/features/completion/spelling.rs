//! How the name of a file is written as a source: what has a meaning of its own there is escaped.

use std::borrow::Cow;

/// Where a path is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Within {
    /// A word of COPY or ADD: variables, quotes and patterns have a meaning.
    Word { escape: char },
    /// A string of their JSON forms. What would have to be escaped twice is not written there.
    Json,
    /// An option of a mount, where patterns have none.
    Option,
}

/// The letters of patterns. Each stands for itself in brackets.
const OF_PATTERNS: [char; 3] = ['[', '*', '?'];

/// `None` for a name that nobody can write here.
pub fn written(name: &str, within: Within) -> Option<Cow<'_, str>> {
    let is_special = |letter: char| letter.is_control() || "$*?[\\\"'`".contains(letter);
    if !name.contains(is_special) {
        return Some(Cow::Borrowed(name));
    }
    let mut written = String::new();
    for letter in name.chars() {
        let in_pattern = OF_PATTERNS.contains(&letter);
        match within {
            Within::Option if in_pattern => written.push(letter),
            Within::Word { .. } | Within::Json if in_pattern => {
                written.extend(['[', letter, ']']);
            }
            Within::Word { escape } if "$\"'".contains(letter) => written.extend([escape, letter]),
            _ if is_special(letter) => return None,
            _ => written.push(letter),
        }
    }
    Some(Cow::Owned(written))
}

/// The name that is written so; what is a pattern, or holds a variable, is none.
pub fn read(written: &str, within: Within) -> Option<Cow<'_, str>> {
    if within == Within::Option {
        return (!written.contains(['$', '\\', '"', '\''])).then_some(Cow::Borrowed(written));
    }
    let mut name = String::new();
    let mut rest = written.chars();
    while let Some(letter) = rest.next() {
        match (letter, within) {
            ('[', _) => {
                name.push(rest.next().filter(|letter| OF_PATTERNS.contains(letter))?);
                rest.next().filter(|end| *end == ']')?;
            }
            (letter, Within::Word { escape }) if letter == escape => name.push(rest.next()?),
            ('$' | '*' | '?' | '\\' | '"' | '\'', _) => return None,
            _ => name.push(letter),
        }
    }
    Some(Cow::Owned(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: Within = Within::Word { escape: '\\' };

    #[test]
    fn what_is_written_is_read_as_the_name() {
        let check = |name: &str, within: Within, expected: Option<&str>| {
            assert_eq!(written(name, within).as_deref(), expected, "{name}");
            if let Some(expected) = expected {
                assert_eq!(read(expected, within).as_deref(), Some(name));
            }
        };
        check("plain.txt", WORD, Some("plain.txt"));
        check("[id].tsx", WORD, Some("[[]id].tsx"));
        check("[id].tsx", Within::Json, Some("[[]id].tsx"));
        check("[id].tsx", Within::Option, Some("[id].tsx"));
        check("a*b?", WORD, Some("a[*]b[?]"));
        check("it's $5", WORD, Some("it\\'s \\$5"));
        let backtick = Within::Word { escape: '`' };
        check("$a", backtick, Some("`$a"));
        for within in [Within::Json, Within::Option] {
            check("$a", within, None);
        }
        check("a\\b", WORD, None);
    }

    #[test]
    fn patterns_and_variables_are_no_names() {
        for pattern in ["*.js", "a?", "[ab]", "[id]", "[", "[[", "$A", "\"a\"", "\\"] {
            assert_eq!(read(pattern, WORD), None, "{pattern}");
        }
    }
}
