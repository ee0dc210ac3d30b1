use crate::lang::{Lang, Text};

/// What to tell, in no language yet: a text, and what stands in it for `{0}`, `{1}` and so on. A
/// change of language finds nothing anew; it only reads the same messages again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    text: Text,
    words: Vec<Said>,
}

/// A word that is the same in every language, or one that is not.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Said {
    Word(String),
    Text(Text),
}

impl Message {
    pub fn new(text: Text) -> Message {
        Message {
            text,
            words: Vec::new(),
        }
    }

    /// The next of what stands in the text.
    pub fn with(mut self, word: impl ToString) -> Message {
        self.words.push(Said::Word(word.to_string()));
        self
    }

    /// The same, for words of a language.
    pub fn with_text(mut self, text: Text) -> Message {
        self.words.push(Said::Text(text));
        self
    }

    pub fn text(&self) -> Text {
        self.text
    }

    pub fn get(&self, lang: Lang) -> String {
        let mut message = String::new();
        let mut rest = self.text.get(lang);
        while let Some(open) = rest.find('{') {
            message.push_str(&rest[..open]);
            rest = &rest[open..];
            match self.word_at(rest, lang) {
                Some(word) => {
                    message.push_str(word);
                    rest = &rest[3..];
                }
                None => {
                    message.push('{');
                    rest = &rest[1..];
                }
            }
        }
        message.push_str(rest);
        message
    }

    /// The word that `{0}` at the start of a text stands for.
    fn word_at(&self, text: &str, lang: Lang) -> Option<&str> {
        let digit = text.get(1..2)?.parse::<usize>().ok()?;
        (text.get(2..3)? == "}").then_some(())?;
        match self.words.get(digit)? {
            Said::Word(word) => Some(word),
            Said::Text(text) => Some(text.get(lang)),
        }
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Message {
        Message::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIN: Text = Text {
        en: "Pin `{1}` to {0}, not ${A} {9}",
        fr: "Fixer {0} pour `{1}`, pas ${A} {9}",
    };

    #[test]
    fn words_stand_where_each_language_wants_them() {
        let message = Message::new(PIN).with(12).with("debian {0}");
        assert_eq!(
            message.get(Lang::En),
            "Pin `debian {0}` to 12, not ${A} {9}"
        );
        assert_eq!(
            message.get(Lang::Fr),
            "Fixer 12 pour `debian {0}`, pas ${A} {9}"
        );
    }
}
