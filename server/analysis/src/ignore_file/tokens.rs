use super::IgnoreDocument;
use crate::features::tokens::{Modifiers, Token, TokenKind};
use crate::text::ByteRange;

/// In order, none over another, each within its line.
pub fn tokens(document: &IgnoreDocument, range: ByteRange) -> Vec<Token> {
    let mut found = Vec::new();
    let mut push = |range: ByteRange, kind: TokenKind| {
        if !range.is_empty() {
            found.push(Token {
                range,
                kind,
                modifiers: Modifiers::NONE,
            });
        }
    };
    for pattern in &document.patterns {
        if let Some(mark) = &pattern.exception {
            push(mark.clone(), TokenKind::Operator);
        }
        let mut at = pattern.range.start;
        for wildcard in pattern.wildcards() {
            push(at..wildcard.start, TokenKind::String);
            at = wildcard.end;
            push(wildcard, TokenKind::Wildcard);
        }
        push(at..pattern.range.end, TokenKind::String);
    }
    for comment in comments(&document.source) {
        push(comment, TokenKind::Comment);
    }
    found.sort_by_key(|token| token.range.start);
    found.retain(|token| token.range.start < range.end && range.start < token.range.end);
    found
}

fn comments(text: &str) -> impl Iterator<Item = ByteRange> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let line_start = start;
        start += line.len();
        let text = line.strip_prefix('\u{feff}').filter(|_| line_start == 0);
        let text = text.unwrap_or(line);
        let start = line_start + line.len() - text.len();
        text.starts_with('#')
            .then(|| start..start + text.trim_end().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = tokens(&IgnoreDocument::new(text), 0..text.len())
            .into_iter()
            .map(|token| (token.kind.name(), &text[token.range]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_part_has_its_colour() {
        check(
            "# a\r\n!b/**/*.[ch]\n c # d\n",
            &[
                ("comment", "# a"),
                ("operator", "!"),
                ("string", "b/"),
                ("regexp", "**"),
                ("string", "/"),
                ("regexp", "*"),
                ("string", "."),
                ("regexp", "[ch]"),
                ("string", "c # d"),
            ],
        );
    }
}
