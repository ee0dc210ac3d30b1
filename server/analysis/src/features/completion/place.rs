//! What is being typed at the cursor.

use super::comments;
use super::item::{Item, ItemKind};
use super::line::{Line, Role, Word};
use super::reading;
use super::trigger;
use crate::Document;
use crate::context::BuildContext;
use crate::images::Images;
use crate::lang::Lang;
use crate::model::state::{Evaluation, State};
use crate::model::{Dockerfile, Keyword};
use std::cell::OnceCell;

/// The question.
pub struct Asked<'a> {
    pub document: &'a Document,
    pub byte: usize,
    pub lang: Lang,
    /// The character that made the client ask; `None` where its user did.
    pub trigger: Option<char>,
    pub context: &'a dyn BuildContext,
    pub images: &'a dyn Images,
}

pub struct Place<'a> {
    pub asked: &'a Asked<'a>,
    pub line: Line<'a>,
    pub command: Command,
    pub expected: Expected,
    pub word: Word,
    /// A flag may stand here as well.
    pub accepts_flag: bool,
    state: OnceCell<State>,
}

/// What is known of the instruction that is being typed; of the inner one, where one holds another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Command {
    /// `None` in comments and heredocs, and where none is known.
    pub keyword: Option<Keyword>,
    /// ONBUILD keeps it for later.
    pub is_trigger: bool,
    /// HEALTHCHECK holds it.
    pub is_check: bool,
    /// Those before the cursor, but not the one that is being typed.
    pub flags: Vec<(String, String)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// At the start of a line, or after ONBUILD.
    Keyword,
    Argument(Argument),
    Flag,
    FlagValue(String),
    /// An option of `--mount`, after those given.
    MountOption(Vec<(String, String)>),
    MountValue {
        given: Vec<(String, String)>,
        key: String,
    },
    Image(Named),
    Tag(String),
    Variable {
        scope: Scope,
        braced: bool,
    },
    Modifier(Scope, String),
    Directive,
    DirectiveValue(String),
    CheckOption,
    /// Names of rules, with those named before; of hadolint alone, or of BuildKit.
    Rules(Vec<String>, RuleList),
}

/// Whose variables a word sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The arguments before the first FROM.
    Globals,
    /// What is set here while building.
    Build,
    /// The same as a shell sees it.
    Shell,
    /// What the container has when it runs.
    Container,
}

/// Who names an image, and perhaps a stage instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    From,
    CopyFrom,
    MountFrom,
    Syntax,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuleList {
    Skipped,
    Experimental,
    Hadolint,
}

/// What an argument is; `index` counts those before it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Argument {
    As,
    StageName,
    /// A source of COPY and ADD, or their destination once there is a source.
    Transfer {
        typed: String,
        index: usize,
        json: bool,
    },
    /// Of WORKDIR and VOLUME.
    Directory {
        index: usize,
        json: bool,
    },
    Port(usize),
    Protocol(String),
    User,
    Group(String),
    Signal,
    Shell,
    Launch,
    Check,
    LabelKey(usize),
    EnvironmentKey(usize),
    Declared(usize),
    /// The start of what a shell runs.
    Script,
    Heredoc,
}

impl<'a> Place<'a> {
    pub fn of(asked: &'a Asked<'a>) -> Option<Place<'a>> {
        let line = Line::of(asked.document, asked.byte)?;
        let escape = asked.document.dockerfile().escape.0;
        let reading = match line.role {
            Role::HeredocEnd => None,
            Role::Comment => comments::read(&line, asked.document),
            Role::Heredoc(index) => reading::in_heredoc(&line, index, escape),
            Role::Instruction => reading::read(&line, escape),
        };
        let reading = reading.filter(|reading| trigger::opens(asked.trigger, reading))?;
        Some(Place {
            asked,
            line,
            command: reading.command,
            expected: reading.expected,
            word: reading.word,
            accepts_flag: reading.accepts_flag,
            state: OnceCell::new(),
        })
    }

    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    pub fn file(&self) -> &'a Dockerfile {
        self.asked.document.dockerfile()
    }

    pub fn escape(&self) -> char {
        self.file().escape.0
    }

    /// The stage that is being written; `None` before the first FROM.
    pub fn stage(&self) -> Option<usize> {
        self.line.place()?.stage
    }

    /// What is in force here.
    pub fn state(&self) -> &State {
        self.state.get_or_init(|| {
            // Who types `$` did not ask for an image.
            let images = self.asked.images;
            let images = images.silent().unwrap_or(images);
            let contexts = self.asked.context.other_contexts();
            let mut evaluation = Evaluation::with_images(self.file(), images, contexts);
            match self.line.place() {
                Some(here) => evaluation.before(&here),
                None => State::default(),
            }
        })
    }

    /// What is typed of the word.
    pub fn typed(&self) -> &str {
        let length = self.word.cursor - self.word.start;
        let before = self.line.before();
        before
            .get(before.len().saturating_sub(length)..)
            .unwrap_or_default()
    }

    /// What follows the word on its line.
    pub fn rest(&self) -> &str {
        self.line
            .after
            .get(self.word.end - self.word.cursor..)
            .unwrap_or_default()
    }

    /// Nothing follows on the line.
    pub fn is_last(&self) -> bool {
        self.rest().trim().is_empty()
    }

    pub fn item(&self, label: impl Into<String>, kind: ItemKind) -> Item {
        Item::new(label, kind, self.word)
    }
}
