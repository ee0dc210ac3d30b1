//! The variables that an instruction uses and those that it sets, in the order in which BuildKit
//! looks at them. What a shell reads is none of its business.

use super::FileView;
use super::steps::Step;
use crate::model::{Body, Expansion, Keyword, Source, Span, Transfer, Word, expand, json_text};
use std::borrow::Cow;

pub enum Name<'a> {
    /// The span is that of the name, unless the name goes on in another line.
    Used {
        name: Cow<'a, str>,
        span: Span,
        is_exact: bool,
    },
    Set(Cow<'a, str>),
}

/// Tells the names of an instruction one after the other.
pub fn follow<'a>(file: &FileView, step: &Step<'a>, tell: &mut dyn FnMut(Name<'a>)) {
    let escape = file.escape.0;
    let mut reader = Reader { escape, tell };
    match step.body {
        Body::Pairs { pairs, .. } => {
            for word in pairs
                .iter()
                .flat_map(|pair| pair.name.iter().chain(&pair.value))
            {
                reader.word(word, false);
            }
            if step.keyword == Keyword::Env {
                for name in pairs.iter().filter_map(|pair| pair.name.as_ref()) {
                    (reader.tell)(Name::Set(plain(&name.text, escape)));
                }
            }
        }
        Body::Arguments(arguments) => {
            for argument in arguments {
                if let Some(default) = &argument.value {
                    reader.word(default, false);
                }
                if let Some(name) = &argument.name {
                    (reader.tell)(Name::Set(Cow::from(&*name.text)));
                }
            }
        }
        Body::Transfer(transfer) => {
            reader.transfer(step, transfer);
            let is_heredoc = |source: &Source| matches!(source, Source::Heredoc(_));
            if transfer.sources.iter().any(is_heredoc) {
                reader.heredocs(file, step);
            }
        }
        Body::Command(_) if step.keyword == Keyword::Run => {
            let options = step.flags.iter().flat_map(|flag| &flag.options);
            for value in options.filter_map(|option| option.value.as_ref()) {
                reader.word(value, false);
            }
        }
        Body::Paths { paths, json } => {
            for path in paths {
                reader.word(path, *json);
            }
        }
        Body::Directory(Some(word)) | Body::Signal(Some(word)) => reader.word(word, false),
        Body::User { user, group, .. } => {
            for word in user.iter().chain(group) {
                reader.word(word, false);
            }
        }
        _ => {}
    }
}

/// A name without the quotes that somebody may have put around it.
fn plain(name: &str, escape: char) -> Cow<'_, str> {
    if !name.contains(['"', '\'', escape]) {
        return Cow::from(name);
    }
    let expanded = expand(name, escape, &|_| None);
    expanded.map_or(Cow::from(name), |expanded| Cow::from(expanded.text))
}

struct Reader<'t, 'a> {
    escape: char,
    tell: &'t mut dyn FnMut(Name<'a>),
}

impl<'a> Reader<'_, 'a> {
    fn word(&mut self, word: &'a Word, is_json: bool) {
        if word.expansions.is_empty() {
            return;
        }
        // A name may go on in the next line, and quotes in a JSON string are those of a word.
        let is_on_one_line = word.text.len() == (word.span.end - word.span.start) as usize;
        let expanded = match (is_on_one_line, is_json) {
            (true, false) => None,
            (_, false) => expand(&word.text, self.escape, &|_| None).ok(),
            (_, true) => expand(&json_text(&word.text), self.escape, &|_| None).ok(),
        };
        let Some(expanded) = expanded else {
            for Expansion {
                name, name_span, ..
            } in &word.expansions
            {
                self.used(Cow::from(&**name), *name_span, true);
            }
            return;
        };
        for name in expanded.unset {
            let mut places = word.expansions.iter();
            let place = places.find(|expansion| *expansion.name == *name);
            let span = place.map_or(word.span, |expansion| expansion.name_span);
            self.used(Cow::from(name), span, place.is_some());
        }
    }

    fn used(&mut self, name: Cow<'a, str>, span: Span, is_exact: bool) {
        if !name.is_empty() {
            (self.tell)(Name::Used {
                name,
                span,
                is_exact,
            });
        }
    }

    fn transfer(&mut self, step: &Step<'a>, transfer: &'a Transfer) {
        let flags = step.flags.iter().filter(|flag| {
            flag.is_named("chown")
                || flag.is_named("chmod")
                || (flag.is_named("checksum") && step.keyword == Keyword::Add)
        });
        for value in flags.filter_map(|flag| flag.value.as_ref()) {
            self.word(value, false);
        }
        for source in &transfer.sources {
            if let Source::Path(path) = source {
                self.word(path, transfer.json);
            }
        }
        if let Some(destination) = &transfer.destination {
            self.word(destination, transfer.json);
        }
    }

    /// The bodies of heredocs, in which quotes mean nothing.
    fn heredocs(&mut self, file: &FileView, step: &Step<'a>) {
        for heredoc in &step.located.instruction.heredocs {
            if heredoc.marker.as_ref().is_none_or(|marker| marker.quoted) {
                continue;
            }
            let place = step.located.at(heredoc.body);
            let body = file.document.text().slice(place);
            if !body.contains('$') {
                continue;
            }
            let unquoted = body.replace(['"', '\''], " ");
            let Ok(expanded) = expand(&unquoted, '\\', &|_| None) else {
                continue;
            };
            for name in expanded.unset {
                let at = place_in(&body, &name);
                let start = heredoc.body.start + at.unwrap_or_default() as u32;
                let end = start + name.len() as u32;
                self.used(Cow::from(name), Span { start, end }, at.is_some());
            }
        }
    }
}

/// The first place where a text uses a variable.
fn place_in(text: &str, name: &str) -> Option<usize> {
    let ends = |at: usize| {
        let next = text.get(at + name.len()..)?.chars().next();
        Some(!next.is_some_and(|next| next.is_alphanumeric() || next == '_'))
    };
    let dollars = text.match_indices('$').map(|(at, _)| at + 1);
    let names = dollars.map(|at| match text.get(at..at + 1) {
        Some("{") => at + 1,
        _ => at,
    });
    let is_it = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with(name) && ends(*at) == Some(true)
    };
    names.into_iter().find(is_it)
}
