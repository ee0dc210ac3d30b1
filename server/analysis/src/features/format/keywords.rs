use super::{KeywordCase, Style};
use crate::Document;
use crate::edit::TextEdit;
use crate::model::{Body, Keyword, Located, Nested, Span};
use crate::text::ByteRange;

/// The case of keywords, the blanks before them, and the blank after the first.
pub fn edits(document: &Document, located: &Located, style: &Style, edits: &mut Vec<TextEdit>) {
    let instruction = located.instruction;
    if instruction.keyword == Keyword::Unknown {
        return;
    }
    let keyword = located.at(instruction.written.span);
    recase(document, keyword.clone(), style, edits);
    inner_keywords(document, located, &instruction.body, style, edits);
    let text = document.text();
    let line = text.line_start(text.line_of(located.start));
    if text.slice(line..located.start).trim().is_empty() {
        edits.push(TextEdit::delete(line..located.start));
    }
    let rest = text.slice(keyword.end..located.range().end);
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if blanks > 0 && blanks < rest.len() {
        edits.push(TextEdit::replace(keyword.end..keyword.end + blanks, " "));
    }
}

fn inner_keywords(
    document: &Document,
    located: &Located,
    body: &Body,
    style: &Style,
    edits: &mut Vec<TextEdit>,
) {
    match body {
        Body::From(from) => {
            let ends = (from.image.as_ref(), from.name.as_ref());
            if let (Some(image), Some(name)) = ends {
                let between = Span {
                    start: image.word.span.end,
                    end: name.span.start,
                };
                recase_word(document, located.at(between), "as", style, edits);
            }
        }
        Body::Trigger(Some(nested)) | Body::Healthcheck(Some(nested)) => {
            let Nested { keyword, .. } = **nested;
            if keyword != Keyword::Unknown {
                recase(document, located.at(nested.written.span), style, edits);
                inner_keywords(document, located, &nested.body, style, edits);
            }
        }
        Body::Healthcheck(None) => {
            let flags = located.instruction.flags.last();
            let before = flags.map_or(located.instruction.written.span.end, |flag| flag.span.end);
            let start = located.start + before as usize;
            recase_word(document, start..located.range().end, "none", style, edits);
        }
        _ => {}
    }
}

/// The only word of a range, if it is this one.
fn recase_word(
    document: &Document,
    range: ByteRange,
    word: &str,
    style: &Style,
    edits: &mut Vec<TextEdit>,
) {
    let source = document.text().slice(range.clone());
    let trimmed = source.trim();
    if trimmed.eq_ignore_ascii_case(word) {
        let start = range.start + source.len() - source.trim_start().len();
        recase(document, start..start + trimmed.len(), style, edits);
    }
}

fn recase(document: &Document, range: ByteRange, style: &Style, edits: &mut Vec<TextEdit>) {
    let source = document.text().slice(range.clone());
    let cased = match style.keyword_case {
        KeywordCase::Preserve => return,
        KeywordCase::Upper => source.to_ascii_uppercase(),
        KeywordCase::Lower => source.to_ascii_lowercase(),
    };
    // A keyword may be cut by a continuation.
    if source.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        edits.push(TextEdit::replace(range, cased));
    }
}
