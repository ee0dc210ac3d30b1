//! A RUN whose commands a POSIX shell reads from its line.

use super::cursor::{Cursor, is_faulty};
use super::filler::Filler;
use super::nodes::has_comment;
use crate::model::{Flag, Keyword, Located, State};
use crate::shell::{Form, Interpreter, ParsedScript, Part};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::sync::Arc;

pub struct Run<'a> {
    pub located: Located<'a>,
    pub source: Cow<'a, str>,
    pub script: Arc<ParsedScript>,
    /// Never empty; nothing goes on in the background, and nothing is a heredoc.
    pub parts: Vec<Part>,
    /// As they are written, one blank between them.
    pub flags: String,
}

impl<'a> Run<'a> {
    pub fn read(cursor: &Cursor<'a>, located: Located<'a>) -> Option<Run<'a>> {
        let instruction = located.instruction;
        let is_other = instruction.keyword != Keyword::Run || !instruction.heredocs.is_empty();
        if is_other || is_faulty(cursor.document, &located) {
            return None;
        }
        let script = cursor.script_of(&located)?;
        let is_posix = script.script.interpreter == Interpreter::Posix;
        if !is_posix || script.script.form != Form::Shell {
            return None;
        }
        let parts = script.parts();
        let stops = |part: &Part| part.is_in_background || part.has_heredoc;
        if parts.is_empty() || parts.iter().any(stops) {
            return None;
        }
        let source = cursor.text(located.range());
        // At the start of a script, the shell takes it for an option of its own.
        let is_option = |part: &Part| {
            let own = source.get(part.start..part.end);
            own.is_none_or(|own| own.starts_with('-'))
        };
        if parts.iter().any(is_option) {
            return None;
        }
        Some(Run {
            source,
            flags: flags(cursor, &located),
            located,
            script,
            parts,
        })
    }

    /// Nothing but blanks and comments stands before and behind its commands.
    pub fn is_plain(&self, escape: char) -> bool {
        let (Some(head), Some(tail)) = (self.head(), self.tail()) else {
            return false;
        };
        let tail = Filler::read(tail, escape, false);
        let is_end = tail.is_only("") || tail.is_only(";");
        Filler::read(head, escape, false).is_only("") && is_end && !has_comment(&self.script)
    }

    /// From the flags to the first command.
    pub fn head(&self) -> Option<&str> {
        let instruction = self.located.instruction;
        let last = instruction.flags.last();
        let start = last.map_or(instruction.written.span.end, |flag| flag.span.end);
        self.source.get(start as usize..self.parts.first()?.start)
    }

    pub fn tail(&self) -> Option<&str> {
        self.source.get(self.parts.last()?.end..)
    }

    /// All of its commands, in the instruction.
    pub fn place(&self) -> ByteRange {
        let start = self.parts.first().map_or(0, |part| part.start);
        start..self.parts.last().map_or(start, |part| part.end)
    }

    /// Where its commands start and end in the document.
    pub fn range(&self) -> ByteRange {
        let place = self.place();
        self.located.start + place.start..self.located.start + place.end
    }

    /// The keyword with its flags.
    pub fn keyword(&self) -> String {
        let written = &self.located.instruction.written.text;
        match self.flags.is_empty() {
            true => written.to_string(),
            false => format!("{written} {}", self.flags),
        }
    }

    /// Each RUN finds this mount as it was at first: what another one writes there is gone.
    pub fn has_passing_mount(&self) -> bool {
        self.located.instruction.flags.iter().any(|flag| {
            let kind = flag.option("type").map_or("bind", |kind| &kind.text);
            let is_written = |key: &str| {
                let mut options = flag.options.iter();
                options.any(|option| option.key.as_ref().is_some_and(|own| &*own.text == key))
            };
            let is_bind = kind == "bind" && (is_written("rw") || is_written("readwrite"));
            flag.is_named("mount") && (kind == "tmpfs" || is_bind)
        })
    }
}

fn flags(cursor: &Cursor, located: &Located) -> String {
    let own = located.instruction.flags.iter();
    let texts = own.map(|flag: &Flag| cursor.text(located.at(flag.span)).into_owned());
    texts.collect::<Vec<_>>().join(" ")
}

/// The shell ends at the first command that fails.
pub fn exits_on_error(state: &State) -> bool {
    let options = state.shell.iter().flatten().skip(1);
    let mut options = options.map(String::as_str);
    options.any(|option| {
        let letters = option
            .strip_prefix('-')
            .filter(|rest| !rest.starts_with('-'));
        option == "errexit" || letters.is_some_and(|letters| letters.contains('e'))
    })
}
