//! Words as BuildKit's builder reads them: quotes and escapes taken off, variables replaced.

use super::pattern::{replace, trim};
use std::iter::Peekable;
use std::str::Chars;

/// What a word comes to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expanded {
    pub text: String,
    /// Names that were looked up and have no value.
    pub unset: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpandError {
    OpenSingleQuote,
    OpenDoubleQuote,
    OpenBrace,
    MissingSlash,
    BadSubstitution,
    UnsupportedModifier(String),
    /// `${NAME:?message}` on a variable without a value.
    Required {
        name: String,
        message: String,
    },
    InvalidPattern(String),
    /// Deeper or longer than any real file goes: `ENV A=$A$A` doubles at every line.
    TooLarge,
}

const DEEPEST: usize = 64;
const LONGEST: usize = 64 * 1024;

/// `lookup` gives the value of a variable, or `None` where it has none.
pub fn expand(
    word: &str,
    escape: char,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> Result<Expanded, ExpandError> {
    let mut reader = Reader::new(word, escape, lookup);
    let text = reader.until(None, false)?;
    Ok(Expanded {
        text,
        unset: reader.unset,
    })
}

/// The words that a word comes to where the builder splits it afterwards: blanks that stand in a
/// variable part them, blanks in quotes do not.
pub fn expand_words(
    word: &str,
    escape: char,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> Result<(Vec<String>, Vec<String>), ExpandError> {
    let mut reader = Reader::new(word, escape, lookup);
    reader.words = Some(Words::default());
    reader.until(None, false)?;
    let words = reader.words.map(Words::finish).unwrap_or_default();
    Ok((words, reader.unset))
}

/// What a text comes to in which quotes are letters: the body of a heredoc that is copied.
pub fn expand_body(
    text: &str,
    lookup: &dyn Fn(&str) -> Option<String>,
) -> Result<Expanded, ExpandError> {
    let mut reader = Reader::new(text, '\\', lookup);
    reader.keeps_quotes = true;
    let text = reader.until(None, false)?;
    Ok(Expanded {
        text,
        unset: reader.unset,
    })
}

/// The names after each `$` of a text in which quotes mean nothing, or something else.
pub fn mentioned(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.split('$').skip(1).map(move |rest| {
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        &rest[..end]
    })
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    escape: char,
    lookup: &'a dyn Fn(&str) -> Option<String>,
    unset: Vec<String>,
    depth: usize,
    keeps_quotes: bool,
    /// Gathered where they are asked for, at the outermost level.
    words: Option<Words>,
}

/// Words while they are gathered.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    current: String,
}

impl Words {
    fn add(&mut self, text: &str) {
        for letter in text.chars() {
            if !letter.is_whitespace() {
                self.current.push(letter);
            } else if !self.current.is_empty() {
                self.done.push(std::mem::take(&mut self.current));
            }
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.current.is_empty() {
            self.done.push(self.current);
        }
        self.done
    }
}

impl<'a> Reader<'a> {
    fn new(word: &'a str, escape: char, lookup: &'a dyn Fn(&str) -> Option<String>) -> Reader<'a> {
        Reader {
            rest: word.chars().peekable(),
            escape,
            lookup,
            unset: Vec::new(),
            depth: 0,
            keeps_quotes: false,
            words: None,
        }
    }

    /// The words being gathered, unless what is read belongs inside a variable.
    fn words(&mut self) -> Option<&mut Words> {
        self.words.as_mut().filter(|_| self.depth == 0)
    }

    /// Reads to `stop`, which is swallowed, or to the end where there is none.
    fn until(&mut self, stop: Option<char>, raw: bool) -> Result<String, ExpandError> {
        let mut result = String::new();
        if let (Some(words), true) = (&mut self.words, stop.is_some()) {
            // BuildKit gathers both words in the same place, so that the outer one is lost.
            words.current.clear();
        }
        while let Some(&next) = self.rest.peek() {
            if Some(next) == stop {
                self.rest.next();
                return Ok(result);
            }
            if result.len() > LONGEST {
                return Err(ExpandError::TooLarge);
            }
            let start = result.len();
            let mut is_split = false;
            match next {
                '\'' if !self.keeps_quotes => result.push_str(&self.single_quoted()?),
                '"' if !self.keeps_quotes => result.push_str(&self.double_quoted(raw)?),
                '$' => {
                    is_split = true;
                    result.push_str(&self.dollar()?);
                }
                _ => {
                    self.rest.next();
                    if next != self.escape {
                        is_split = true;
                        result.push(next);
                    } else {
                        if raw {
                            result.push(next);
                        }
                        result.extend(self.rest.next());
                    }
                }
            }
            if let Some(words) = self.words() {
                match is_split {
                    true => words.add(&result[start..]),
                    false => words.current.push_str(&result[start..]),
                }
            }
        }
        match stop {
            None => Ok(result),
            Some('/') => Err(ExpandError::MissingSlash),
            Some(_) => Err(ExpandError::OpenBrace),
        }
    }

    fn single_quoted(&mut self) -> Result<String, ExpandError> {
        self.rest.next();
        let mut result = String::new();
        loop {
            match self.rest.next() {
                None => return Err(ExpandError::OpenSingleQuote),
                Some('\'') => return Ok(result),
                Some(other) => result.push(other),
            }
        }
    }

    fn double_quoted(&mut self, raw: bool) -> Result<String, ExpandError> {
        self.rest.next();
        let mut result = String::new();
        loop {
            match self.rest.peek().copied() {
                None => return Err(ExpandError::OpenDoubleQuote),
                Some('"') => {
                    self.rest.next();
                    return Ok(result);
                }
                Some(_) if result.len() > LONGEST => return Err(ExpandError::TooLarge),
                Some('$') => result.push_str(&self.dollar()?),
                Some(other) => {
                    self.rest.next();
                    if other != self.escape {
                        result.push(other);
                        continue;
                    }
                    if raw {
                        result.push(other);
                    }
                    match self.rest.peek().copied() {
                        None => {}
                        Some(escaped)
                            if escaped == '"' || escaped == '$' || escaped == self.escape =>
                        {
                            self.rest.next();
                            result.push(escaped);
                        }
                        Some(_) => result.push(other),
                    }
                }
            }
        }
    }

    fn dollar(&mut self) -> Result<String, ExpandError> {
        self.rest.next();
        if self.rest.next_if_eq(&'{').is_none() {
            let name = self.name();
            return Ok(if name.is_empty() {
                "$".to_owned()
            } else {
                self.value(&name).unwrap_or_default()
            });
        }
        if self.depth == DEEPEST {
            return Err(ExpandError::TooLarge);
        }
        self.depth += 1;
        let result = self.braced();
        self.depth -= 1;
        result
    }

    /// After `${`.
    fn braced(&mut self) -> Result<String, ExpandError> {
        match self.rest.peek() {
            None => return Err(ExpandError::OpenBrace),
            Some('{' | '}' | ':') => return Err(ExpandError::BadSubstitution),
            Some(_) => {}
        }
        let name = self.name();
        let Some(modifier) = self.rest.next() else {
            return Err(ExpandError::UnsupportedModifier(String::new()));
        };
        match modifier {
            '}' => Ok(self.value(&name).unwrap_or_default()),
            ':' => match self.rest.next() {
                Some(modifier @ ('-' | '+' | '?')) => self.default(&name, modifier, true),
                other => {
                    let modifier =
                        other.map_or_else(|| ":".to_owned(), |other| format!(":{other}"));
                    Err(ExpandError::UnsupportedModifier(modifier))
                }
            },
            '-' | '+' | '?' => self.default(&name, modifier, false),
            '#' | '%' => {
                let pattern = self.until(Some('}'), true)?;
                let value = self.value(&name).unwrap_or_default();
                trim(&value, &pattern, modifier)
            }
            '/' => {
                let all = self.rest.next_if_eq(&'/').is_some();
                let pattern = self.until(Some('/'), true)?;
                let replacement = self.until(Some('}'), true)?;
                let value = self.value(&name).unwrap_or_default();
                replace(&value, &pattern, &replacement, all)
            }
            other => Err(ExpandError::UnsupportedModifier(other.to_string())),
        }
    }

    fn default(
        &mut self,
        name: &str,
        modifier: char,
        empty_is_unset: bool,
    ) -> Result<String, ExpandError> {
        let word = self.until(Some('}'), false)?;
        let value = self
            .value(name)
            .filter(|value| !(empty_is_unset && value.is_empty()));
        match (modifier, value) {
            ('+', Some(_)) => Ok(word),
            ('+', None) => Ok(String::new()),
            ('-', None) => Ok(word),
            ('?', None) => Err(ExpandError::Required {
                name: name.to_owned(),
                message: word,
            }),
            (_, Some(value)) => Ok(value),
            (_, None) => Ok(String::new()),
        }
    }

    fn value(&mut self, name: &str) -> Option<String> {
        let value = (self.lookup)(name);
        if value.is_none() && !self.unset.iter().any(|unset| unset == name) {
            self.unset.push(name.to_owned());
        }
        value
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        match self.rest.peek().copied() {
            Some(digit) if digit.is_numeric() => {
                while let Some(digit) = self.rest.next_if(|next| next.is_numeric()) {
                    name.push(digit);
                }
            }
            Some(special @ ('@' | '*' | '#' | '?' | '-' | '$' | '!')) => {
                self.rest.next();
                name.push(special);
            }
            _ => {
                while let Some(next) = self
                    .rest
                    .next_if(|next| next.is_alphanumeric() || *next == '_')
                {
                    name.push(next);
                }
            }
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_values(word: &str) -> Result<Expanded, ExpandError> {
        expand(word, '\\', &|name| match name {
            "A" => Some("alpha".to_owned()),
            "E" => Some(String::new()),
            "P" => Some("a/b/c.tar.gz".to_owned()),
            _ => None,
        })
    }

    #[track_caller]
    fn comes_to(word: &str, expected: &str) {
        assert_eq!(
            with_values(word).map(|expanded| expanded.text),
            Ok(expected.to_owned()),
            "{word}"
        );
    }

    #[track_caller]
    fn fails(word: &str, expected: ExpandError) {
        assert_eq!(with_values(word), Err(expected), "{word}");
    }

    #[test]
    fn quotes_and_escapes_are_taken_off() {
        comes_to(r#""a b"'c d'e"#, "a bc de");
        comes_to(r"\$A \a", "$A a");
        comes_to(r#""\$A \a \"""#, r#"$A \a ""#);
        comes_to("'$A'", "$A");
    }

    #[test]
    fn variables_are_replaced() {
        comes_to("$A-${A}", "alpha-alpha");
        comes_to("[$U$E]", "[]");
        comes_to("$ $/x", "$ $/x");
        comes_to("${U:-x}${E:-y}${E-z}", "xy");
        comes_to("${A:+set}${U+no}", "set");
        comes_to("${U:-${A}b}", "alphab");
    }

    #[test]
    fn patterns_trim_and_replace() {
        comes_to("${P#*/}", "b/c.tar.gz");
        comes_to("${P##*/}", "c.tar.gz");
        comes_to("${P%.*}", "a/b/c.tar");
        comes_to("${P%%.*}", "a/b/c");
        comes_to("${P/b/x}", "a/x/c.tar.gz");
        comes_to(r"${P//\//-}", "a-b-c.tar.gz");
        comes_to("${A/a/}", "lpha");
        comes_to("${A//a/o}", "olpho");
    }

    #[test]
    fn what_has_no_value_is_told() {
        assert_eq!(
            with_values("$U$V$U").map(|expanded| expanded.unset),
            Ok(vec!["U".into(), "V".into()])
        );
    }

    #[test]
    fn errors_are_those_of_buildkit() {
        fails("'a", ExpandError::OpenSingleQuote);
        fails("\"a", ExpandError::OpenDoubleQuote);
        fails("${A:-x", ExpandError::OpenBrace);
        fails("${}", ExpandError::BadSubstitution);
        fails("${A:i}", ExpandError::UnsupportedModifier(":i".into()));
        fails("${A!}", ExpandError::UnsupportedModifier("!".into()));
        fails(
            "${U:?gone}",
            ExpandError::Required {
                name: "U".into(),
                message: "gone".into(),
            },
        );
        fails(&"${A:-".repeat(100), ExpandError::TooLarge);
    }
}
