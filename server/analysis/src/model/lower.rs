//! The tree turned into the model, with everything reused that the tree reused.

use super::*;
use crate::syntax::{self, Joined, Syntax};
use crate::text::Text;
use tree_sitter::{Node, Tree, TreeCursor};

/// `old` is the model of the document that `tree` was re-parsed from; its tree must still be alive.
pub fn lower(text: &Text, tree: &Tree, old: Option<&Dockerfile>) -> Dockerfile {
    let mut file = Dockerfile::default();
    let mut cursor = tree.walk();
    if !cursor.goto_first_child() {
        return file;
    }
    let mut old_globals = Reuse::new(old.map_or(&[], |old| &old.globals));
    let mut old_stages = Reuse::new(old.map_or(&[], |old| &old.stages));
    loop {
        let node = cursor.node();
        if let Some(directive) = syntax::ParserDirective::cast(node) {
            file.directives.extend(lower_directive(text, directive));
            file.escape = escape_of(&file.directives);
        } else if syntax::Comment::cast(node).is_some() {
            file.comments.push(node.byte_range());
        } else if syntax::Stage::cast(node).is_some() {
            let identity = identity_below(&mut cursor);
            let reused = old_stages.find(identity);
            let item = match reused {
                Some(stage) => stage,
                None => {
                    let before = old_stages.next_unused();
                    Arc::new(lower_stage(text, &mut cursor, file.escape, before))
                }
            };
            file.stages.push(placed(node, 0, 0, identity, item));
        } else if let Some(instruction) = syntax::Instruction::cast(node) {
            let identity = identity_below(&mut cursor);
            let item = old_globals
                .find(identity)
                .unwrap_or_else(|| Arc::new(lower_instruction(text, instruction, file.escape)));
            file.globals.push(placed(node, 0, 0, identity, item));
        }
        if !cursor.goto_next_sibling() {
            return file;
        }
    }
}

/// The address of the first child: it lies in a node's own memory, so a node that the parser took
/// over from the old tree has the same one, and no two nodes that are alive do. The parser takes over
/// nothing that was read with another escape character.
fn identity_below(cursor: &mut TreeCursor) -> usize {
    if !cursor.goto_first_child() {
        return 0;
    }
    let identity = cursor.node().id();
    cursor.goto_parent();
    identity
}

fn placed<T>(node: Node, start: usize, row: usize, identity: usize, item: Arc<T>) -> Placed<T> {
    Placed {
        start: node.start_byte() - start,
        row: node.start_position().row - row,
        identity,
        item,
    }
}

/// Finds what was lowered before: nearly always the next one, or one close to it.
struct Reuse<'a, T> {
    old: &'a [Placed<T>],
    next: usize,
}

impl<'a, T> Reuse<'a, T> {
    const NEARBY: usize = 8;

    fn new(old: &'a [Placed<T>]) -> Self {
        Reuse { old, next: 0 }
    }

    fn find(&mut self, identity: usize) -> Option<Arc<T>> {
        let rest = &self.old[self.next..];
        let nearby = &rest[..rest.len().min(Self::NEARBY)];
        let position = nearby.iter().position(|each| each.identity == identity)?;
        self.next += position + 1;
        Some(Arc::clone(&rest[position].item))
    }

    /// What most likely stood where something new stands now.
    fn next_unused(&self) -> Option<&'a Placed<T>> {
        self.old.get(self.next)
    }
}

fn escape_of(directives: &[Directive]) -> Escape {
    let written = directives
        .iter()
        .find(|directive| directive.name == "escape");
    match written.map(|directive| directive.value.as_str()) {
        Some("`") => Escape('`'),
        _ => Escape::default(),
    }
}

fn lower_directive(text: &Text, directive: syntax::ParserDirective) -> Option<Directive> {
    let name_range = directive.name()?.node().byte_range();
    let value_range = directive.value()?.node().byte_range();
    Some(Directive {
        start: directive.node().start_byte(),
        name: text.slice(name_range.clone()).to_ascii_lowercase(),
        value: text.slice(value_range.clone()).into_owned(),
        name_range,
        value_range,
        row: directive.node().start_position().row,
    })
}

fn lower_stage(
    text: &Text,
    cursor: &mut TreeCursor,
    escape: Escape,
    old: Option<&Placed<Stage>>,
) -> Stage {
    let node = cursor.node();
    let (start, row) = (node.start_byte(), node.start_position().row);
    let mut stage = Stage {
        instructions: Vec::new(),
        comments: Vec::new(),
    };
    let mut reuse = Reuse::new(old.map_or(&[], |old| &old.instructions));
    let mut more = cursor.goto_first_child();
    while more {
        let node = cursor.node();
        if syntax::Comment::cast(node).is_some() {
            stage.comments.push(span_in(start, node.byte_range()));
        } else {
            let identity = identity_below(cursor);
            let item = reuse.find(identity).or_else(|| {
                let instruction = syntax::Instruction::cast(node)?;
                Some(Arc::new(lower_instruction(text, instruction, escape)))
            });
            stage
                .instructions
                .extend(item.map(|item| placed(node, start, row, identity, item)));
        }
        more = cursor.goto_next_sibling();
        if !more {
            cursor.goto_parent();
        }
    }
    stage
}

fn lower_instruction(text: &Text, node: syntax::Instruction, escape: Escape) -> Instruction {
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
    }
}

const ASCII_SPACE: [char; 6] = [' ', '\t', '\n', '\r', '\u{b}', '\u{c}'];

fn span_in(start: usize, range: ByteRange) -> Span {
    Span {
        start: (range.start - start) as u32,
        end: (range.end - start) as u32,
    }
}

/// Lowers the nodes of one instruction.
struct Lowering<'a> {
    source: &'a str,
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

    fn heredocs(&self, instruction: Node) -> Vec<Heredoc> {
        let mut markers = Vec::new();
        let mut heredocs = Vec::new();
        self.collect_heredocs(instruction, &mut markers, &mut heredocs);
        let mut markers = markers.into_iter().peekable();
        for heredoc in &mut heredocs {
            let Some(end) = heredoc.end else { continue };
            let name = self.source[end.start as usize..end.end as usize].trim_start_matches('\t');
            let fits = |marker: &Marker| {
                *marker.name == *name
                    || (!marker.chomps
                        && *marker.name == self.source[end.start as usize..end.end as usize])
            };
            heredoc.marker = markers.next_if(fits);
        }
        let nothing = Span {
            start: self.source.len() as u32,
            end: self.source.len() as u32,
        };
        heredocs.extend(markers.map(|marker| Heredoc {
            marker: Some(marker),
            body: nothing,
            end: None,
        }));
        heredocs
    }

    fn collect_heredocs(&self, node: Node, markers: &mut Vec<Marker>, heredocs: &mut Vec<Heredoc>) {
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            if let Some(marker) = syntax::HeredocMarker::cast(child) {
                markers.extend(self.marker(marker));
            } else if let Some(heredoc) = syntax::Heredoc::cast(child) {
                let end = heredoc.end().map(|end| self.span(end.node()));
                let at = end.map_or(0, |end| end.start);
                let body = heredoc.body().map(|body| self.span(body.node()));
                heredocs.push(Heredoc {
                    marker: None,
                    body: body.unwrap_or(Span { start: at, end: at }),
                    end,
                });
            } else if syntax::ShellCommand::cast(child).is_some()
                || syntax::Instruction::cast(child).is_some()
            {
                self.collect_heredocs(child, markers, heredocs);
            }
        }
    }

    fn marker(&self, marker: syntax::HeredocMarker) -> Option<Marker> {
        let name = marker.name()?;
        let operator = marker.operator()?.node();
        let written = &self.source[self.range(name.node())];
        let quoted = written.contains(['"', '\'', '\\']);
        // Without values a variable stays out of the name; nobody names a heredoc so.
        let plain = expand(written, '\\', &|_| None).map(|expanded| expanded.text);
        Some(Marker {
            span: self.span(marker.node()),
            name: plain.unwrap_or_else(|_| written.to_owned()).into(),
            name_span: self.span(name.node()),
            chomps: self.source[self.range(operator)].ends_with('-'),
            quoted,
        })
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

    fn span(&self, node: Node) -> Span {
        span_in(self.start, node.byte_range())
    }

    fn range(&self, node: Node) -> ByteRange {
        node.start_byte() - self.start..node.end_byte() - self.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::text::{Change, Encoding, Position};

    const STAGE: &str =
        "FROM a AS b\nARG V=1\n# why\nRUN x && \\\n  y\nRUN <<EOF\nset -e\nEOF\nCMD [\"a\"]\n";
    const ROWS: u32 = 9;

    fn insert(document: &Document, line: u32, character: u32, text: &str) -> Document {
        let at = Position { line, character };
        let change = Change {
            range: Some((at, at)),
            text: text.to_owned(),
        };
        document.edit(&[change], Encoding::Utf16)
    }

    /// Which items of the second list were taken over from the first, at the same index.
    fn shared<T>(before: &[Placed<T>], after: &[Placed<T>]) -> Vec<bool> {
        let pairs = before.iter().zip(after);
        pairs
            .map(|(before, after)| Arc::ptr_eq(&before.item, &after.item))
            .collect()
    }

    #[test]
    fn a_key_costs_one_instruction_of_one_stage() {
        let before = Document::new(&STAGE.repeat(5));
        let after = insert(&before, 2 * ROWS + 3, 5, "z");
        let (before, after) = (&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(shared(before, after), [true, true, false, true, true]);
        let (before, after) = (&before[2].instructions, &after[2].instructions);
        // tree-sitter puts the neighbour before together anew, too.
        assert_eq!(shared(before, after), [true, false, false, true, true]);
    }

    #[test]
    fn a_new_line_moves_the_rest_without_reading_it() {
        let before = Document::new(&STAGE.repeat(3));
        let after = insert(&before, ROWS + 1, 0, "USER x\n");
        let stages = shared(&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(stages, [true, false, true]);
        let old = &before.dockerfile().stages[1].instructions;
        let new = &after.dockerfile().stages[1].instructions;
        assert_eq!(shared(&old[1..], &new[2..]), [false, true, true, true]);
    }

    #[test]
    fn another_escape_character_reads_all_afresh() {
        let before = Document::new(&STAGE.repeat(2));
        let after = insert(&before, 0, 0, "# escape=`\n");
        let stages = shared(&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(stages, [false, false]);
    }
}
