//! A long text, read in parts: each by a thread of its own, and put together as if read at once.

use super::apart::has_open_heredoc;
use super::span_in;
use crate::model::{Dockerfile, Escape, Keyword, Placed};
use crate::syntax;
use crate::text::{ByteRange, Text};
use crate::threads::in_parts;
use std::sync::Arc;

/// `None` where only a look at the whole text can tell what it says.
pub fn lower_in_parts(text: &Text, parts: usize) -> Option<Dockerfile> {
    read(text, &ranges(text, parts))
}

fn read(text: &Text, ranges: &[ByteRange]) -> Option<Dockerfile> {
    if ranges.len() < 2 {
        return None;
    }
    let read = |ranges: &[ByteRange]| -> Option<Dockerfile> {
        let tree = syntax::parse_part(text, ranges.first()?)?;
        Some(super::lower(text, &tree, None).0)
    };
    let mut parts = in_parts(ranges, 1, read).into_iter();
    let mut file = parts.next()??;
    if super::escapes(&file.directives).any(|escape| escape != "\\") {
        return None;
    }
    for part in parts {
        // The end of a heredoc may lie in the next part.
        if has_open_heredoc(&file) {
            return None;
        }
        append(&mut file, part?)?;
    }
    Some(file)
}

/// Ranges of about the same length, each from an instruction to another.
fn ranges(text: &Text, parts: usize) -> Vec<ByteRange> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for part in 1..parts {
        let line = text.line_of((text.len() * part / parts).max(start)) + 1;
        let mut lines = line..text.line_count();
        let Some(line) = lines.find(|line| starts_instruction(text, *line)) else {
            break;
        };
        let end = text.line_start(line);
        ranges.push(start..end);
        start = end;
    }
    ranges.push(start..text.len());
    ranges
}

/// Whether a line most likely starts an instruction, and certainly does where it lies in no heredoc.
fn starts_instruction(text: &Text, line: usize) -> bool {
    let [start_before, start, end] = [line - 1, line, line + 1].map(|line| text.line_start(line));
    let before = text.slice(start_before..start);
    let goes_on = |before: &str| {
        let said = before.trim();
        said.is_empty() || said.starts_with('#') || said.ends_with(Escape::default().0)
    };
    // A carriage return by itself ends a line for editors, but not for BuildKit.
    let is_whole = start_before == 0 || text.slice(start_before - 1..start_before) == "\n";
    let ends_by_itself = is_whole && before.ends_with('\n') && !goes_on(&before);
    ends_by_itself && {
        let line = text.slice(start..end);
        let word = line.split([' ', '\t']).next().unwrap_or_default();
        let is_it = |keyword: &Keyword| keyword.name().eq_ignore_ascii_case(word);
        Keyword::KNOWN.iter().any(is_it)
    }
}

/// What stands before the first FROM of the next part goes on with the last stage.
fn append(file: &mut Dockerfile, next: Dockerfile) -> Option<()> {
    let Some(stage) = file.stages.last_mut() else {
        file.globals.extend(next.globals);
        file.comments.extend(next.comments);
        file.stages = next.stages;
        return Some(());
    };
    let last = next.globals.last().map_or(0, |placed| placed.start);
    let within = next
        .comments
        .partition_point(|comment| comment.start < last);
    let (within, after) = next.comments.split_at(within);
    file.comments.extend_from_slice(after);
    let (start, row) = (stage.start, stage.row);
    let item = Arc::get_mut(&mut stage.item)?;
    let comments = within.iter().map(|comment| span_in(start, comment.clone()));
    item.comments.extend(comments);
    let instructions = next.globals.into_iter().map(|placed| Placed {
        start: placed.start - start,
        row: placed.row - row,
        ..placed
    });
    item.instructions.extend(instructions);
    stage.marks = super::marks_of(item);
    file.stages.extend(next.stages);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    /// Reads a text in two parts, at every line that may start one.
    fn check(source: &str) {
        let whole = format!("{:?}", Document::new(source).dockerfile());
        let text = Text::new(source);
        let mut is_read = false;
        for line in 1..text.line_count() {
            if !starts_instruction(&text, line) {
                continue;
            }
            let middle = text.line_start(line);
            if let Some(file) = read(&text, &[0..middle, middle..text.len()]) {
                assert_eq!(format!("{file:?}"), whole, "from line {line} on");
                is_read = true;
            }
        }
        assert!(is_read, "never in parts: {source:?}");
    }

    #[test]
    fn two_parts_say_what_the_whole_says() {
        check(
            "ARG A\nARG B\n# a\nFROM a AS b\n# b\nRUN x\n# c\nRUN y\n# d\n\n# e\nFROM c\nRUN z\n# f",
        );
        check("FROM a\nRUN <<E cat <<F\nRUN x\nE\nRUN y\nF\nCOPY <<-G /h\n\tFROM b\n\tG\nRUN z\n");
        check(
            "FROM a\r\nRUN b \\\r\n# c\r\n\r\nRUN d\r\nRUN e\r\nONBUILD RUN <<F\r\ng\r\nF\r\nRUN h\r\n",
        );
        check(
            "\u{feff}# syntax=a\nFROM b\nRUN é\nrun \"c\nENV d 'e\nLABEL f=${g\nCMD [\"h\nVOLUME i",
        );
        check("FROM a\nRUN a\rRUN b\nRUN c\nRUN d\n");
        check("FROM a\nRUN a \\\n# c\rfoo\nRUN c\nRUN d\n");
        check("FROM a\n# c\rRUN b\nRUN c\nRUN d\n");
        check("FROM a\nRUN b\nRUN <<E\nc\nRUN d\n");
    }

    #[test]
    fn another_escape_character_is_read_as_one() {
        for head in ["# escape=`\n", "# escape=\\\n# escape=`\n"] {
            let text = format!("{head}FROM a\nRUN b\n");
            let middle = text.len() - 6;
            assert!(read(&Text::new(&text), &[0..middle, middle..text.len()]).is_none());
        }
    }

    #[test]
    fn parts_are_about_as_long() {
        let text = Text::new(&"RUN a \\\n  b\n".repeat(90));
        let ranges = ranges(&text, 3);
        assert_eq!(ranges, [0..372, 372..732, 732..1080]);
        assert_eq!(super::ranges(&Text::new("RUN a"), 3).len(), 1);
    }
}
