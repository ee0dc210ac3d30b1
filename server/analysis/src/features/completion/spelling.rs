//! How the name of a file is written as a source: what has a meaning of its own there is escaped.

use std::borrow::Cow;

/// Where a path is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Within {
    /// A word of COPY or ADD: variables, quotes and patterns have a meaning.
    Word { escape: char },
    /// A string of their JSON forms. What would have to be escaped twice is not written there.
    Json,
    /// An option of a mount: one file, and no way to escape anything.
    Option,
}

/// `None` for a name that nobody can write here: BuildKit looks for the files twice, and reads some
/// letters in two ways.
pub fn written(name: &str, within: Within) -> Option<Cow<'_, str>> {
    let is_special = |letter: char| letter.is_control() || "$*?[\\\"'`".contains(letter);
    if !name.contains(is_special) {
        return Some(Cow::Borrowed(name));
    }
    let mut written = String::new();
    for letter in name.chars() {
        match (letter, within) {
            ('[', Within::Word { .. } | Within::Json) => written.push_str("[[]"),
            ('$' | '"' | '\'', Within::Word { escape }) => written.extend([escape, letter]),
            _ if is_special(letter) => return None,
            _ => written.push(letter),
        }
    }
    Some(Cow::Owned(written))
}

/// The name that is written so; what is a pattern, or holds a variable, is none.
pub fn read(written: &str, within: Within) -> Option<Cow<'_, str>> {
    let mut name = String::new();
    let mut rest = written.chars();
    while let Some(letter) = rest.next() {
        match (letter, within) {
            ('[', Within::Word { .. } | Within::Json) => {
                let after = rest.as_str().strip_prefix("[]")?;
                rest = after.chars();
                name.push(letter);
            }
            (letter, Within::Word { escape }) if letter == escape => name.push(rest.next()?),
            ('$' | '*' | '?' | '[' | '\\' | '"' | '\'', _) => return None,
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
        check("[id].tsx", Within::Option, None);
        check("a*b?", WORD, None);
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
