//! A value of the old form of ENV and LABEL as one word of the new form.

use crate::model::expand;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// The value is one word as it stands.
    Unneeded,
    /// Two quotes around it do.
    Around,
    /// It needs other quotes and escapes than it has.
    Anew(String),
}

/// `None` where no word comes to the same value.
pub fn one_word(value: &str, escape: char) -> Option<Quoting> {
    if is_one_word(value, escape) {
        return Some(Quoting::Unneeded);
    }
    if !value.contains(['"', '\'', escape]) {
        return Some(Quoting::Around);
    }
    let word = quoted_anew(value, escape)?;
    let is_same = is_one_word(&word, escape) && shown(&word, escape)? == shown(value, escape)?;
    is_same.then_some(Quoting::Anew(word))
}

/// What a value comes to, with its variables still told apart.
fn shown(value: &str, escape: char) -> Option<String> {
    let lookup = |name: &str| Some(format!("\u{1}{name}\u{2}"));
    let set = expand(value, escape, &lookup).ok()?;
    let unset = expand(value, escape, &|_| None).ok()?;
    Some(format!("{}\u{3}{}", set.text, unset.text))
}

/// White space stands in it only between quotes or behind an escape character.
fn is_one_word(text: &str, escape: char) -> bool {
    let mut letters = text.chars();
    let mut quote = None;
    while let Some(letter) = letters.next() {
        if letter == escape && quote != Some('\'') {
            if letters.next().is_none() {
                return false;
            }
        } else if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && matches!(letter, '"' | '\'') {
            quote = Some(letter);
        } else if quote.is_none() && letter.is_whitespace() {
            return false;
        }
    }
    quote.is_none()
}

/// The value between double quotes: what was quoted or escaped by other means is escaped there.
fn quoted_anew(value: &str, escape: char) -> Option<String> {
    let mut word = String::from("\"");
    let mut rest = value;
    let mut quote = None;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let next = after.chars().next();
        let behind = &after[next.map_or(0, char::len_utf8)..];
        match (letter, quote) {
            ('\'', None) | ('"', None) => quote = Some(letter),
            (letter, Some(own)) if letter == own => quote = None,
            ('$', None | Some('"')) => {
                let length = variable_length(rest)?;
                push_variable(&rest[..length], &mut word);
                rest = &rest[length..];
                continue;
            }
            (letter, None) if letter == escape => {
                push_literal(next?, escape, &mut word);
                rest = behind;
                continue;
            }
            (letter, Some('"')) if letter == escape => {
                let is_escaped = |next: &char| matches!(next, '"' | '$') || *next == escape;
                if let Some(next) = next.filter(is_escaped) {
                    push_literal(next, escape, &mut word);
                    rest = behind;
                    continue;
                }
                push_literal(letter, escape, &mut word);
            }
            _ => push_literal(letter, escape, &mut word),
        }
        rest = after;
    }
    word.push('"');
    // What stood between quotes that hold nothing.
    Some(match word.strip_suffix("\"\"") {
        Some(kept) if kept.len() > 1 && !kept.ends_with(escape) => kept.to_owned(),
        _ => word,
    })
}

fn push_literal(letter: char, escape: char, word: &mut String) {
    if matches!(letter, '"' | '$') || letter == escape {
        word.push(escape);
    }
    word.push(letter);
}

/// Quotes within a variable would end those around it.
fn push_variable(variable: &str, word: &mut String) {
    if variable.contains(['"', '\'']) {
        word.push('"');
        word.push_str(variable);
        word.push('"');
    } else {
        word.push_str(variable);
    }
}

/// How far a variable at the start of a text goes.
fn variable_length(text: &str) -> Option<usize> {
    let Some(inner) = text.strip_prefix("${") else {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let name = text.get(1..)?;
        return Some(1 + name.find(|letter| !is_name(letter)).unwrap_or(name.len()));
    };
    let mut depth = 1;
    let mut before = ' ';
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' if before == '$' => depth += 1,
            '}' => depth -= 1,
            // No variable that anybody writes: let it be.
            '\\' | '`' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(2 + at + 1);
        }
        before = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn anew(value: &str, expected: &str) {
        assert_eq!(one_word(value, '\\'), Some(Quoting::Anew(expected.into())));
    }

    #[test]
    fn quotes_are_added_where_they_are_needed() {
        assert_eq!(one_word("a=b", '\\'), Some(Quoting::Unneeded));
        assert_eq!(one_word("'a b'\\ c", '\\'), Some(Quoting::Unneeded));
        assert_eq!(one_word("a $B", '\\'), Some(Quoting::Around));
        assert_eq!(one_word("a\\ b", '`'), Some(Quoting::Around));
    }

    #[test]
    fn other_quotes_come_to_the_same() {
        anew("a 'b'", r#""a b""#);
        anew(r#"a "b\"c" '$D'"#, r#""a b\"c \$D""#);
        anew(r"C:\\a \b", r#""C:\\a b""#);
        anew(r#"a "\n""#, r#""a \\n""#);
        anew(r#"$A "$B" $"#, r#""$A $B $""#);
    }

    #[test]
    fn what_has_no_word_has_none() {
        for value in ["a 'b", "a \\", "a ${B:-'c d} e", "a '${' b"] {
            assert!(
                !matches!(one_word(value, '\\'), Some(Quoting::Around)),
                "{value}"
            );
        }
        assert_eq!(one_word("a 'b", '\\'), None);
    }
}
