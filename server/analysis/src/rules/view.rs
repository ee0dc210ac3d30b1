//! What a rule gets to see: an instruction, a stage, or the file.

use super::Options;
use super::named_images::NamedImage;
use crate::Document;
use crate::context::BuildContext;
use crate::images::Images;
use crate::model::{
    Body, Command, Dockerfile, Evaluation, Flag, From, Heredoc, Instruction, Keyword, Located,
    Span, Transfer, Word,
};
use crate::shell::{Commands, Interpreter, ParsedScript, commands_of, first_interpreters};
use crate::text::ByteRange;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Deref;

/// An instruction, or one that ONBUILD keeps for later, by itself. Ranges count from the start of
/// the (outer) instruction.
pub struct InstructionView<'a> {
    pub keyword: Keyword,
    pub written: &'a Word,
    pub flags: &'a [Flag],
    pub body: &'a Body,
    pub heredocs: &'a [Heredoc],
    /// It stands behind ONBUILD.
    pub is_trigger: bool,
    /// It stands before the first FROM.
    pub is_global: bool,
    /// Of the whole instruction, with its heredocs.
    pub source: &'a str,
    pub escape: char,
    pub shell: Interpreter,
    pub(super) instruction: &'a Instruction,
    commands: OnceCell<Commands>,
}

impl<'a> InstructionView<'a> {
    pub(super) fn new(
        instruction: &'a Instruction,
        source: &'a str,
        escape: char,
        shell: Interpreter,
        is_global: bool,
    ) -> InstructionView<'a> {
        InstructionView {
            keyword: instruction.keyword,
            written: &instruction.written,
            flags: &instruction.flags,
            body: &instruction.body,
            heredocs: &instruction.heredocs,
            is_trigger: false,
            is_global,
            source,
            escape,
            shell,
            instruction,
            commands: OnceCell::new(),
        }
    }

    /// What an ONBUILD keeps for later, as an instruction of its own.
    pub(super) fn trigger(&self) -> Option<InstructionView<'a>> {
        let Body::Trigger(Some(nested)) = self.body else {
            return None;
        };
        Some(InstructionView {
            keyword: nested.keyword,
            written: &nested.written,
            flags: &nested.flags,
            body: &nested.body,
            is_trigger: true,
            commands: OnceCell::new(),
            ..*self
        })
    }

    /// The commands that it runs or names, wherever they stand in its script.
    pub fn commands(&self) -> &[ShellCommand] {
        self.kept_commands()
    }

    /// What a shell reads, or the words of the JSON form.
    pub fn script(&self) -> Option<&ParsedScript> {
        self.kept_commands().script()
    }

    fn kept_commands(&self) -> &Commands {
        let source = || Cow::Borrowed(self.source);
        self.commands
            .get_or_init(|| commands_of(self.instruction, source, self.escape, self.shell))
    }

    /// The commands of a RUN; none of any other instruction.
    pub fn run(&self) -> &[ShellCommand] {
        match self.keyword {
            Keyword::Run => self.commands(),
            _ => &[],
        }
    }

    /// The body of a FROM.
    pub fn from(&self) -> Option<&'a From> {
        match self.body {
            Body::From(from) => Some(from),
            _ => None,
        }
    }

    /// The body of a COPY or ADD.
    pub fn transfer(&self) -> Option<&'a Transfer> {
        match self.body {
            Body::Transfer(transfer) => Some(transfer),
            _ => None,
        }
    }

    /// The body of a RUN, CMD, ENTRYPOINT or SHELL.
    pub fn command(&self) -> Option<&'a Command> {
        match self.body {
            Body::Command(command) => command.as_ref(),
            _ => None,
        }
    }

    pub fn flag(&self, name: &str) -> Option<&'a Flag> {
        self.flags.iter().find(|flag| flag.is_named(name))
    }

    /// The source of a span.
    pub fn text(&self, span: Span) -> &'a str {
        // The last word of an instruction may reach over the end of its line.
        let end = self.source.len().min(span.end as usize);
        self.source
            .get(span.start as usize..end)
            .unwrap_or_default()
    }
}

pub use crate::shell::ShellCommand;

/// A stage by itself: what it says must not depend on other stages. Ranges are those of the file.
pub struct StageView<'a> {
    pub document: &'a Document,
    /// The FROM first.
    pub instructions: Vec<Located<'a>>,
    pub(super) shell: Interpreter,
    shells: OnceCell<Vec<Interpreter>>,
}

impl<'a> StageView<'a> {
    pub(super) fn new(document: &'a Document, stage: usize, shell: Interpreter) -> StageView<'a> {
        StageView {
            document,
            instructions: document.dockerfile().instructions_of(stage).collect(),
            shell,
            shells: OnceCell::new(),
        }
    }

    pub fn of(&self, keyword: Keyword) -> impl Iterator<Item = Located<'a>> {
        let instructions = self.instructions.iter().copied();
        instructions.filter(move |located| located.instruction.keyword == keyword)
    }

    /// The commands of an instruction of this stage. Their spans count from its start.
    pub fn commands(&self, located: &Located) -> Commands {
        let shells = self.shells.get_or_init(|| {
            let mut current = self.shell;
            let shells = self.instructions.iter().map(|located| {
                current = located.instruction.sets_shell().unwrap_or(current);
                current
            });
            shells.collect()
        });
        let index = self
            .instructions
            .partition_point(|each| each.start < located.start);
        let shell = shells.get(index).copied().unwrap_or(self.shell);
        let source = || self.text(located.range());
        let escape = self.document.dockerfile().escape.0;
        commands_of(located.instruction, source, escape, shell)
    }

    pub fn text(&self, range: ByteRange) -> Cow<'a, str> {
        self.document.text().slice(range)
    }

    /// The lines of an instruction, with the break after the last.
    pub fn lines_of(&self, located: &Located) -> ByteRange {
        let text = self.document.text();
        let last = text.line_of(located.range().end);
        text.line_start(text.line_of(located.start))..text.line_start(last + 1)
    }
}

/// What there is to know besides the file.
#[derive(Clone, Copy)]
pub struct World<'a> {
    pub context: &'a dyn BuildContext,
    pub images: &'a dyn Images,
    pub options: &'a Options,
}

/// The whole file, and what is known of the world around it. Ranges are those of the file.
pub struct FileView<'a> {
    pub document: &'a Document,
    pub world: World<'a>,
    /// Each of these is found out once for all rules.
    evaluation: OnceCell<Evaluation<'a>>,
    shells: OnceCell<Vec<Interpreter>>,
    stages: Vec<OnceCell<StageView<'a>>>,
    by_keyword: OnceCell<[Vec<Located<'a>>; Keyword::COUNT]>,
    named_images: OnceCell<Vec<NamedImage<'a>>>,
}

impl<'a> FileView<'a> {
    pub(super) fn new(document: &'a Document, world: World<'a>) -> FileView<'a> {
        let stages = document.dockerfile().stages.len();
        FileView {
            document,
            world,
            evaluation: OnceCell::new(),
            shells: OnceCell::new(),
            stages: (0..stages).map(|_| OnceCell::new()).collect(),
            by_keyword: OnceCell::new(),
            named_images: OnceCell::new(),
        }
    }

    pub fn stage(&self, stage: usize) -> &StageView<'a> {
        let view = || StageView::new(self.document, stage, self.shells()[stage]);
        self.stages[stage].get_or_init(view)
    }

    /// The shell in force at the start of each stage.
    pub(super) fn shells(&self) -> &[Interpreter] {
        self.shells
            .get_or_init(|| first_interpreters(self.evaluation()))
    }

    /// The instructions of a keyword, those before the first FROM among them.
    pub fn of(&self, keyword: Keyword) -> impl Iterator<Item = Located<'a>> {
        let by_keyword = self.by_keyword.get_or_init(|| {
            let mut by_keyword: [Vec<Located>; Keyword::COUNT] = Default::default();
            for located in self.document.dockerfile().instructions() {
                by_keyword[located.instruction.keyword as usize].push(located);
            }
            by_keyword
        });
        by_keyword[keyword as usize].iter().copied()
    }

    /// The FROM of each stage.
    pub fn froms(&self) -> impl Iterator<Item = Located<'a>> {
        let file = self.document.dockerfile();
        (0..file.stages.len()).filter_map(|stage| file.instructions_of(stage).next())
    }

    /// The images that stages build on and take files from.
    pub fn named_images(&self) -> &[NamedImage<'a>] {
        self.named_images.get_or_init(|| NamedImage::all(self))
    }

    /// Names of stages and bases. It must not be asked for states.
    pub fn evaluation(&self) -> &Evaluation<'a> {
        self.evaluation
            .get_or_init(|| Evaluation::new(self.document.dockerfile()))
    }
}

impl<'a> Deref for FileView<'a> {
    type Target = Dockerfile;

    fn deref(&self) -> &Dockerfile {
        self.document.dockerfile()
    }
}
