//! What is written between a keyword and the cursor, as words.

/// The words so far; the last one is the cursor's own, empty behind a blank.
#[derive(Debug)]
pub struct Typed {
    pub flags: Vec<String>,
    pub words: Vec<String>,
}

impl Typed {
    /// Of a text without continuations.
    pub fn read(text: &str, escape: char) -> Typed {
        let mut all = split(text, escape);
        let last = all.pop().unwrap_or_default();
        let is_flag = |word: &&String| word.starts_with("--");
        let flags = all.iter().take_while(is_flag).count();
        let words = all.split_off(flags);
        let mut typed = Typed { flags: all, words };
        match typed.words.is_empty() && last.starts_with("--") {
            true => typed.flags.push(last),
            false => typed.words.push(last),
        }
        typed
    }

    /// The cursor's own word, unless that is a flag.
    pub fn word(&self) -> Option<&str> {
        self.words.last().map(String::as_str)
    }

    /// The flag that the cursor is in.
    pub fn flag(&self) -> Option<&str> {
        match self.words.is_empty() {
            true => self.flags.last().map(String::as_str),
            false => None,
        }
    }

    /// What comes before the cursor's own word.
    pub fn before(&self) -> &[String] {
        self.words.split_last().map_or(&[], |(_, before)| before)
    }
}

/// At blanks outside quotes.
fn split(text: &str, escape: char) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut letters = text.trim_start().chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (letter, None) if letter.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                continue;
            }
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (letter, _) if letter == escape => {
                word.push(letter);
                word.extend(letters.next());
                continue;
            }
            _ => {}
        }
        word.push(letter);
    }
    words.push(word);
    words
}
