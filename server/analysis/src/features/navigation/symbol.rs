//! What stands under a cursor, and every place that stands for the same thing.

use super::heredocs::{HeredocName, heredoc_at};
use super::names::{Role, names_in};
use super::shells::shell_at;
use super::stages::{How, StageMention, stage_mentions, stage_mentions_in};
use super::survey::Survey;
use crate::Document;
use crate::model::{Evaluation, Located};
use crate::text::ByteRange;

/// What a cursor points at.
pub enum Symbol {
    Stage(StageMention),
    Variable { name: String, range: ByteRange },
    Heredoc(HeredocName),
}

/// A place that stands for a thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub range: ByteRange,
    /// It gives the thing its name or its value.
    pub is_declaration: bool,
}

impl Symbol {
    /// The innermost name that holds a byte, or ends there.
    pub fn at(document: &Document, byte: usize) -> Option<(Symbol, Located<'_>)> {
        let located = document.dockerfile().instruction_at(byte)?;
        let holds = |range: &ByteRange| range.start <= byte && byte <= range.end;
        let heredoc = || heredoc_at(document, &located, byte).map(Symbol::Heredoc);
        let stage = || {
            let mentions = stage_mentions_in(document, &located).into_iter();
            // The name of a variable that holds the name of a stage is a variable.
            let mut named = mentions.filter(|mention| mention.how != How::Variable);
            named
                .find(|mention| holds(&mention.range))
                .map(Symbol::Stage)
        };
        let variable = || {
            let evaluation = Evaluation::new(document.dockerfile());
            let shell = shell_at(&evaluation, document.dockerfile(), &located);
            let names = names_in(document, &located, shell, None).into_iter();
            let here = names.filter(|named| holds(&named.touched));
            // Of two that meet, the one that the cursor stands before.
            let named =
                here.min_by_key(|named| (named.touched.end == byte, named.touched.len()))?;
            Some(Symbol::Variable {
                name: named.name,
                range: named.range,
            })
        };
        let symbol = heredoc().or_else(stage).or_else(variable)?;
        Some((symbol, located))
    }

    /// Where the cursor's own name stands.
    pub fn range(&self, byte: usize) -> ByteRange {
        match self {
            Symbol::Stage(mention) => mention.range.clone(),
            Symbol::Variable { range, .. } => range.clone(),
            Symbol::Heredoc(name) => {
                let holds = |range: &&ByteRange| range.start <= byte && byte <= range.end;
                let end = name.end.as_ref().filter(holds);
                end.unwrap_or(&name.opening).clone()
            }
        }
    }

    /// All that stands for it, in the order of the file.
    pub fn places(&self, document: &Document) -> Vec<Place> {
        match self {
            Symbol::Stage(here) => {
                let all = stage_mentions(document).into_iter();
                let mut same: Vec<Place> = all
                    .filter(|mention| mention.stage == here.stage)
                    .map(|mention| Place {
                        is_declaration: mention.how == How::Declared,
                        range: mention.range,
                    })
                    .collect();
                same.sort_by_key(|place| place.range.start);
                same
            }
            Symbol::Variable { name, range } => {
                let survey = Survey::of(document, name);
                let Some(here) = survey.at(range) else {
                    return Vec::new();
                };
                let same = survey.same(here).into_iter();
                same.map(|each| Place {
                    range: each.range.clone(),
                    is_declaration: each.role != Role::Read,
                })
                .collect()
            }
            Symbol::Heredoc(name) => {
                let opening = Place {
                    range: name.opening.clone(),
                    is_declaration: true,
                };
                let end = name.end.clone().map(|range| Place {
                    range,
                    is_declaration: false,
                });
                [opening].into_iter().chain(end).collect()
            }
        }
    }
}
