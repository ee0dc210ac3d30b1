/// A piece of source as BuildKit joins it: the continuations taken out, and with them the comments
/// and empty lines between the lines they join. Knows where each of its bytes came from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Joined {
    pub text: String,
    /// Where in `text` a run of source starts, and where in the source.
    runs: Vec<(usize, usize)>,
}

impl Joined {
    pub fn new(source: &str, escape: char) -> Joined {
        let mut joined = Joined::default();
        joined.push_joined(source, 0, escape);
        joined
    }

    /// Appends the logical line that starts a source; the source itself starts at `start`.
    pub fn push_joined(&mut self, source: &str, mut start: usize, escape: char) {
        let mut continued = false;
        for line in source.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let unimportant = continued && is_comment_or_blank(content);
            if !unimportant {
                let kept = before_continuation(content, escape);
                let last = kept.is_none();
                self.push(kept.unwrap_or(content), start);
                if last {
                    break;
                }
                continued = true;
            }
            start += line.len();
        }
    }

    /// Appends text that stands in the source at `start`.
    pub fn push(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.runs.push((self.text.len(), start));
            self.text.push_str(text);
        }
    }

    /// The place in the source of a place in the joined text.
    pub fn source_offset(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|(joined, _)| *joined <= offset);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some((joined, source)) => source + (offset - joined),
            None => offset,
        }
    }

    /// The place in the joined text of a place in the source, if it was not taken out.
    pub fn joined_offset(&self, source: usize) -> Option<usize> {
        let run = self
            .runs
            .partition_point(|(_, start)| *start <= source)
            .checked_sub(1)?;
        let (joined, start) = self.runs[run];
        let end = self
            .runs
            .get(run + 1)
            .map_or(self.text.len(), |(next, _)| *next);
        let offset = joined + (source - start);
        (offset < end).then_some(offset)
    }

    /// The pieces of source that a range of the joined text covers.
    pub fn source_ranges(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = std::ops::Range<usize>> {
        let first = self
            .runs
            .partition_point(|(joined, _)| *joined <= range.start);
        let runs = &self.runs[first.saturating_sub(1)..];
        runs.iter()
            .enumerate()
            .map_while(move |(index, (joined, source))| {
                let end = runs
                    .get(index + 1)
                    .map_or(self.text.len(), |(next, _)| *next);
                let from = range.start.max(*joined);
                let to = range.end.min(end);
                (from < to).then(|| source + (from - joined)..source + (to - joined))
            })
    }
}

/// Whether the instruction on a line goes on in the next.
pub fn continues(line: &str, escape: char) -> bool {
    before_continuation(line, escape).is_some()
}

/// What stands before the continuation of a line, or `None` where the line does not continue.
fn before_continuation(line: &str, escape: char) -> Option<&str> {
    let kept = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!kept.ends_with(escape)).then_some(kept)
}

fn is_comment_or_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn joins(source: &str, expected: &str) {
        assert_eq!(Joined::new(source, '\\').text, expected);
    }

    #[test]
    fn lines_are_joined_as_buildkit_joins_them() {
        joins("a \\\n  b", "a   b");
        joins("a\\\r\nb", "ab");
        joins("a \\ \t\n\n# c\n  # d \\\nb", "a b");
        joins("a \\\\\nb", "a \\\\");
        joins("\\\nb", "b");
        joins("a\nb", "a");
        joins("a \\", "a ");
    }

    #[test]
    fn another_escape_character_joins() {
        assert_eq!(Joined::new("a \\\nb", '`').text, "a \\");
        assert_eq!(Joined::new("a `\nb", '`').text, "a b");
    }

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let source = "ab \\\n# c\ncd";
        let joined = Joined::new(source, '\\');
        assert_eq!(joined.text, "ab cd");
        assert_eq!(joined.source_offset(0), 0);
        assert_eq!(&source[joined.source_offset(3)..], "cd");
        assert_eq!(
            [1, 4, 6, 9].map(|at| joined.joined_offset(at)),
            [Some(1), None, None, Some(3)]
        );
        assert_eq!(
            joined.source_ranges(1..4).collect::<Vec<_>>(),
            [1..3, 9..10]
        );
    }
}
