//! Where a refactoring is asked for.

use crate::Document;
use crate::edit::TextEdit;
use crate::features::actions::{Action, ActionKind};
use crate::message::Message;
use crate::model::{Dockerfile, Evaluation, Located, State};
use crate::shell::{Interpreter, ParsedScript, interpreters, kept_script};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

pub struct Cursor<'a> {
    pub document: &'a Document,
    pub range: &'a ByteRange,
    /// The instruction that the range starts in, or the first one it touches.
    pub located: Located<'a>,
    /// At each instruction of each stage.
    shells: OnceCell<Vec<Vec<Interpreter>>>,
}

impl<'a> Cursor<'a> {
    pub fn new(document: &'a Document, range: &'a ByteRange) -> Option<Cursor<'a>> {
        let file = document.dockerfile();
        let start = range.start.min(document.text().len());
        let rest = document
            .text()
            .slice(start..range.end.max(line_end(document, start)));
        let content = start + rest.len() - rest.trim_start().len();
        let touched = || {
            let mut all = file.instructions();
            all.find(|located| (start..range.end).contains(&located.start))
        };
        let located = file.instruction_at(start);
        let located = located
            .or_else(|| file.instruction_at(content))
            .or_else(touched)?;
        let source = document.text().slice(located.range());
        let returns = source.matches('\r').count();
        if is_faulty(document, &located) || returns > source.matches("\r\n").count() {
            return None;
        }
        Some(Cursor {
            document,
            range,
            located,
            shells: OnceCell::new(),
        })
    }

    pub fn file(&self) -> &'a Dockerfile {
        self.document.dockerfile()
    }

    pub fn escape(&self) -> char {
        self.file().escape.0
    }

    pub fn text(&self, range: ByteRange) -> Cow<'a, str> {
        self.document.text().slice(range)
    }

    /// A shell takes the `\r` of each line of a heredoc for a letter.
    pub fn has_returns(&self) -> bool {
        self.document.text().line_break() != "\n" || self.source().contains('\r')
    }

    /// The text of the instruction.
    pub fn source(&self) -> Cow<'a, str> {
        self.text(self.located.range())
    }

    /// What is in force right before the instruction.
    pub fn state(&self) -> State {
        Evaluation::new(self.file()).before(&self.located)
    }

    pub fn script(&self) -> Option<Arc<ParsedScript>> {
        self.script_of(&self.located)
    }

    pub fn script_of(&self, located: &Located) -> Option<Arc<ParsedScript>> {
        let stage = located.stage?;
        let shells = self.shells.get_or_init(|| interpreters(self.file()));
        let placed = self.file().stages.get(stage)?;
        let inner = located.start.checked_sub(placed.start)?;
        let index = placed
            .instructions
            .partition_point(|each| each.start < inner);
        let shell = *shells.get(stage)?.get(index)?;
        let source = || self.text(located.range());
        kept_script(located.instruction, source, self.escape(), shell)
    }

    /// What stands before an instruction on its line.
    pub fn indent(&self, located: &Located) -> String {
        let text = self.document.text();
        let line = text.line_start(text.line_of(located.start));
        let before = text.slice(line..located.start);
        match before.chars().all(|letter| matches!(letter, ' ' | '\t')) {
            true => before.into_owned(),
            false => String::new(),
        }
    }

    /// The start of the line of an instruction.
    pub fn line_of(&self, located: &Located) -> usize {
        let text = self.document.text();
        text.line_start(text.line_of(located.start))
    }

    /// The start of the line below an instruction.
    pub fn below(&self, located: &Located) -> usize {
        line_end(self.document, located.range().end)
    }

    /// The end of the last line of an instruction, before its line break.
    pub fn line_end(&self, located: &Located) -> usize {
        let end = located.range().end;
        let rest = self.text(end..line_end(self.document, end));
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        end + blanks
    }

    /// The start of the comments right above an instruction that belong to it.
    pub fn above(&self, located: &Located, belongs: impl Fn(&str) -> bool) -> usize {
        let mut start = self.line_of(located);
        let directives = self.file().directives.iter();
        let first = directives
            .map(|directive| directive.row + 1)
            .max()
            .unwrap_or_default();
        let text = self.document.text();
        while let Some(line) = text
            .line_of(start)
            .checked_sub(1)
            .filter(|line| *line >= first)
        {
            let above = text.slice(text.line_start(line)..start);
            let content = above.trim();
            if !content.starts_with('#') || !belongs(content) {
                break;
            }
            start = text.line_start(line);
        }
        start
    }

    /// The instruction and those below it in its stage.
    pub fn following(&self) -> impl Iterator<Item = Located<'a>> + use<'a> {
        let (start, stage) = (self.located.start, self.located.stage);
        let own = stage.map(|stage| self.file().instructions_of(stage));
        own.into_iter()
            .flatten()
            .skip_while(move |located| located.start < start)
    }

    /// The selected one and those below it that the selection touches; just the next one where
    /// nothing but a cursor is there.
    pub fn selected_or_next(&self) -> Vec<Located<'a>> {
        let end = self.range.end;
        let touched = self.following().take_while(|located| located.start < end);
        let count = touched.count().max(2);
        self.following().take(count).collect()
    }

    pub fn contains(&self, place: &ByteRange) -> bool {
        place.start <= self.range.end && self.range.start <= place.end
    }
}

/// BuildKit refuses it: nobody can tell what it was meant to say.
pub fn is_faulty(document: &Document, located: &Located) -> bool {
    let mut faulty = document.dockerfile().faulty();
    faulty.any(|(start, _)| start == located.start)
}

fn line_end(document: &Document, byte: usize) -> usize {
    let text = document.text();
    text.line_start(text.line_of(byte) + 1)
}

pub fn rewrite(title: impl Into<Message>, edits: Vec<TextEdit>) -> Option<Action> {
    action(ActionKind::Rewrite, title, edits)
}

/// `None` where there is nothing to change.
pub fn action(kind: ActionKind, title: impl Into<Message>, edits: Vec<TextEdit>) -> Option<Action> {
    (!edits.is_empty()).then(|| Action {
        title: title.into(),
        kind,
        edits: Some(edits),
        mends: None,
        is_preferred: false,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    })
}
