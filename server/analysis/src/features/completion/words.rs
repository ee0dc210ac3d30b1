//! Where words end, in text that may be half of an instruction.

/// The end of the blanks that start at a place.
pub fn blanks_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    text.len() - rest.trim_start().len()
}

pub fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// The same where quotes and escapes keep blanks in a word.
pub fn quoted_word_end(text: &str, at: usize, escape: char) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices();
    let mut quote = None;
    while let Some((place, letter)) = letters.next() {
        match (letter, quote) {
            (letter, None) if letter.is_whitespace() => return at + place,
            (letter, quote) if letter == escape && quote != Some('\'') => {
                letters.next();
            }
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The starts of the words from a place on; the last is that of the cursor, which may be empty.
pub fn starts(text: &str, mut at: usize, end_of: impl Fn(&str, usize) -> usize) -> Vec<usize> {
    let mut starts = vec![at];
    loop {
        let end = end_of(text, at);
        if end >= text.len() {
            return starts;
        }
        at = blanks_end(text, end);
        starts.push(at);
    }
}

/// How far a JSON array is typed.
pub struct Json<'a> {
    /// The strings before.
    pub index: usize,
    /// Where the text of the open string starts, and that text.
    pub start: usize,
    pub typed: &'a str,
}

/// The string that is open at the end of a JSON array that starts at a place.
pub fn open_string(text: &str, at: usize) -> Option<Json<'_>> {
    let mut letters = text.get(at..)?.char_indices();
    let mut index = 0;
    let mut open = None;
    while let Some((place, letter)) = letters.next() {
        match (letter, open) {
            ('\\', Some(_)) => {
                letters.next();
            }
            ('"', None) => open = Some(at + place + 1),
            ('"', Some(_)) => {
                open = None;
                index += 1;
            }
            (']', None) => return None,
            _ => {}
        }
    }
    let start = open?;
    let typed = text.get(start..)?;
    (!typed.contains('\\')).then_some(Json {
        index,
        start,
        typed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_words_together() {
        assert_eq!(quoted_word_end("a=\"b c\" d", 0, '\\'), 7);
        assert_eq!(quoted_word_end("a\\ b c", 0, '\\'), 4);
        assert_eq!(quoted_word_end("'a b", 0, '\\'), 4);
        assert_eq!(starts("a  b ", 0, word_end), [0, 3, 5]);
        assert_eq!(starts("", 0, word_end), [0]);
    }

    #[test]
    fn a_string_of_a_json_array_is_open() {
        let open =
            |text: &str| open_string(text, 0).map(|json| (json.index, json.typed.to_owned()));
        assert_eq!(open("[\"a"), Some((0, "a".to_owned())));
        assert_eq!(open("[\"a\", \""), Some((1, String::new())));
        assert_eq!(open("[\"a\", "), None);
        assert_eq!(open("[\"a\"] \""), None);
        assert_eq!(open("[\"a\\\""), None);
    }
}
