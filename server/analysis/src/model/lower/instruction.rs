//! One instruction: its words, flags and arguments.

use super::super::*;
use crate::syntax::{self, Joined, Syntax};
use crate::text::Text;
use tree_sitter::Node;

pub(super) fn lower_instruction(
    text: &Text,
    node: syntax::Instruction,
    escape: Escape,
) -> Instruction {
    let range = node.node().byte_range();
    let source = text.slice(range.clone());
    let lowering = Lowering {
        source: &source,
        start: range.start,
        escape: escape.0,
    };
    let nested = lowering.nested(node);
    let (first, last) = (node.node().start_position(), node.node().end_position());
    let row_after = usize::from(last.column == 0 && last.row > first.row);
    Instruction {
        keyword: nested.keyword,
        written: nested.written,
        flags: nested.flags,
        body: nested.body,
        heredocs: lowering.heredocs(node.node()),
        // The node reaches to the next line.
        length: source.trim_end_matches(ASCII_SPACE).len(),
        rows: last.row - first.row - row_after,
        tokens: OnceLock::new(),
        one_line: OnceLock::new(),
        mentions: OnceLock::new(),
        script: OnceLock::new(),
        findings: OnceLock::new(),
        shell_answers: Arc::default(),
        review: None,
    }
}

const ASCII_SPACE: [char; 6] = [' ', '\t', '\n', '\r', '\u{b}', '\u{c}'];

pub(super) fn span_in(start: usize, range: ByteRange) -> Span {
    Span {
        start: (range.start - start) as u32,
        end: (range.end - start) as u32,
    }
}

/// Lowers the nodes of one instruction.
pub(super) struct Lowering<'a> {
    pub(super) source: &'a str,
    start: usize,
    escape: char,
}

impl Lowering<'_> {
    fn nested(&self, node: syntax::Instruction) -> Nested {
        use syntax::Instruction as Node;
        let (keyword, flags, body) = match node {
            Node::From(node) => (Keyword::From, self.flags(node.flags()), self.from(node)),
            Node::Run(node) => (
                Keyword::Run,
                self.flags(node.flags()),
                self.command(node.command()),
            ),
            Node::Cmd(node) => (
                Keyword::Cmd,
                self.flags(node.flags()),
                self.command(node.command()),
            ),
            Node::Entrypoint(node) => (
                Keyword::Entrypoint,
                self.flags(node.flags()),
                self.command(node.command()),
            ),
            Node::Shell(node) => (
                Keyword::Shell,
                self.flags(node.flags()),
                self.command(node.command()),
            ),
            Node::Copy(node) => (
                Keyword::Copy,
                self.flags(node.flags()),
                self.transfer(node.sources(), node.destination(), node.paths()),
            ),
            Node::Add(node) => (
                Keyword::Add,
                self.flags(node.flags()),
                self.transfer(node.sources(), node.destination(), node.paths()),
            ),
            Node::Env(node) => (
                Keyword::Env,
                self.flags(node.flags()),
                self.pairs(node.pairs()),
            ),
            Node::Label(node) => (
                Keyword::Label,
                self.flags(node.flags()),
                self.pairs(node.pairs()),
            ),
            Node::Arg(node) => {
                let argument =
                    |each: syntax::Argument| self.pair(each.node(), each.name(), each.default());
                let arguments = node.arguments().map(argument).collect();
                (
                    Keyword::Arg,
                    self.flags(node.flags()),
                    Body::Arguments(arguments),
                )
            }
            Node::Expose(node) => {
                let ports = node.ports().map(|port| self.port(port)).collect();
                (
                    Keyword::Expose,
                    self.flags(node.flags()),
                    Body::Ports(ports),
                )
            }
            Node::Volume(node) => {
                let json = node.paths();
                let paths = match json {
                    Some(paths) => self.elements(paths),
                    None => node.path().map(|path| self.word(path.node())).collect(),
                };
                let body = Body::Paths {
                    paths,
                    json: json.is_some(),
                };
                (Keyword::Volume, self.flags(node.flags()), body)
            }
            Node::User(node) => (Keyword::User, self.flags(node.flags()), self.user(node)),
            Node::Workdir(node) => (
                Keyword::Workdir,
                self.flags(node.flags()),
                Body::Directory(self.word_of(node.path())),
            ),
            Node::Stopsignal(node) => (
                Keyword::Stopsignal,
                self.flags(node.flags()),
                Body::Signal(self.word_of(node.signal())),
            ),
            Node::Maintainer(node) => (
                Keyword::Maintainer,
                self.flags(node.flags()),
                Body::Text(self.word_of(node.text())),
            ),
            Node::Healthcheck(node) => (
                Keyword::Healthcheck,
                self.flags(node.flags()),
                Body::Healthcheck(node.instruction().map(|inner| Box::new(self.nested(inner)))),
            ),
            Node::Onbuild(node) => (
                Keyword::Onbuild,
                self.flags(node.flags()),
                Body::Trigger(node.instruction().map(|inner| Box::new(self.nested(inner)))),
            ),
            Node::Unknown(node) => (
                Keyword::Unknown,
                Vec::new(),
                Body::Text(self.word_of(node.text())),
            ),
        };
        Nested {
            keyword,
            written: self.written(node.node()),
            flags,
            body,
        }
    }

    /// The keyword; the node may start with continuations and hold comments.
    fn written(&self, instruction: Node) -> Word {
        let keyword = instruction.child(0).unwrap_or(instruction);
        let mut word = self.word(keyword);
        // White space outside ASCII ends a line, but not a keyword that something follows.
        let alone = instruction.named_child_count() <= 1;
        let trimmed = if alone {
            word.text.trim()
        } else {
            word.text.trim_start().trim_end_matches(ASCII_SPACE)
        };
        word.text = trimmed.into();
        word
    }

    fn from(&self, node: syntax::FromInstruction) -> Body {
        let span = |node: Option<Node>| node.map(|node| self.span(node));
        let image = node.image().map(|image| ImageReference {
            word: self.word(image.node()),
            registry: span(image.registry().map(Syntax::node)),
            path: span(image.path().map(Syntax::node)),
            tag: span(image.tag().map(Syntax::node)),
            digest: span(image.digest().map(Syntax::node)),
        });
        Body::From(From {
            image,
            name: self.word_of(node.name()),
            unexpected: node
                .unexpected()
                .map(|word| self.word(word.node()))
                .collect(),
        })
    }

    fn command(&self, command: Option<syntax::Command>) -> Body {
        Body::Command(command.map(|command| match command {
            syntax::Command::Exec(form) => Command::Exec {
                span: self.span(form.node()),
                arguments: self.elements(form),
            },
            syntax::Command::Shell(shell) => {
                let Word { text, span, .. } = self.plain(shell.node());
                Command::Shell { span, text }
            }
        }))
    }

    fn elements(&self, form: syntax::ExecForm) -> Vec<Word> {
        form.elements()
            .map(|element| self.word(element.node()))
            .collect()
    }

    fn transfer<'tree>(
        &self,
        sources: impl Iterator<Item = syntax::Source<'tree>>,
        destination: Option<syntax::Path>,
        paths: Option<syntax::ExecForm>,
    ) -> Body {
        if let Some(paths) = paths {
            let mut paths = self.elements(paths);
            let destination = if paths.len() > 1 { paths.pop() } else { None };
            let sources = paths.into_iter().map(Source::Path).collect();
            return Body::Transfer(Transfer {
                sources,
                destination,
                json: true,
            });
        }
        let sources = sources.map(|source| match source {
            syntax::Source::Path(path) => Source::Path(self.word(path.node())),
            syntax::Source::Heredoc(marker) => Source::Heredoc(self.span(marker.node())),
        });
        Body::Transfer(Transfer {
            sources: sources.collect(),
            destination: self.word_of(destination),
            json: false,
        })
    }

    fn pairs<'tree>(&self, pairs: impl Iterator<Item = syntax::AnyPair<'tree>>) -> Body {
        let mut legacy = false;
        let pairs = pairs.map(|pair| match pair {
            syntax::AnyPair::Pair(pair) => self.pair(pair.node(), pair.name(), pair.value()),
            syntax::AnyPair::Legacy(pair) => {
                legacy = true;
                self.pair(pair.node(), pair.name(), pair.value())
            }
        });
        let pairs = pairs.collect();
        Body::Pairs { pairs, legacy }
    }

    fn pair(&self, node: Node, name: Option<syntax::Name>, value: Option<syntax::Value>) -> Pair {
        let end = name.map_or(node.start_byte(), |name| name.node().end_byte());
        Pair {
            span: self.span(node),
            name: self.word_of(name),
            value: self.word_of(value),
            assigned: self.source.as_bytes().get(end - self.start) == Some(&b'=')
                && end < node.end_byte(),
        }
    }

    fn port(&self, node: syntax::PortSpec) -> Port {
        Port {
            span: self.span(node.node()),
            port: self.word_of(node.port()),
            protocol: self.word_of(node.protocol()),
        }
    }

    fn user(&self, node: syntax::UserInstruction) -> Body {
        let (user, group) = (node.user(), node.group());
        let start = user.map(Syntax::node).or_else(|| group.map(Syntax::node));
        let end = group.map(Syntax::node).or_else(|| user.map(Syntax::node));
        let whole = start.zip(end).map(|(start, end)| {
            // A missing user leaves the colon before the group.
            let from = if user.is_some() {
                start.start_byte()
            } else {
                start.start_byte() - 1
            };
            let to = if group.is_some() {
                end.end_byte()
            } else {
                node.node().end_byte()
            };
            self.word_in(from..to.max(from), Vec::new())
        });
        Body::User {
            user: self.word_of(user),
            group: self.word_of(group),
            whole,
        }
    }

    fn flags<'tree>(&self, flags: impl Iterator<Item = syntax::Flag<'tree>>) -> Vec<Flag> {
        flags.map(|flag| self.flag(flag)).collect()
    }

    fn flag(&self, flag: syntax::Flag) -> Flag {
        let options = match flag.value() {
            Some(syntax::FlagArgument::Mount(options)) => options
                .options()
                .map(|option| MountOption {
                    span: self.span(option.node()),
                    key: self.word_of(option.key()),
                    value: self.word_of(option.value()),
                })
                .collect(),
            _ => Vec::new(),
        };
        Flag {
            span: self.span(flag.node()),
            name: self.word_of(flag.name()),
            value: self.word_of(flag.value()),
            options,
        }
    }

    fn word_of<'tree>(&self, node: Option<impl Syntax<'tree>>) -> Option<Word> {
        Some(self.word(node?.node()))
    }

    fn word(&self, node: Node) -> Word {
        let mut expansions = Vec::new();
        if self.source[self.range(node)].contains('$') {
            self.collect_expansions(node, &mut expansions);
        }
        self.word_in(node.byte_range(), expansions)
    }

    /// A word in which nothing is expanded by the builder.
    fn plain(&self, node: Node) -> Word {
        self.word_in(node.byte_range(), Vec::new())
    }

    fn word_in(&self, range: ByteRange, expansions: Vec<Expansion>) -> Word {
        let span = span_in(self.start, range);
        let source = &self.source[span.start as usize..span.end as usize];
        let text = if source.contains('\n') {
            Joined::new(source, self.escape).text.into()
        } else {
            source.into()
        };
        Word {
            text,
            span,
            expansions,
        }
    }

    fn collect_expansions(&self, node: Node, expansions: &mut Vec<Expansion>) {
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            if let Some(expansion) = syntax::Expansion::cast(child) {
                let name = expansion.name().map(Syntax::node);
                expansions.push(Expansion {
                    span: self.span(child),
                    name: name
                        .map_or("", |name| &self.source[self.range(name)])
                        .into(),
                    name_span: name.map_or(self.span(child), |name| self.span(name)),
                    operator: expansion
                        .operator()
                        .map(|operator| self.source[self.range(operator.node())].into()),
                });
            }
            self.collect_expansions(child, expansions);
        }
    }

    pub(super) fn span(&self, node: Node) -> Span {
        span_in(self.start, node.byte_range())
    }

    pub(super) fn range(&self, node: Node) -> ByteRange {
        node.start_byte() - self.start..node.end_byte() - self.start
    }
}
