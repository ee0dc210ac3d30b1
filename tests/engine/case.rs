//! A Dockerfile, one edit of it as a diff, and what the edit does to each step.

use crate::sections::Section;

/// What stands before a line, in five columns: whether the edit takes it out (`-`) or puts it in
/// (`+`), then what happens to the step that begins there.
pub struct Line<'a> {
    pub sign: Sign,
    pub mark: Option<Mark>,
    pub text: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Both,
    Old,
    New,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// ` =  ` taken from the cache.
    Kept,
    /// ` !  ` built anew.
    Rebuilt,
    /// ` ?= ` what it copies may have changed, but has not.
    SameFiles,
    /// ` ?! ` what it copies may have changed, and has.
    OtherFiles,
    /// ` ~  ` kept where layers can be merged, rebuilt elsewhere.
    Linked,
    /// ` .  ` no build needs it.
    Unneeded,
}

pub struct Case<'a> {
    pub title: &'a str,
    /// The Dockerfile lies beside the files that it can copy, as in most projects.
    pub is_beside_files: bool,
    /// It is one of them: no .dockerignore leaves it out.
    pub is_in_context: bool,
    /// The edit makes its instruction say something else.
    pub can_be_known: bool,
    /// Elsewhere something else is built.
    pub where_layers_can_be_merged: bool,
    pub lines: Vec<Line<'a>>,
}

impl<'a> Case<'a> {
    pub fn new(section: &Section<'a>) -> Case<'a> {
        Case {
            title: section.title,
            is_beside_files: section.has("beside its files"),
            is_in_context: section.has("beside its files") && !section.has("ignored"),
            can_be_known: !section.has("strates cannot know"),
            where_layers_can_be_merged: section.has("where layers can be merged"),
            lines: section.lines.iter().map(|line| Line::new(line)).collect(),
        }
    }

    /// Nothing else is built otherwise where layers cannot be merged.
    pub fn has_link(&self) -> bool {
        self.lines.iter().any(|line| line.text.contains("--link"))
    }

    pub fn text(&self, side: Sign) -> String {
        let lines = self.side(side).map(|(_, line)| format!("{}\n", line.text));
        lines.collect()
    }

    /// The lines of the old or of the new text, with their numbers in the diff.
    pub fn side(&self, side: Sign) -> impl Iterator<Item = (usize, &Line<'a>)> {
        let lines = self.lines.iter().enumerate();
        lines.filter(move |(_, line)| line.sign == Sign::Both || line.sign == side)
    }

    /// The text that has the instruction which the edit is about: the new one if it only adds.
    pub fn asked(&self) -> Sign {
        match self.lines.iter().any(|line| line.sign == Sign::Old) {
            true => Sign::Old,
            false => Sign::New,
        }
    }

    /// The line of the new text where the step is which begins on a line of the old one.
    pub fn new_place(&self, line: usize) -> Option<usize> {
        if self.lines[line].sign != Sign::Old {
            return Some(line);
        }
        let steps = |line: &&Line| line.mark.is_some();
        let hunk = self.lines[..line]
            .iter()
            .rev()
            .take_while(|line| line.sign == Sign::Old);
        let before = hunk.filter(steps).count();
        let after = self.lines.iter().enumerate().skip(line + 1);
        let mut added = after
            .skip_while(|(_, line)| line.sign == Sign::Old)
            .take_while(|(_, line)| line.sign == Sign::New)
            .filter(|(_, line)| line.mark.is_some());
        added.nth(before).map(|(line, _)| line)
    }

    /// Where in the asked text the instruction on a line begins.
    pub fn start(&self, line: usize) -> usize {
        let asked = self.side(self.asked());
        let before = asked.take_while(|(number, _)| *number < line);
        let text = self.lines[line].text;
        let indent = text.len() - text.trim_start().len();
        before.map(|(_, line)| line.text.len() + 1).sum::<usize>() + indent
    }

    pub fn mark(&self, line: usize) -> Mark {
        self.lines[line].mark.expect("a step has a mark")
    }

    /// Where in the asked text the edit begins.
    pub fn edit(&self) -> usize {
        let asked = self.asked();
        let unchanged = self
            .side(asked)
            .take_while(|(_, line)| line.sign == Sign::Both);
        unchanged.map(|(_, line)| line.text.len() + 1).sum()
    }
}

const COLUMNS: usize = 5;

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Line<'a> {
        let (columns, text) = line.split_at(line.len().min(COLUMNS));
        let sign = match columns.chars().next() {
            Some('-') => Sign::Old,
            Some('+') => Sign::New,
            Some(' ') | None => Sign::Both,
            Some(_) => panic!("no such sign: {line}"),
        };
        let mark = match columns.get(1..).unwrap_or_default().trim() {
            "" => None,
            "=" => Some(Mark::Kept),
            "!" => Some(Mark::Rebuilt),
            "?=" => Some(Mark::SameFiles),
            "?!" => Some(Mark::OtherFiles),
            "~" => Some(Mark::Linked),
            "." => Some(Mark::Unneeded),
            _ => panic!("no such mark: {line}"),
        };
        Line { sign, mark, text }
    }
}
