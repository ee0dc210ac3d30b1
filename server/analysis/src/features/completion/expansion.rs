//! Whether a variable is being typed at the end of a text.

/// What of a variable the text ends in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expansion {
    /// `$NA` or `${NA`, from where its name starts.
    Name { start: usize, braced: bool },
    /// `${NAME:`, from where the modifier starts.
    Modifier { name: String, start: usize },
}

/// Single quotes hide a dollar sign; where quotes mean nothing, nothing does.
pub fn expansion(text: &str, escape: char, quotes: bool) -> Option<Expansion> {
    let mut letters = text.char_indices();
    let mut single = false;
    let mut double = false;
    while let Some((at, letter)) = letters.next() {
        match letter {
            _ if letter == escape && !single => {
                letters.next();
            }
            '\'' if quotes && !double => single = !single,
            '"' if quotes && !single => double = !double,
            '$' if !single => {
                let rest = &text[at + 1..];
                let braced = rest.starts_with('{');
                let start = at + 1 + usize::from(braced);
                let found = ends_in(text, start, braced);
                if found.is_some() {
                    return found;
                }
            }
            _ => {}
        }
    }
    None
}

fn ends_in(text: &str, start: usize, braced: bool) -> Option<Expansion> {
    let rest = text.get(start..)?;
    if !rest.is_empty()
        && !rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
    {
        return None;
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let Some(end) = rest.find(|letter| !is_name(letter)) else {
        return Some(Expansion::Name { start, braced });
    };
    let (name, operator) = rest.split_at(end);
    let is_operator = braced
        && MODIFIERS
            .iter()
            .any(|(known, _)| known.starts_with(operator));
    is_operator.then(|| Expansion::Modifier {
        name: name.to_owned(),
        start: start + end,
    })
}

/// The modifiers, with the page that describes each.
pub const MODIFIERS: [(&str, &str); 12] = [
    (":-", "default"),
    (":+", "alternative"),
    (":?", "required"),
    ("-", "default"),
    ("+", "alternative"),
    ("?", "required"),
    ("#", "prefix"),
    ("##", "prefix"),
    ("%", "suffix"),
    ("%%", "suffix"),
    ("/", "replace"),
    ("//", "replace"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(text: &str, start: usize, braced: bool) {
        let expected = Expansion::Name { start, braced };
        assert_eq!(expansion(text, '\\', true), Some(expected), "{text}");
    }

    #[track_caller]
    fn none(text: &str) {
        assert_eq!(expansion(text, '\\', true), None, "{text}");
    }

    #[test]
    fn a_name_is_being_typed() {
        names("a $", 3, false);
        names("a ${", 4, true);
        names("$A$B", 3, false);
        names("\"$A", 2, false);
        names("${A:-$B", 6, false);
        names("'a' \"'$A", 7, false);
        names("é$A", 3, false);
    }

    #[test]
    fn nothing_is_being_typed() {
        none("a");
        none("$A ");
        none("${A}");
        none("'$A");
        none("\\$A");
        none("$(A");
        none("$1");
        none("${A:-b");
    }

    #[test]
    fn a_modifier_follows_its_name() {
        let modifier = |text: &str| expansion(text, '\\', true);
        let expected = |start: usize| {
            let name = "A".to_owned();
            Some(Expansion::Modifier { name, start })
        };
        assert_eq!(modifier("${A:"), expected(3));
        assert_eq!(modifier("x ${A//"), expected(5));
        assert_eq!(modifier("${A##"), expected(3));
    }
}
