//! As much JSON as an instruction can hold: what a string says, and whether an array is one of
//! strings alone.

/// What a string of a JSON array says; it is valid, or it would not be one.
pub fn json_text(literal: &str) -> String {
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut text = String::with_capacity(inner.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        let plain = match character {
            '\\' => match rest.next() {
                Some('u') => {
                    let digits: String = rest.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&digits, 16).unwrap_or(0xFFFD));
                    continue;
                }
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        };
        text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut units)));
        text.push(plain);
    }
    text.push_str(&String::from_utf16_lossy(&units));
    text
}

/// A valid array with something else than strings in it: BuildKit takes it neither for the JSON form
/// nor for the words of a shell.
pub fn is_array_of_others(text: &str) -> bool {
    let mut reader = Reader {
        rest: text.trim().as_bytes(),
    };
    reader.array(0) == Some(Elements::Others) && reader.rest.is_empty()
}

/// The strings of a valid array that holds nothing else, as they are written.
pub fn array_of_strings(text: &str) -> Option<Vec<&str>> {
    let text = text.trim_start();
    let mut reader = Reader {
        rest: text.as_bytes(),
    };
    let mut strings = Vec::new();
    reader.mark(b'[')?;
    if reader.mark(b']').is_some() {
        return reader.rest.is_empty().then_some(strings);
    }
    loop {
        let start = text.len() - reader.rest.len();
        reader.string()?;
        let end = text.len() - reader.rest.len();
        strings.push(text.get(start..end)?.trim_end());
        if reader.mark(b']').is_some() {
            return reader.rest.is_empty().then_some(strings);
        }
        reader.mark(b',')?;
    }
}

/// The elements of a valid array that are no strings, or `None` where one cannot just be put in
/// quotes.
pub fn bare_elements(text: &str) -> Option<Vec<&str>> {
    let text = text.trim_start();
    let mut reader = Reader {
        rest: text.as_bytes(),
    };
    let mut bare = Vec::new();
    reader.mark(b'[')?;
    loop {
        let start = text.len() - reader.rest.len();
        if reader.rest.first() == Some(&b'"') {
            reader.string()?;
        } else {
            reader.value(DEEPEST)?;
            let end = text.len() - reader.rest.len();
            bare.push(text.get(start..end)?.trim_end());
        }
        if reader.mark(b']').is_some() {
            return Some(bare);
        }
        reader.mark(b',')?;
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Elements {
    Strings,
    Others,
}

const DEEPEST: usize = 100;

struct Reader<'a> {
    rest: &'a [u8],
}

/// Each method reads one thing with the white space after it, or gives `None` where it is not valid.
impl Reader<'_> {
    fn array(&mut self, depth: usize) -> Option<Elements> {
        self.mark(b'[')?;
        let mut elements = Elements::Strings;
        if self.mark(b']').is_some() {
            return Some(elements);
        }
        loop {
            if self.rest.first() == Some(&b'"') {
                self.string()?;
            } else {
                self.value(depth + 1)?;
                elements = Elements::Others;
            }
            if self.mark(b']').is_some() {
                return Some(elements);
            }
            self.mark(b',')?;
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.mark(b'{')?;
        if self.mark(b'}').is_some() {
            return Some(());
        }
        loop {
            self.string()?;
            self.mark(b':')?;
            self.value(depth + 1)?;
            if self.mark(b'}').is_some() {
                return Some(());
            }
            self.mark(b',')?;
        }
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.rest.first()? {
            _ if depth > DEEPEST => None,
            b'"' => self.string(),
            b'[' => self.array(depth).map(drop),
            b'{' => self.object(depth),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn string(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            match self.next()? {
                b'"' => break,
                b'\\' => match self.next()? {
                    b'u' => {
                        for _ in 0..4 {
                            self.next().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    _ => return None,
                },
                byte if byte < b' ' => return None,
                _ => {}
            }
        }
        self.space();
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if self.take(b'e').or_else(|| self.take(b'E')).is_some() {
            let _ = self.take(b'+').or_else(|| self.take(b'-'));
            self.digits()?;
        }
        self.space();
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let count = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.rest = &self.rest[count..];
        (count > 0).then_some(())
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        self.space();
        Some(())
    }

    fn mark(&mut self, mark: u8) -> Option<()> {
        self.take(mark)?;
        self.space();
        Some(())
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn space(&mut self) {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_say_what_json_says() {
        assert_eq!(
            json_text(r#""a\\b\"c\u00e9\ud83d\ude00\n""#),
            "a\\b\"cé😀\n"
        );
    }

    #[test]
    fn only_valid_arrays_with_other_things_are_arrays_of_others() {
        for text in [
            "[1]",
            "[1, \"a,b\"]",
            "[{}]",
            "[[\"a\"]]",
            "[null, true]",
            "[-1.5e+3]",
            "[{\"a\": [1]}] ",
        ] {
            assert!(is_array_of_others(text), "{text}");
        }
        for text in [
            "[]",
            "[\"a\"]",
            "[ -f x ]",
            "[nan]",
            "[inf]",
            "[+1]",
            "[01]",
            "[.5]",
            "[1",
            "[1] x",
            "[1,]",
            "x",
            "[\"\\x\", 1]",
        ] {
            assert!(!is_array_of_others(text), "{text}");
        }
        assert!(!is_array_of_others(&"[".repeat(100_000)));
    }
}
