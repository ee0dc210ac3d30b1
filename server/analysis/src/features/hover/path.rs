//! The paths of COPY, ADD, WORKDIR and VOLUME: where they lead.

use super::Hover;
use super::line::{Line, source_taken};
use super::markdown::code;
use super::place::Place;
use crate::model::{Body, Platform, Source, Transfer, Word, workdir};
use crate::msg;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let node = place
        .find::<syntax::Path>()
        .map(|path| path.node())
        .or_else(|| place.find::<syntax::JsonString>().map(|path| path.node()))?;
    let line = Line::of(place)?;
    let located = line.located;
    let Body::Transfer(transfer) = &located.instruction.body else {
        return None;
    };
    let is_here = |word: &Word| located.at(word.span).contains(&place.asked.byte);
    let mut paragraphs = Vec::new();
    if transfer.destination.as_ref().is_some_and(is_here) {
        paragraphs.extend(destination(&line, transfer));
    } else {
        let paths = transfer.sources.iter().filter_map(|source| match source {
            Source::Path(path) => Some(path),
            Source::Heredoc(_) => None,
        });
        let source = paths.into_iter().find(|path| is_here(path))?;
        paragraphs.extend(source_taken(&line, &line.value(source)));
    }
    if paragraphs.is_empty() {
        let mut line = line;
        paragraphs.extend(line.paragraphs());
    }
    place.answer(node, paragraphs)
}

/// Where the files arrive.
fn destination(line: &Line, transfer: &Transfer) -> Option<String> {
    let written = line.value(transfer.destination.as_ref()?);
    let is_absolute = written.starts_with('/') || line.before.platform == Platform::Windows;
    let last = written.rsplit('/').next();
    let is_folder = matches!(last, Some("" | "." | "..")) || transfer.sources.len() > 1;
    let lang = line.place.lang();
    let full = match is_absolute {
        true => written.clone(),
        false if line.before.workdir_is_below_base => return None,
        false => {
            let path = workdir(&line.before.workdir, &written, line.before.platform);
            match is_folder && path != "/" {
                true => format!("{path}/"),
                false => path,
            }
        }
    };
    let full = code(&full);
    Some(match is_folder {
        true => msg!(
            lang,
            en: "Into the directory {full}, made if it does not exist.",
            fr: "Dans le répertoire {full}, créé s'il n'existe pas.",
        ),
        false => msg!(
            lang,
            en: "To {full}: a file gets this name, or goes into it where it is already a directory; a directory's content goes into it.",
            fr: "Vers {full}\u{a0}: un fichier prend ce nom, ou s'y place si c'est déjà un répertoire\u{a0}; le contenu d'un répertoire s'y place.",
        ),
    })
}
