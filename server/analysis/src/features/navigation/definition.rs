//! Where a name comes from. The declaration makes a name known; the definition gives it its value:
//! they differ for an ARG of a stage whose value stands before the first FROM.

use super::files::file_at;
use super::stages::{How, stage_mentions_in};
use super::survey::{Kind, Survey};
use super::symbol::Symbol;
use crate::Document;
use crate::context::BuildContext;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The name that was asked about.
    pub origin: ByteRange,
    pub goals: Vec<Goal>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Of this document: the name itself, and the instruction it stands in.
    Here { name: ByteRange, whole: ByteRange },
    /// A path in the build context, and a line of that file.
    File { path: String, line: usize },
}

pub fn definition(
    document: &Document,
    byte: usize,
    context: &dyn BuildContext,
) -> Option<Definition> {
    in_document(document, byte, true).or_else(|| file_at(document, byte, context))
}

pub fn declaration(document: &Document, byte: usize) -> Option<Definition> {
    in_document(document, byte, false)
}

fn in_document(document: &Document, byte: usize, follows: bool) -> Option<Definition> {
    let (symbol, located) = Symbol::at(document, byte)?;
    let origin = symbol.range(byte);
    let name = match &symbol {
        Symbol::Stage(mention) => {
            let file = document.dockerfile();
            let from = file.instructions_of(mention.stage).next()?;
            let mentions = stage_mentions_in(document, &from).into_iter();
            let mut declared = mentions.filter(|mention| mention.how == How::Declared);
            // A stage without a name is found by its number.
            let keyword = || from.at(from.instruction.written.span);
            declared.next().map_or_else(keyword, |name| name.range)
        }
        Symbol::Heredoc(name) => name.opening.clone(),
        Symbol::Variable { name, range } => {
            let survey = Survey::of(document, name);
            let here = survey.at(range)?;
            if survey.kind(here) == Kind::Unknown {
                return None;
            }
            let declared = survey.occurrences.get(here.declaration?)?;
            let given = declared.given_by.filter(|_| follows);
            let given = given.and_then(|given| survey.occurrences.get(given));
            given.unwrap_or(declared).range.clone()
        }
    };
    let holder = document.dockerfile().instruction_at(name.start);
    let whole = holder.unwrap_or(located).range();
    let whole = whole.start.min(name.start)..whole.end.max(name.end);
    Some(Definition {
        origin,
        goals: vec![Goal::Here { name, whole }],
    })
}
