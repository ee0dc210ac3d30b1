use crate::Document;
use crate::shell;
use crate::text::ByteRange;
use tree_sitter::Node;

/// What to select around a place: the smallest thing first, each within the next.
pub fn selection(document: &Document, byte: usize) -> Vec<ByteRange> {
    let text = document.text();
    let byte = byte.min(text.len());
    let around = word_at(document, byte);
    let mut ranges = in_script(document, &around).unwrap_or_default();
    let tree = document.tree();
    let innermost = tree.and_then(|tree| {
        tree.root_node()
            .named_descendant_for_byte_range(around.start, around.end)
    });
    ranges.extend(ancestors(innermost).map(|node| node.byte_range()));
    ranges.push(0..text.len());

    let mut steps: Vec<ByteRange> = Vec::new();
    for range in ranges {
        let range = trimmed(document, range);
        let wider = steps.last().is_none_or(|last| {
            range.start <= last.start && last.end <= range.end && range != *last
        });
        if wider && range.start <= byte && byte <= range.end {
            steps.push(range);
        }
    }
    steps
}

/// The words and commands of a shell around a place.
fn in_script(document: &Document, around: &ByteRange) -> Option<Vec<ByteRange>> {
    let located = document.dockerfile().instruction_at(around.start)?;
    let parsed = shell::script_of(document, &located)?;
    let tree = parsed.tree.as_ref()?;
    let source = &parsed.script.source;
    let at = source.joined_offset(around.start.checked_sub(located.start)?)?;
    let innermost = tree.root_node().named_descendant_for_byte_range(at, at + 1);
    let ranges = ancestors(innermost)
        .filter(|node| node.end_byte() > node.start_byte())
        .map(|node| {
            let start = source.source_offset(node.start_byte());
            let end = source.source_offset(node.end_byte() - 1) + 1;
            located.start + start..located.start + end
        });
    Some(ranges.collect())
}

/// A node and what holds it. Nothing that people write nests deeper than this goes.
fn ancestors(innermost: Option<Node>) -> impl Iterator<Item = Node> {
    std::iter::successors(innermost, |node| node.parent()).take(100)
}

/// The character to look at: the one after the place, or the one before where a word ends there.
fn word_at(document: &Document, byte: usize) -> ByteRange {
    let text = document.text();
    let character = |range: ByteRange| text.slice(range).chars().next();
    let is_word = |range: ByteRange| {
        character(range).is_some_and(|character| character.is_alphanumeric() || character == '_')
    };
    let after = byte..(byte + 1).min(text.len());
    match byte.checked_sub(1) {
        Some(before) if is_word(before..byte) && !is_word(byte..byte + 4) => before..byte,
        _ => after,
    }
}

/// Without white space at its end: an instruction reaches to the end of its line.
fn trimmed(document: &Document, range: ByteRange) -> ByteRange {
    let text = document.text().slice(range.clone());
    range.start..range.start + text.trim_end().len()
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
            "b|--from=b|COPY --from=b c d|FROM a\nCOPY --from=b c d",
        );
    }

    #[test]
    fn a_word_starts_after_white_space() {
        check("FROM $0a AS b\n", "a|FROM a AS b");
        check(
            "FROM a\nENV $0A=1 B=2\n",
            "A|A=1|ENV A=1 B=2|FROM a\nENV A=1 B=2",
        );
    }

    #[test]
    fn a_word_of_a_command_grows_to_the_command() {
        check(
            "FROM a\nRUN cd /x && \\\n  ls -$0l\n",
            "-l|ls -l|cd /x && \\\n  ls -l|RUN cd /x && \\\n  ls -l|FROM a\nRUN cd /x && \\\n  ls -l",
        );
    }

    #[test]
    fn an_empty_document_has_one_range() {
        check("$0", "");
    }
}
