use crate::Document;
use crate::text::ByteRange;

/// What to select around a place: the smallest thing first, each within the next.
pub fn selection(document: &Document, byte: usize) -> Vec<ByteRange> {
    let text = document.text();
    let byte = byte.min(text.len());
    let mut ranges: Vec<ByteRange> = Vec::new();
    let around = word_at(document, byte);
    let mut node = document.tree().and_then(|tree| {
        tree.root_node()
            .named_descendant_for_byte_range(around.start, around.end)
    });
    while let Some(current) = node {
        let range = trimmed(document, current.byte_range());
        let wider = ranges.last().is_none_or(|last| {
            range.start <= last.start && last.end <= range.end && range != *last
        });
        if wider && range.start <= byte && byte <= range.end {
            ranges.push(range);
        }
        node = current.parent();
    }
    let whole = 0..text.len();
    if ranges.last() != Some(&whole) {
        ranges.push(whole);
    }
    ranges
}

/// The character to look at: the one after the place, or the one before where a word ends there.
fn word_at(document: &Document, byte: usize) -> ByteRange {
    let text = document.text();
    let is_word = |range: ByteRange| {
        text.slice(range)
            .chars()
            .any(|c| c.is_alphanumeric() || c == '_')
    };
    match byte.checked_sub(1) {
        Some(before) if is_word(before..byte) && !is_word(byte..(byte + 1).min(text.len())) => {
            before..byte
        }
        _ => byte..byte,
    }
}

/// Without white space at its end: an instruction reaches to the end of its line.
fn trimmed(document: &Document, range: ByteRange) -> ByteRange {
    let last = range.end - document.text().slice(range.clone()).len()
        + document.text().slice(range.clone()).trim_end().len();
    range.start..last.max(range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `$0` marks the place; the expected texts are separated by `|`.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let found: Vec<_> = selection(&Document::new(&text), byte)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn a_word_grows_to_its_instruction_and_stage() {
        check("FROM a:${V$0}", "V|${V}|a:${V}|FROM a:${V}");
        check(
            "FROM a\nCOPY --from=b$0 c d\n",
            "b|--from=b|COPY --from=b c d|FROM a\nCOPY --from=b c d|FROM a\nCOPY --from=b c d\n",
        );
    }

    #[test]
    fn an_empty_document_has_one_range() {
        check("$0", "");
    }
}
