//! The files of the build context that COPY, ADD and mounts name.

use super::definition::{Definition, Goal};
use super::stages::unquoted;
use crate::Document;
use crate::context::{BuildContext, Ignore, clean, taken};
use crate::model::{Body, Evaluation, Flag, Keyword, Located, Source, Variables, Word, expand};
use crate::text::ByteRange;

/// A path as it is written, and in the context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileTaken {
    pub range: ByteRange,
    pub path: String,
}

/// More files than these nobody chooses from.
const MOST_GOALS: usize = 50;

/// Those of an instruction, with the variables that are in force before it.
pub fn files_taken(document: &Document, located: &Located, known: &Variables) -> Vec<FileTaken> {
    let escape = document.dockerfile().escape.0;
    let lookup = |name: &str| known.in_build(name);
    words_of(located)
        .into_iter()
        .filter_map(|word| {
            let (_, span) = unquoted(word);
            let path = expand(&word.text, escape, &lookup).ok()?.text;
            let is_elsewhere = path.contains("://") || path.starts_with("git@");
            (!is_elsewhere && !path.is_empty()).then(|| FileTaken {
                range: located.at(span),
                path: clean(&path),
            })
        })
        .collect()
}

/// What ONBUILD keeps belongs to the context of another build.
fn words_of<'a>(located: &Located<'a>) -> Vec<&'a Word> {
    let instruction = located.instruction;
    match (instruction.keyword, &instruction.body) {
        (Keyword::Copy | Keyword::Add, Body::Transfer(transfer)) => {
            if instruction.flags.iter().any(|flag| flag.is_named("from")) {
                return Vec::new();
            }
            let paths = transfer.sources.iter().filter_map(|source| match source {
                Source::Path(path) => Some(path),
                Source::Heredoc(_) => None,
            });
            paths.collect()
        }
        (Keyword::Run, _) => {
            let mounts = instruction.flags.iter().filter(|flag| is_of_context(flag));
            let sources = mounts.filter_map(|flag| flag.option("source").or(flag.option("src")));
            sources.collect()
        }
        _ => Vec::new(),
    }
}

fn is_of_context(flag: &Flag) -> bool {
    let is_bind = flag.option("type").is_none_or(|kind| &*kind.text == "bind");
    flag.is_named("mount") && is_bind && flag.option("from").is_none()
}

/// What a definition opens: the files that a source names; for a folder, or for what is left out, the
/// ignore file.
pub fn file_at(document: &Document, byte: usize, context: &dyn BuildContext) -> Option<Definition> {
    let located = document.dockerfile().instruction_at(byte)?;
    let holds = |range: ByteRange| range.start <= byte && byte <= range.end;
    let mut words = words_of(&located).into_iter();
    words.find(|word| holds(located.at(word.span)))?;
    let before = Evaluation::new(document.dockerfile()).before(&located);
    let taken = files_taken(document, &located, &before.variables);
    let file = taken.into_iter().find(|file| holds(file.range.clone()))?;
    let goals = goals(&file.path, context);
    (!goals.is_empty()).then_some(Definition {
        origin: file.range,
        goals,
    })
}

fn goals(path: &str, context: &dyn BuildContext) -> Vec<Goal> {
    let ignore_file = context.ignore_file();
    let of_ignore_file = |line: usize| {
        let file = ignore_file.iter();
        file.map(|file| Goal::File {
            path: file.name.clone(),
            line,
        })
        .collect()
    };
    if context.list(path).is_some() {
        return of_ignore_file(0);
    }
    let text = ignore_file.as_ref().map_or("", |file| &file.text);
    let sources = [path.to_owned()];
    let found = taken(context, &sources, &Ignore::read(text), &Ignore::default());
    let Some(found) = found else {
        return Vec::new();
    };
    let files = found.names.iter().filter(|name| !name.ends_with('/'));
    let files: Vec<Goal> = files
        .take(MOST_GOALS)
        .map(|name| Goal::File {
            path: name.clone(),
            line: 0,
        })
        .collect();
    match (files.is_empty(), found.left_out.first()) {
        (true, Some(left_out)) => of_ignore_file(line_leaving_out(text, left_out)),
        _ => files,
    }
}

/// The last line by which a path is left out.
fn line_leaving_out(text: &str, path: &str) -> usize {
    let path = path.trim_end_matches('/');
    let leaves_out = |line: &str| Ignore::read(line).leaves_out(path);
    let lines: Vec<&str> = text.lines().collect();
    lines
        .iter()
        .rposition(|line| leaves_out(line))
        .unwrap_or_default()
}
