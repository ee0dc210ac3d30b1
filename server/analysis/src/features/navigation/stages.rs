//! Where stages get their names, and where these or their numbers are used.

use crate::Document;
use crate::model::{Body, Dockerfile, Evaluation, Flag, Keyword, Located, Span, Word};
use crate::text::ByteRange;
use std::collections::HashSet;

/// A place that names a stage, or gives it its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageMention {
    pub stage: usize,
    pub range: ByteRange,
    pub how: How,
    /// The instruction it stands in.
    pub start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// `AS name`
    Declared,
    /// The base of a FROM, which BuildKit compares with names in lower case.
    Base,
    /// `--from=name`, in whatever case.
    Name,
    /// `--from=0`
    Number,
    /// A FROM whose variable holds the name.
    Variable,
}

/// All of a file, stage by stage.
pub fn stage_mentions(document: &Document) -> Vec<StageMention> {
    let file = document.dockerfile();
    let reader = Reader::new(file);
    let mut found = Vec::new();
    for stage in 0..file.stages.len() {
        for located in file.instructions_of(stage) {
            reader.read(&located, &mut found);
        }
    }
    found
}

/// Those of one instruction.
pub fn stage_mentions_in(document: &Document, located: &Located) -> Vec<StageMention> {
    let mut found = Vec::new();
    Reader::new(document.dockerfile()).read(located, &mut found);
    found
}

struct Reader<'a> {
    evaluation: Evaluation<'a>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a Dockerfile) -> Reader<'a> {
        Reader {
            evaluation: Evaluation::new(file),
        }
    }

    fn read(&self, located: &Located, found: &mut Vec<StageMention>) {
        let Some(own) = located.stage else { return };
        let mut add = |stage: usize, span: Span, how: How| {
            found.push(StageMention {
                stage,
                range: located.at(span),
                how,
                start: located.start,
            });
        };
        let instruction = located.instruction;
        let (keyword, flags) = instruction
            .triggered()
            .unwrap_or((instruction.keyword, &instruction.flags));
        if let Body::From(from) = &instruction.body {
            let base = self.evaluation.base_stage(own);
            if let Some((base, image)) = base.zip(from.image.as_ref()) {
                let (text, span) = unquoted(&image.word);
                let is_name = text == self.evaluation.base_name(own);
                add(base, span, if is_name { How::Base } else { How::Variable });
            }
            if let Some(name) = &from.name {
                add(own, name.span, How::Declared);
            }
        }
        for word in flags.iter().filter_map(|flag| source_of(keyword, flag)) {
            let (text, span) = unquoted(word);
            if let Some(stage) = self.evaluation.stage_meant(keyword, text) {
                let is_number = keyword == Keyword::Copy && text.parse::<i64>().is_ok();
                add(stage, span, if is_number { How::Number } else { How::Name });
            }
        }
    }
}

/// What a flag copies from or mounts.
fn source_of(keyword: Keyword, flag: &Flag) -> Option<&Word> {
    match (keyword, &*flag.name.as_ref()?.text) {
        (Keyword::Copy, "from") => flag.value.as_ref(),
        (Keyword::Run, "mount") => flag.option("from"),
        _ => None,
    }
}

/// The image that a flag names, if it names no stage.
pub fn image_of_flag<'a>(
    keyword: Keyword,
    flag: &'a Flag,
    stages: &StagePlaces,
    located: &Located,
) -> Option<(&'a str, ByteRange)> {
    let (text, span) = unquoted(source_of(keyword, flag)?);
    let range = located.at(span);
    let is_stage = stages.0.contains(&range.start);
    (!is_stage && !text.contains('$')).then_some((text, range))
}

/// Where a file names stages.
pub struct StagePlaces(HashSet<usize>);

impl StagePlaces {
    pub fn of(mentions: &[StageMention]) -> StagePlaces {
        StagePlaces(mentions.iter().map(|mention| mention.range.start).collect())
    }
}

/// A word without the quotes around it.
pub fn unquoted(word: &Word) -> (&str, Span) {
    let text = &*word.text;
    let inner = ['"', '\''].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains(quote)).then_some(inner)
    });
    match inner {
        Some(inner) => {
            let span = Span {
                start: word.span.start + 1,
                end: word.span.end.saturating_sub(1),
            };
            (inner, span)
        }
        None => (text, word.span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str, How)]) {
        let document = Document::new(text);
        let found = stage_mentions(&document);
        let found: Vec<_> = found
            .iter()
            .map(|each| (each.stage, &text[each.range.clone()], each.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_and_numbers() {
        check(
            "FROM a AS Base\nFROM base\nCOPY --from=BASE x y\nCOPY --from=0 x y\nRUN --mount=type=bind,from=base x\n",
            &[
                (0, "Base", How::Declared),
                (0, "base", How::Base),
                (0, "BASE", How::Name),
                (0, "0", How::Number),
                (0, "base", How::Name),
            ],
        );
    }

    #[test]
    fn a_base_is_the_last_one_before_and_a_source_the_last_one_of_all() {
        check(
            "FROM a AS x\nFROM x AS x\nFROM x\nCOPY --from=x b c\n",
            &[
                (0, "x", How::Declared),
                (0, "x", How::Base),
                (1, "x", How::Declared),
                (1, "x", How::Base),
                (1, "x", How::Name),
            ],
        );
    }

    #[test]
    fn quotes_variables_and_triggers() {
        check(
            "ARG B=x\nFROM a AS x\nFROM $B\nONBUILD COPY --from=\"x\" b c\nFROM X\n",
            &[
                (0, "x", How::Declared),
                (0, "$B", How::Variable),
                (0, "x", How::Name),
            ],
        );
    }
}
