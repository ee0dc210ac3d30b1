//! A form in its parts, and the words for them.

use super::{Parameter, Signature};
use crate::docs::{Kind, Subject};
use crate::lang::{Lang, Text};

/// A piece of a form: what is written as it is, or a part with a meaning.
pub enum Piece {
    Plain(&'static str),
    Part(Part),
}

pub struct Part {
    pub label: Text,
    pub role: Role,
    pub doc: Doc,
}

/// What a part is for; the cursor is in the part with the role of its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Options,
    Image,
    StageName,
    Source,
    Destination,
    Heredoc,
    Command,
    Program,
    Argument,
    Name,
    Value,
    /// What stands before or behind the `/` or `:` of a word.
    Before,
    After,
    Instruction,
    /// Of the value of a flag, counted from 0.
    Nth(usize),
    /// Of a mount.
    Option(&'static str),
}

pub enum Doc {
    Own(Text),
    /// The first sentence of a page.
    Page(Kind, &'static str),
}

impl Part {
    pub fn documentation(&self, lang: Lang) -> String {
        match &self.doc {
            Doc::Own(text) => text.get(lang).to_owned(),
            Doc::Page(kind, name) => page_sentence(*kind, name, lang),
        }
    }
}

pub fn page_sentence(kind: Kind, name: &str, lang: Lang) -> String {
    let subject = Subject::find(kind, name);
    subject.map_or_else(String::new, |subject| {
        first_sentence(subject.page(lang).lead)
    })
}

/// Of a text that may be broken into lines.
fn first_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let mut ends = ends.filter(|end| {
        let rest = text.get(end + 1..).unwrap_or_default();
        rest.starts_with(|next: char| next.is_uppercase() || next == '`')
    });
    let end = ends.next().unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_owned()
}

pub fn signature(
    pieces: &[Piece],
    documentation: &str,
    active: Option<Role>,
    lang: Lang,
) -> Signature {
    let mut label = String::new();
    let mut parameters = Vec::new();
    let mut position = None;
    for piece in pieces {
        match piece {
            Piece::Plain(text) => label.push_str(text),
            Piece::Part(part) => {
                let start = units(&label);
                label.push_str(part.label.get(lang));
                if Some(part.role) == active {
                    position = position.or(Some(parameters.len()));
                }
                parameters.push(Parameter {
                    label: start..units(&label),
                    text: part.label.get(lang).to_owned(),
                    documentation: part.documentation(lang),
                });
            }
        }
    }
    Signature {
        label,
        documentation: documentation.to_owned(),
        parameters,
        active: position,
    }
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or_default()
}
