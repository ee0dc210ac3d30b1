//! The labels of a LABEL as hadolint reads them.

use super::FileView;
use crate::model::{Body, Keyword, Located, Pair, Span};
use crate::text::ByteRange;

pub struct Label {
    pub name: String,
    pub value: String,
    name_span: Span,
    value_span: Span,
    start: usize,
}

impl Label {
    fn read(pair: &Pair, is_legacy: bool, escape: char, start: usize) -> Option<Label> {
        let name = pair.name.as_ref()?;
        let value = pair.value.as_ref();
        let text = value.map_or("", |value| &value.text);
        Some(Label {
            name: unquoted(&name.text, escape),
            value: match is_legacy {
                true => text.to_owned(),
                false => unquoted(text, escape),
            },
            name_span: name.span,
            value_span: value.map_or(pair.span, |value| value.span),
            start,
        })
    }

    pub fn name_place(&self) -> ByteRange {
        self.start + self.name_span.start as usize..self.start + self.name_span.end as usize
    }

    pub fn value_place(&self) -> ByteRange {
        self.start + self.value_span.start as usize..self.start + self.value_span.end as usize
    }
}

/// Of one instruction; places count from `start`.
pub fn labels_of(body: &Body, escape: char, start: usize) -> Vec<Label> {
    let Body::Pairs { pairs, legacy } = body else {
        return Vec::new();
    };
    let labels = pairs
        .iter()
        .map(|pair| Label::read(pair, *legacy, escape, start));
    labels.flatten().collect()
}

/// Those of the file, as soon as somebody asks for some.
pub fn labels<'a>(file: &'a FileView) -> impl Iterator<Item = (Located<'a>, Vec<Label>)> {
    let options = file.world.options;
    let is_asked = options.only_these_labels || !options.labels.is_empty();
    let located = is_asked.then(|| file.of(Keyword::Label));
    let escape = file.escape.0;
    let located = located.into_iter().flatten();
    located.map(move |located| {
        let labels = labels_of(&located.instruction.body, escape, located.start);
        (located, labels)
    })
}

/// The labels of a kind whose values are not what they should be.
pub fn wrong<'a>(
    file: &'a FileView,
    kind: super::LabelKind,
    is_right: fn(&str) -> bool,
) -> impl Iterator<Item = Label> + 'a {
    let all = labels(file).flat_map(|(_, labels)| labels);
    all.filter(move |label| {
        file.world.options.labels.get(&label.name) == Some(&kind) && !is_right(&label.value)
    })
}

/// Quotes are taken off, and the escapes of what would end the text.
pub fn unquoted(text: &str, escape: char) -> String {
    let mut result = String::with_capacity(text.len());
    let mut quote = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = |next: &char| match quote {
            Some(quote) => *next == quote,
            None => matches!(next, ' ' | '\t'),
        };
        if letter == escape {
            result.push(letters.next_if(ends).unwrap_or(letter));
        } else if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && matches!(letter, '"' | '\'') {
            quote = Some(letter);
        } else {
            result.push(letter);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_off() {
        for (text, expected) in [
            (r#""a b"'c'd"#, "a bcd"),
            (r#""a\"b\n""#, r#"a"b\n"#),
            (r"a\ b\c", r"a b\c"),
            ("$A", "$A"),
        ] {
            assert_eq!(unquoted(text, '\\'), expected);
        }
    }
}
