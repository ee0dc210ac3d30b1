//! An instruction, and what stands in it.

use super::*;
use crate::errors::Review;
use crate::features::tokens::CachedTokens;
use crate::rules::KeptFindings;
use crate::shell::check::Answers;
use crate::shell::{Interpreter, ParsedScript};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

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
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, Span)> {
        let review = self.review.as_deref();
        review.into_iter().flat_map(Review::sources)
    }

    /// A heredoc of it has no end.
    pub(super) fn seeks_end(&self) -> bool {
        self.heredocs.iter().any(|heredoc| heredoc.end.is_none())
    }
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
