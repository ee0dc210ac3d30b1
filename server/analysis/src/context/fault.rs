//! Patterns for which every build in the folder fails.

use super::ignore::clean;
use std::iter::Peekable;
use std::str::Chars;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `!` alone.
    NothingTakenBack,
    /// `[` without what belongs to it.
    Class,
    /// A backslash with nothing behind it.
    LoneBackslash,
    /// A backslash before a letter or digit that means nothing then.
    Backslash(char),
}

/// Of a line without white space around it, as BuildKit hands it to Go's patterns and then to Go's
/// regular expressions.
pub fn fault(line: &str) -> Option<Fault> {
    let pattern = match line.strip_prefix('!') {
        Some(rest) if rest.trim().chars().all(|letter| letter == '/') => {
            return Some(Fault::NothingTakenBack);
        }
        Some(rest) => rest.trim(),
        None => line,
    };
    let pattern = clean(pattern);
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '[' if !takes_class(&mut letters) => return Some(Fault::Class),
            '\\' => match letters.next() {
                // Behind a star, Go overlooks it.
                None if pattern.contains('*') => {}
                None => return Some(Fault::LoneBackslash),
                Some(escaped) if !is_escape(escaped) => return Some(Fault::Backslash(escaped)),
                Some(_) => {}
            },
            _ => {}
        }
    }
    None
}

/// Reads the rest of a class; whether it is one.
fn takes_class(letters: &mut Peekable<Chars>) -> bool {
    letters.next_if_eq(&'^');
    let mut is_empty = true;
    while is_empty || letters.next_if_eq(&']').is_none() {
        let Some(first) = takes_letter(letters) else {
            return false;
        };
        if letters.next_if_eq(&'-').is_some()
            && takes_letter(letters).is_none_or(|last| last < first)
        {
            return false;
        }
        is_empty = false;
    }
    true
}

/// One letter of a class, which must not be the last of the pattern.
fn takes_letter(letters: &mut Peekable<Chars>) -> Option<char> {
    let letter = match letters.next()? {
        '-' | ']' => return None,
        '\\' => letters.next()?,
        letter => letter,
    };
    letters.peek().map(|_| letter)
}

/// Whether a backslash may stand before it: a sign, or a letter that means something then.
fn is_escape(letter: char) -> bool {
    let is_plain = letter.is_ascii_alphanumeric() || !letter.is_ascii();
    !is_plain || "ABCDEPQSWabdfnprstvwxz0".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Fault>) {
        assert_eq!(fault(line), expected, "{line}");
    }

    #[test]
    fn what_go_refuses() {
        check("!", Some(Fault::NothingTakenBack));
        check("!  ", Some(Fault::NothingTakenBack));
        check("! /", Some(Fault::NothingTakenBack));
        for class in [
            "[", "[a", "[]", "[]a]", "[a-]", "[-a]", "[^]", "[a\\", "x[z-a]", "!*[a",
        ] {
            check(class, Some(Fault::Class));
        }
        check("a\\", Some(Fault::LoneBackslash));
        check("*a\\", None);
        check("src\\main", Some(Fault::Backslash('m')));
    }

    #[test]
    fn what_go_takes() {
        for pattern in [
            "a", "!a", "[a]", "[a-z]x", "[^a]", "[\\]]", "\\[a", "a]", "\\*", "# a", ".",
        ] {
            check(pattern, None);
        }
    }
}
