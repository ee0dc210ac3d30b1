//! Changes to a text, and the fixes that are made of them.

use crate::message::Message;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    pub range: ByteRange,
    pub new_text: String,
}

impl TextEdit {
    pub fn replace(range: ByteRange, new_text: impl Into<String>) -> TextEdit {
        TextEdit {
            range,
            new_text: new_text.into(),
        }
    }

    pub fn insert(at: usize, new_text: impl Into<String>) -> TextEdit {
        TextEdit::replace(at..at, new_text)
    }

    pub fn delete(range: ByteRange) -> TextEdit {
        TextEdit::replace(range, "")
    }
}

/// A way to mend something. Its edits do not overlap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// In the infinitive, as on a button.
    pub title: Message,
    pub edits: Vec<TextEdit>,
    pub safety: Safety,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Safety {
    /// The image stays what it was, but for what the finding is about: fix-all applies it.
    Safe,
    /// For a person to choose: it guesses what was meant, or changes layers or contents.
    Suggested,
}

impl Fix {
    pub fn safe(title: impl Into<Message>, edits: Vec<TextEdit>) -> Fix {
        Fix {
            title: title.into(),
            edits,
            safety: Safety::Safe,
        }
    }

    pub fn suggested(title: impl Into<Message>, edits: Vec<TextEdit>) -> Fix {
        Fix {
            title: title.into(),
            edits,
            safety: Safety::Suggested,
        }
    }

    /// The same fix in a text that has so many bytes more in front.
    pub fn moved(&self, by: usize) -> Fix {
        let edits = self.edits.iter().map(|edit| TextEdit {
            range: edit.range.start + by..edit.range.end + by,
            new_text: edit.new_text.clone(),
        });
        Fix {
            title: self.title.clone(),
            edits: edits.collect(),
            safety: self.safety,
        }
    }
}

/// New text is written with `\n`; a file that ends its lines otherwise goes on doing so.
pub fn with_line_breaks(text: &str, line_break: &str) -> String {
    match line_break {
        "\n" => text.to_owned(),
        line_break => text.replace("\r\n", "\n").replace('\n', line_break),
    }
}

/// The text after edits; `None` if two of them touch the same bytes or one lies outside the text.
pub fn apply(text: &str, edits: &[TextEdit]) -> Option<String> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in sorted {
        // `get` refuses a range that starts before what is done already.
        result.push_str(text.get(done..edit.range.start)?);
        text.get(edit.range.clone())?;
        result.push_str(&edit.new_text);
        done = edit.range.end;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_in_any_order() {
        let edits = [
            TextEdit::replace(4..5, "C"),
            TextEdit::insert(0, ">"),
            TextEdit::delete(1..3),
        ];
        assert_eq!(apply("abcde", &edits).as_deref(), Some(">adC"));
    }

    #[test]
    fn edits_that_cannot_all_be_applied_are_none_at_all() {
        let overlapping = [TextEdit::delete(0..3), TextEdit::delete(2..4)];
        assert_eq!(apply("abcde", &overlapping), None);
        assert_eq!(apply("abc", &[TextEdit::delete(2..4)]), None);
        assert_eq!(apply("é", &[TextEdit::insert(1, "x")]), None);
    }
}
