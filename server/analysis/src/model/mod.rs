//! What a Dockerfile says, apart from how it is written: stages, instructions, words.
//!
//! Spans count from the start of the instruction they are in, so that an instruction which an edit
//! did not touch is shared with the document before, wherever the edit moved it.

pub mod cache;
mod expand;
mod image;
mod json;
mod keyword;
pub mod layers;
mod lower;
mod pattern;
mod scope;
pub mod state;
mod workdir;

pub use expand::{ExpandError, Expanded, expand, expand_body, expand_words, mentioned};
pub use image::{DOCKER_HUB, ImageReference, Reference};
pub use json::{array_of_strings, bare_elements, is_array_of_others, json_text};
pub use keyword::{Keyword, Keywords};
pub use lower::{Before, lower};
pub use scope::{Origin, PLATFORM_ARGUMENTS, Variable, Variables};
pub use state::{Evaluation, Platform, State};
pub use workdir::workdir;

use crate::errors::{Marks, Review};
use crate::features::tokens::CachedTokens;
use crate::rules::{Earlier, JudgedStage, KeptFindings};
use crate::shell::check::Answers;
use crate::shell::{Interpreter, ParsedScript};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

#[derive(Clone, Default, Debug)]
pub struct Dockerfile {
    pub directives: Vec<Directive>,
    /// The escape character: `\`, or `` ` `` where a directive says so.
    pub escape: Escape,
    /// What stands before the first FROM.
    pub globals: Vec<Placed<Instruction>>,
    pub stages: Vec<Placed<Stage>>,
    /// Comments before the first FROM and after the last instruction of each stage.
    pub comments: Vec<ByteRange>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Escape(pub char);

impl Default for Escape {
    fn default() -> Escape {
        Escape('\\')
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// The `#`.
    pub start: usize,
    /// In lower case: `syntax`, `escape` or `check`.
    pub name: String,
    pub name_range: ByteRange,
    pub value: String,
    pub value_range: ByteRange,
    pub row: usize,
}

/// Something shared between versions of a document, with its place in this one.
pub struct Placed<T> {
    /// Byte and row, counted from the start of what holds it.
    pub start: usize,
    pub row: usize,
    /// What has to be looked at in it: known without looking, so that a key in a large file need not.
    pub(crate) marks: Marks,
    item: Arc<T>,
}

impl<T> Clone for Placed<T> {
    fn clone(&self) -> Placed<T> {
        Placed {
            item: Arc::clone(&self.item),
            ..*self
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Placed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{} {:?}", self.row, self.start, self.item)
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.item
    }
}

impl Placed<Stage> {
    /// It keeps something for the stages that are built on it.
    pub fn has_triggers(&self) -> bool {
        self.marks.has(Marks::TRIGGER)
    }
}

/// A stage: the FROM and what follows it. All starts count from that FROM.
#[derive(Default)]
pub struct Stage {
    /// Never empty: the first is the FROM.
    pub instructions: Vec<Placed<Instruction>>,
    pub comments: Vec<Span>,
    /// Tells its node in the tree from every other one that is alive.
    identity: usize,
    /// Filled when somebody asks, and kept as long as the stage stays the same.
    pub(crate) findings: OnceLock<Arc<JudgedStage>>,
    /// Of the stage that this one was before the last edit.
    pub(crate) earlier: Option<Earlier<JudgedStage>>,
}

/// What it says, not what is known about it.
impl fmt::Debug for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = (&self.instructions, &self.comments);
        said.fmt(formatter)
    }
}

/// An instruction with its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    pub instruction: &'a Instruction,
    pub start: usize,
    pub row: usize,
    /// `None` before the first FROM.
    pub stage: Option<usize>,
}

impl Located<'_> {
    pub fn range(&self) -> ByteRange {
        self.start..self.start + self.instruction.length
    }

    /// The range of a span of this instruction in the document.
    pub fn at(&self, span: Span) -> ByteRange {
        self.start + span.start as usize..self.start + span.end as usize
    }

    pub fn last_row(&self) -> usize {
        self.row + self.instruction.rows
    }
}

impl Dockerfile {
    pub fn instructions(&self) -> impl Iterator<Item = Located<'_>> {
        let stages = 0..self.stages.len();
        self.global_instructions()
            .chain(stages.flat_map(|stage| self.instructions_of(stage)))
    }

    /// Those before the first FROM.
    pub fn global_instructions(&self) -> impl Iterator<Item = Located<'_>> {
        self.globals.iter().map(|placed| Located {
            instruction: placed,
            start: placed.start,
            row: placed.row,
            stage: None,
        })
    }

    /// The instructions that BuildKit rejects, or may reject where they run, with their starts.
    pub(crate) fn faulty(&self) -> impl Iterator<Item = (usize, &Review)> {
        let reviewed = |placed: &'_ Placed<Instruction>| placed.marks.has(Marks::FAULTY);
        let globals = self.globals.iter().filter(move |placed| reviewed(placed));
        let globals =
            globals.filter_map(|placed| Some((placed.start, placed.item.review.as_deref()?)));
        let stages = self.stages.iter();
        let stages = stages.filter(|stage| stage.marks.has(Marks::FAULTY));
        globals.chain(stages.flat_map(move |stage| {
            let faulty = stage
                .instructions
                .iter()
                .filter(move |placed| reviewed(placed));
            faulty.filter_map(|placed| {
                Some((stage.start + placed.start, placed.item.review.as_deref()?))
            })
        }))
    }

    /// The FROM of a stage and what follows it.
    pub fn instructions_of(&self, stage: usize) -> impl Iterator<Item = Located<'_>> {
        self.stages.get(stage).into_iter().flat_map(move |placed| {
            placed.instructions.iter().map(move |instruction| Located {
                instruction,
                start: placed.start + instruction.start,
                row: placed.row + instruction.row,
                stage: Some(stage),
            })
        })
    }

    /// What the instructions of a stage name to take files from: stages, images or contexts. Nothing
    /// behind ONBUILD is among them.
    pub fn sources_of(&self, stage: usize) -> impl Iterator<Item = (Located<'_>, &str, Span)> {
        let takes = |placed: &&Placed<Stage>| placed.marks.has(Marks::TAKES);
        let takes = self.stages.get(stage).filter(takes).is_some();
        let located = takes.then(|| self.instructions_of(stage));
        located.into_iter().flatten().flat_map(|located| {
            let sources = located.instruction.sources();
            sources.map(move |(name, span)| (located, name, span))
        })
    }

    /// The instruction that a byte lies in.
    pub fn instruction_at(&self, byte: usize) -> Option<Located<'_>> {
        let stage = self
            .stages
            .partition_point(|stage| stage.start <= byte)
            .checked_sub(1);
        let found = match stage {
            None => {
                let index = self
                    .globals
                    .partition_point(|placed| placed.start <= byte)
                    .checked_sub(1)?;
                let found = &self.globals[index];
                Some(Located {
                    instruction: found,
                    start: found.start,
                    row: found.row,
                    stage: None,
                })
            }
            Some(stage) => {
                let placed = &self.stages[stage];
                let inner = byte - placed.start;
                let index = placed
                    .instructions
                    .partition_point(|each| each.start <= inner)
                    .checked_sub(1)?;
                let found = &placed.instructions[index];
                Some(Located {
                    instruction: found,
                    start: placed.start + found.start,
                    row: placed.row + found.row,
                    stage: Some(stage),
                })
            }
        };
        found.filter(|located| located.range().contains(&byte) || located.range().end == byte)
    }

    /// Every comment on a line of its own between instructions.
    pub fn comments(&self) -> impl Iterator<Item = ByteRange> {
        let of_stages = self.stages.iter().flat_map(|stage| {
            stage
                .comments
                .iter()
                .map(|span| stage.start + span.start as usize..stage.start + span.end as usize)
        });
        self.comments.iter().cloned().chain(of_stages)
    }
}

impl Instruction {
    /// The names that its source mentions as variables, and in a RUN all that look like constants:
    /// other shells and programs have other ways to read their environment.
    pub fn mentions<'a>(&self, source: impl FnOnce() -> Cow<'a, str>) -> &[Box<str>] {
        self.mentions.get_or_init(|| {
            let source = source();
            let mut names: Vec<&str> = mentioned(&source).collect();
            if self.keyword == Keyword::Run {
                let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
                let words = source.split(|letter| !is_part(letter));
                let mut before = "";
                names.extend(words.filter(|word| {
                    let is_asked_for = matches!(before, "printenv" | "env");
                    before = word;
                    let is_upper = !word.bytes().any(|byte| byte.is_ascii_lowercase());
                    (is_upper && word.len() > 2) || (is_asked_for && !word.is_empty())
                }));
            }
            names.sort_unstable();
            names.dedup();
            names.into_iter().map(Box::from).collect()
        })
    }

    /// What ONBUILD keeps for later, with its flags.
    pub fn triggered(&self) -> Option<(Keyword, &[Flag])> {
        match &self.body {
            Body::Trigger(Some(nested)) => Some((nested.keyword, &nested.flags)),
            _ => None,
        }
    }

    /// The shell that is in force from here on, if this is a SHELL.
    pub(crate) fn sets_shell(&self) -> Option<Interpreter> {
        match (self.keyword, &self.body) {
            (Keyword::Shell, Body::Command(Some(Command::Exec { arguments, .. }))) => {
                let program = arguments.first().map(|first| json_text(&first.text));
                Some(Interpreter::of_program(&program.unwrap_or_default()))
            }
            _ => None,
        }
    }
}

impl Stage {
    /// The shell in force at its end, if it names one.
    pub(crate) fn last_shell(&self) -> Option<Interpreter> {
        let mut backwards = self.instructions.iter().rev();
        backwards.find_map(|placed| placed.sets_shell())
    }

    pub fn from(&self) -> Option<&From> {
        match &self.instructions.first()?.body {
            Body::From(from) => Some(from),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&Word> {
        self.from()?.name.as_ref()
    }
}

impl Flag {
    pub fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|own| &*own.text == name)
    }

    /// The value of an option of `--mount`.
    pub fn option(&self, key: &str) -> Option<&Word> {
        let is_it = |option: &&MountOption| {
            let own = option.key.as_ref();
            own.is_some_and(|own| own.text.eq_ignore_ascii_case(key))
        };
        self.options.iter().find(is_it)?.value.as_ref()
    }
}

/// A range of bytes that counts from the start of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl std::convert::From<Span> for ByteRange {
    fn from(span: Span) -> ByteRange {
        span.start as usize..span.end as usize
    }
}

impl Instruction {
    /// Its keyword, and that of what ONBUILD keeps in it.
    pub fn keywords(&self) -> Keywords {
        let own = Keywords::of(&[self.keyword]);
        let own = match self.sources().next() {
            Some(_) => own.and(Keywords::SOURCES),
            None => own,
        };
        match &self.body {
            Body::Trigger(Some(nested)) => own.and(Keywords::of(&[nested.keyword])),
            _ => own,
        }
    }

    /// The stages and images that it takes files from, as it names them.
    fn sources(&self) -> impl Iterator<Item = (&str, Span)> {
        let review = self.review.as_deref();
        review.into_iter().flat_map(Review::sources)
    }

    /// A heredoc of it has no end.
    fn seeks_end(&self) -> bool {
        self.heredocs.iter().any(|heredoc| heredoc.end.is_none())
    }
}

#[derive(Debug)]
pub struct Instruction {
    pub keyword: Keyword,
    /// As it stands in the file, but for continuations.
    pub written: Word,
    /// In bytes, with heredocs.
    pub length: usize,
    /// How many rows it goes on after its first.
    pub rows: usize,
    pub flags: Vec<Flag>,
    pub body: Body,
    pub heredocs: Vec<Heredoc>,
    /// These are filled when somebody asks, and kept as long as the instruction stays the same.
    pub(crate) tokens: OnceLock<CachedTokens>,
    pub(crate) one_line: OnceLock<Arc<str>>,
    pub(crate) mentions: OnceLock<Box<[Box<str>]>>,
    pub(crate) script: OnceLock<(Interpreter, Option<Arc<ParsedScript>>)>,
    pub(crate) findings: OnceLock<KeptFindings>,
    /// What ShellCheck said of its script.
    pub(crate) shell_answers: Arc<Answers>,
    /// What BuildKit has to say about it; nothing about most.
    pub(crate) review: Option<Box<Review>>,
}

/// A word as it is written, joined over continuations; quotes, escapes and variables are still in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    pub text: Box<str>,
    pub span: Span,
    /// The variables in it, outermost first.
    pub expansions: Vec<Expansion>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expansion {
    pub span: Span,
    pub name: Box<str>,
    pub name_span: Span,
    pub operator: Option<Box<str>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flag {
    pub span: Span,
    pub name: Option<Word>,
    pub value: Option<Word>,
    /// The options of `--mount`.
    pub options: Vec<MountOption>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MountOption {
    pub span: Span,
    pub key: Option<Word>,
    pub value: Option<Word>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    From(From),
    /// RUN, CMD, ENTRYPOINT, SHELL
    Command(Option<Command>),
    /// COPY, ADD
    Transfer(Transfer),
    /// ENV, LABEL
    Pairs {
        pairs: Vec<Pair>,
        legacy: bool,
    },
    /// ARG
    Arguments(Vec<Pair>),
    /// EXPOSE
    Ports(Vec<Port>),
    /// VOLUME
    Paths {
        paths: Vec<Word>,
        json: bool,
    },
    /// WORKDIR
    Directory(Option<Word>),
    /// USER
    User {
        user: Option<Word>,
        group: Option<Word>,
        whole: Option<Word>,
    },
    /// STOPSIGNAL
    Signal(Option<Word>),
    /// HEALTHCHECK: nothing for NONE, or the instruction in it
    Healthcheck(Option<Box<Nested>>),
    /// ONBUILD
    Trigger(Option<Box<Nested>>),
    /// MAINTAINER and what is no instruction
    Text(Option<Word>),
}

/// An instruction inside another; its spans count from the start of the outer one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Nested {
    pub keyword: Keyword,
    pub written: Word,
    pub flags: Vec<Flag>,
    pub body: Body,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct From {
    pub image: Option<ImageReference>,
    pub name: Option<Word>,
    pub unexpected: Vec<Word>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// `["executable", "argument"]`
    Exec { span: Span, arguments: Vec<Word> },
    /// What a shell runs; `markers` are its heredocs.
    Shell { span: Span, text: Box<str> },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    pub sources: Vec<Source>,
    pub destination: Option<Word>,
    pub json: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    Path(Word),
    Heredoc(Span),
}

/// A name and what is given to it: `NAME=value`, `NAME value`, or `NAME` alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    pub span: Span,
    pub name: Option<Word>,
    pub value: Option<Word>,
    /// `=` stands in it, though nothing may follow.
    pub assigned: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Port {
    pub span: Span,
    pub port: Option<Word>,
    pub protocol: Option<Word>,
}

/// What stands under an instruction for one of its `<<NAME`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heredoc {
    /// The `<<NAME`, where the scanner could tell which one it is.
    pub marker: Option<Marker>,
    /// The lines between, without the line of its end.
    pub body: Span,
    pub end: Option<Span>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marker {
    pub span: Span,
    pub name: Box<str>,
    pub name_span: Span,
    /// `<<-`: tabs at the start of its lines do not count.
    pub chomps: bool,
    /// Variables in the body are not replaced.
    pub quoted: bool,
}
