//! The patterns of `${NAME#…}` and its kin.

use super::ExpandError;

/// A longer value is not searched for a pattern.
const LONGEST_SEARCHED: usize = 2 * 1024;

/// `${NAME#pattern}`, `##`, `%`, `%%`.
pub fn trim(value: &str, pattern: &str, modifier: char) -> Result<String, ExpandError> {
    let (pattern, greedy) = match pattern.strip_prefix(modifier) {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pattern = Pattern::new(pattern)?;
    if value.len() > LONGEST_SEARCHED {
        return Err(ExpandError::TooLarge);
    }
    let mut characters: Vec<char> = value.chars().collect();
    if modifier == '%' {
        pattern.0.reverse();
        characters.reverse();
    }
    let mut kept = match pattern.prefix(&characters, greedy) {
        Some(length) => characters.split_off(length),
        None => characters,
    };
    if modifier == '%' {
        kept.reverse();
    }
    Ok(kept.into_iter().collect())
}

/// `${NAME/pattern/replacement}`, and `//` for all.
pub fn replace(
    value: &str,
    pattern: &str,
    replacement: &str,
    all: bool,
) -> Result<String, ExpandError> {
    let pattern = Pattern::new(pattern)?;
    if value.len() > LONGEST_SEARCHED {
        return Err(ExpandError::TooLarge);
    }
    let characters: Vec<char> = value.chars().collect();
    let mut result = String::new();
    let mut at = 0;
    let mut replaced = false;
    while at < characters.len() {
        match pattern.prefix(&characters[at..], true) {
            Some(length) if length > 0 && (all || !replaced) => {
                result.push_str(replacement);
                replaced = true;
                at += length;
            }
            _ => {
                result.push(characters[at]);
                at += 1;
            }
        }
    }
    Ok(result)
}

#[derive(Clone, Copy, PartialEq)]
enum Glob {
    One(char),
    Any,
    Many,
}

/// A shell pattern with `*`, `?` and escapes, without brackets.
struct Pattern(Vec<Glob>);

impl Pattern {
    fn new(pattern: &str) -> Result<Pattern, ExpandError> {
        let mut globs = Vec::new();
        let mut characters = pattern.chars().peekable();
        while let Some(character) = characters.next() {
            globs.push(match character {
                '*' => Glob::Many,
                '?' => Glob::Any,
                '\\' => match characters.next() {
                    Some(escaped @ ('*' | '?' | '\\' | '}' | '/')) => Glob::One(escaped),
                    _ => return Err(ExpandError::InvalidPattern(pattern.to_owned())),
                },
                other => Glob::One(other),
            });
        }
        globs.dedup_by(|a, b| *a == Glob::Many && *b == Glob::Many);
        Ok(Pattern(globs))
    }

    /// The length of the shortest or longest beginning of `text` that matches.
    fn prefix(&self, text: &[char], greedy: bool) -> Option<usize> {
        // The lengths that the globs so far can match, as a set: no backtracking, whatever the input.
        let mut reached = vec![false; text.len() + 1];
        reached[0] = true;
        for glob in &self.0 {
            let mut next = vec![false; text.len() + 1];
            for length in 0..=text.len() {
                match glob {
                    Glob::Many => {
                        next[length] = reached[length] || (length > 0 && next[length - 1])
                    }
                    Glob::Any => next[length] = length > 0 && reached[length - 1],
                    Glob::One(one) => {
                        next[length] =
                            length > 0 && reached[length - 1] && text[length - 1] == *one;
                    }
                }
            }
            reached = next;
        }
        if greedy {
            reached.iter().rposition(|is| *is)
        } else {
            reached.iter().position(|is| *is)
        }
    }
}
