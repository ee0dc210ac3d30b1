//! The comments by which a file says what it does not want to hear: hadolint's, and BuildKit's
//! `check` directive, which strates also reads above an instruction.

use crate::Document;
use crate::text::ByteRange;
use std::ops::Range;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IgnoreComment {
    pub range: ByteRange,
    pub scope: Scope,
    pub tool: Tool,
    pub codes: Vec<IgnoredCode>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IgnoredCode {
    pub code: String,
    pub range: ByteRange,
}

/// What an ignore comment is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    File,
    /// The stage of that number, from 0.
    Stage(usize),
    /// The instruction that starts there.
    Instruction(usize),
    /// Nothing stands below it.
    Nothing,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    Hadolint,
    /// `# check=skip=…`
    Check,
}

/// What the `check` directive at the top says besides `skip`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckDirective {
    /// A finding makes the build fail.
    pub error: bool,
    /// The experimental rules that it turns on; `all` for all.
    pub experimental: Vec<String>,
}

impl CheckDirective {
    /// Whether it turns an experimental rule on.
    pub fn tries(&self, code: &str) -> bool {
        let mut experimental = self.experimental.iter();
        experimental.any(|name| name == "all" || name == code)
    }
}

/// All of them, in the order of the file.
pub fn ignore_comments(document: &Document) -> Vec<IgnoreComment> {
    let file = document.dockerfile();
    let directives = file.directives.iter().filter_map(|directive| {
        let (skip, at) = option(&directive.value, "skip")?;
        (directive.name == "check").then(|| IgnoreComment {
            range: directive.start..directive.value_range.end,
            scope: Scope::File,
            tool: Tool::Check,
            codes: codes(skip, directive.value_range.start + at, ','),
        })
    });
    let mut below = Below::new(document);
    let comments = file
        .comments()
        .filter_map(|range| read_comment(document, range, &mut below));
    let mut found: Vec<IgnoreComment> = directives.chain(comments).collect();
    found.sort_by_key(|comment| comment.range.start);
    found
}

pub fn check_directive(document: &Document) -> CheckDirective {
    let mut directives = document.dockerfile().directives.iter();
    let Some(check) = directives.find(|directive| directive.name == "check") else {
        return CheckDirective::default();
    };
    let experimental = option(&check.value, "experimental").map_or("", |(value, _)| value);
    let names = experimental.split(',').map(|name| name.trim().to_owned());
    CheckDirective {
        error: option(&check.value, "error").is_some_and(|(value, _)| is_true(value.trim())),
        experimental: names.filter(|name| !name.is_empty()).collect(),
    }
}

/// As Go reads a truth value.
fn is_true(value: &str) -> bool {
    matches!(value, "1" | "t" | "T" | "true" | "TRUE" | "True")
}

fn read_comment(document: &Document, range: ByteRange, below: &mut Below) -> Option<IgnoreComment> {
    let text = document.text().slice(range.clone());
    let line = text.trim_end();
    let content = line.trim_start().strip_prefix('#')?.trim_start();
    let at = |part: &str| range.start + line.len() - part.len();
    let range = range.start..range.start + line.len();
    if let Some(value) = content.strip_prefix("check=") {
        let (skip, offset) = option(value, "skip")?;
        return Some(IgnoreComment {
            scope: below.instruction(range.end),
            tool: Tool::Check,
            codes: codes(skip, at(value) + offset, ','),
            range,
        });
    }
    let rest = after_word(content, "hadolint")?;
    let (scope, rest) = match (after_word(rest, "global"), after_word(rest, "stage")) {
        (Some(rest), _) => (Scope::File, rest),
        (None, Some(rest)) => (below.stage(range.end), rest),
        (None, None) => (below.instruction(range.end), rest),
    };
    let rest = rest.strip_prefix("ignore")?.trim_start();
    let list = rest.strip_prefix('=')?.trim_start();
    let reason = list.find('#').unwrap_or(list.len());
    Some(IgnoreComment {
        codes: codes(&list[..reason], at(list), ','),
        scope,
        tool: Tool::Hadolint,
        range,
    })
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let trimmed = rest.trim_start_matches([' ', '\t']);
    (trimmed.len() < rest.len()).then_some(trimmed)
}

/// The value of an option in `skip=A,B;error=true`, and where it starts. The last one counts.
fn option<'a>(value: &'a str, name: &str) -> Option<(&'a str, usize)> {
    let mut start = 0;
    let mut last = None;
    for part in value.split(';') {
        if let Some((key, given)) = part.split_once('=')
            && key.trim() == name
        {
            last = Some((given, start + key.len() + 1));
        }
        start += part.len() + 1;
    }
    last
}

fn codes(list: &str, start: usize, separator: char) -> Vec<IgnoredCode> {
    let mut codes = Vec::new();
    let mut at = start;
    for part in list.split(separator) {
        let code = part.trim();
        if !code.is_empty() {
            let start = at + part.len() - part.trim_start().len();
            codes.push(IgnoredCode {
                code: code.to_owned(),
                range: start..start + code.len(),
            });
        }
        at += part.len() + separator.len_utf8();
    }
    codes
}

/// Finds what stands below comments; those that follow each other share it.
struct Below<'a> {
    document: &'a Document,
    /// The lines that were walked through last, and where they led.
    walked: Range<usize>,
    found: Scope,
}

impl<'a> Below<'a> {
    fn new(document: &'a Document) -> Below<'a> {
        Below {
            document,
            walked: 0..0,
            found: Scope::Nothing,
        }
    }

    /// The instruction right below a comment; other comments may stand between.
    fn instruction(&mut self, end: usize) -> Scope {
        let first = self.document.text().line_of(end) + 1;
        if !self.walked.contains(&first) {
            self.walk(first);
        }
        self.found
    }

    fn walk(&mut self, first: usize) {
        let text = self.document.text();
        self.found = Scope::Nothing;
        let mut line = first;
        while line < text.line_count() {
            let range = text.line_start(line)..text.line_start(line + 1);
            let source = text.slice(range.clone());
            let content = source.trim_start();
            if !content.starts_with('#') {
                let start = range.start + source.len() - content.len();
                let located = self.document.dockerfile().instruction_at(start);
                if let Some(located) = located.filter(|_| !content.is_empty()) {
                    self.found = Scope::Instruction(located.start);
                }
                break;
            }
            line += 1;
        }
        self.walked = first..line + 1;
    }

    fn stage(&mut self, end: usize) -> Scope {
        let Scope::Instruction(start) = self.instruction(end) else {
            return Scope::Nothing;
        };
        let mut stages = self.document.dockerfile().stages.iter();
        let stage = stages.position(|stage| stage.start == start);
        stage.map_or(Scope::Nothing, Scope::Stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::new(text);
        let comments = ignore_comments(&document);
        let found: Vec<(String, String)> = comments
            .iter()
            .map(|comment| {
                let codes = comment.codes.iter().map(|code| {
                    assert_eq!(&text[code.range.clone()], code.code);
                    code.code.as_str()
                });
                let codes = codes.collect::<Vec<_>>().join(" ");
                let scope = match comment.scope {
                    Scope::File => "file".to_owned(),
                    Scope::Stage(stage) => format!("stage {stage}"),
                    Scope::Instruction(start) => text[start..].lines().next().unwrap().to_owned(),
                    Scope::Nothing => "nothing".to_owned(),
                };
                (scope, codes)
            })
            .collect();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(scope, codes)| (scope.as_str(), codes.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_comments_of_hadolint_are_read() {
        check(
            "# hadolint global ignore=DL3008, DL3009 # why\n#hadolint ignore=DL3006\n# b\nFROM a\n# hadolint ignore = DL1,SC2\n\nRUN c\n",
            &[
                ("file", "DL3008 DL3009"),
                ("FROM a", "DL3006"),
                ("nothing", "DL1 SC2"),
            ],
        );
        check(
            "FROM a\n# hadolint stage ignore=DL3006\nFROM b\n#  hadolint ignore=DL3003\n  RUN c\n",
            &[("stage 1", "DL3006"), ("RUN c", "DL3003")],
        );
        check("# hadolintignore=DL1\n# hadolint shell=bash\nFROM a\n", &[]);
    }

    #[test]
    fn the_check_directive_is_read_everywhere() {
        check(
            "# check=error=true;skip=A,B\nFROM a\n# check=skip=all\nRUN c\n",
            &[("file", "A B"), ("RUN c", "all")],
        );
        let directive =
            check_directive(&Document::new("# check=error=true;experimental=X\nFROM a"));
        assert!(directive.error && directive.experimental == ["X"]);
        let directive = check_directive(&Document::new("# check=error=0;error= 1 \nFROM a"));
        assert!(directive.error);
        check("# check=skip=A;skip=B\nFROM a\n", &[("file", "B")]);
    }
}
