use crate::Document;
use crate::text::ByteRange;

/// Lines that an editor can fold onto the first of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    pub start_line: usize,
    pub end_line: usize,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoldKind {
    Region,
    Comment,
}

/// Stages, instructions and heredocs of several lines, and blocks of comments.
pub fn folds(document: &Document) -> Vec<Fold> {
    let file = document.dockerfile();
    let text = document.text();
    let mut folds = Folds {
        document,
        found: Vec::new(),
    };
    for index in 0..file.stages.len() {
        let mut instructions = file.instructions_of(index);
        let first = instructions.next();
        let last = instructions.last().or(first);
        if let (Some(first), Some(last)) = (first, last) {
            folds.add(first.start..last.range().end, FoldKind::Region);
        }
    }
    for located in file.instructions() {
        let heredocs = &located.instruction.heredocs;
        let bodies = heredocs
            .iter()
            .filter_map(|heredoc| heredoc.end.map(|end| (heredoc.body, end)));
        let mut head_end = located.range().end;
        for (index, (body, end)) in bodies.enumerate() {
            let line_before = located.at(body).start.saturating_sub(1);
            if index == 0 {
                head_end = line_before;
            }
            folds.add(line_before..located.at(end).end, FoldKind::Region);
        }
        folds.add(located.start..head_end, FoldKind::Region);
    }
    let mut block: Option<ByteRange> = None;
    for comment in file.comments() {
        let follows = block
            .as_ref()
            .is_some_and(|block| text.line_of(block.end) + 1 == text.line_of(comment.start));
        match &mut block {
            Some(block) if follows => block.end = comment.end,
            _ => {
                if let Some(done) = block.replace(comment) {
                    folds.add(done, FoldKind::Comment);
                }
            }
        }
    }
    if let Some(done) = block {
        folds.add(done, FoldKind::Comment);
    }
    folds
        .found
        .sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    folds
        .found
        .dedup_by_key(|fold| (fold.start_line, fold.end_line));
    folds.found
}

struct Folds<'a> {
    document: &'a Document,
    found: Vec<Fold>,
}

impl Folds<'_> {
    fn add(&mut self, range: ByteRange, kind: FoldKind) {
        let text = self.document.text();
        let start_line = text.line_of(range.start);
        let mut end_line = text.line_of(range.end);
        if end_line > start_line && text.line_start(end_line) == range.end {
            end_line -= 1;
        }
        if end_line > start_line {
            self.found.push(Fold {
                start_line,
                end_line,
                kind,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize)]) {
        let found: Vec<_> = folds(&Document::new(text))
            .iter()
            .map(|fold| (fold.start_line, fold.end_line))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stages_and_long_instructions_fold() {
        check("FROM a\nRUN b \\\n c\nRUN d\n\nFROM e\n", &[(0, 3), (1, 2)]);
    }

    #[test]
    fn heredocs_fold_each_for_itself() {
        check(
            "FROM a\nRUN x \\\n <<A <<B\na\nA\nb\nB\n",
            &[(0, 6), (1, 2), (2, 4), (4, 6)],
        );
        check("FROM a\nRUN <<A\na\nA\n", &[(0, 3), (1, 3)]);
    }

    #[test]
    fn comments_that_follow_each_other_fold() {
        check("# a\n# b\n\n# c\nFROM a\n# d\n# e\n", &[(0, 1), (5, 6)]);
    }

    #[test]
    fn one_line_does_not_fold() {
        check("FROM a\n", &[]);
        check("", &[]);
    }
}
