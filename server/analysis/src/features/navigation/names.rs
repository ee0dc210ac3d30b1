//! The variables that one instruction names, in the order in which BuildKit comes to them.

use super::stages::unquoted;
use crate::Document;
use crate::model::{Body, Command, Flag, Keyword, Located, Pair, Source, Span, Word, mentioned};
use crate::shell::{Interpreter, ShellRole, dollar_length, is_name, kept_script};
use crate::text::ByteRange;

/// A name, and what the instruction does with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    pub name: String,
    pub range: ByteRange,
    /// With the `$` and the brace before it: where a cursor means it.
    pub touched: ByteRange,
    pub role: Role,
    pub when: When,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Environment {
        /// Its value is that of an ARG of the same name: `ENV V=$V`.
        passes_on: bool,
    },
    Argument {
        has_default: bool,
    },
    /// BuildKit or a shell puts its value there.
    Read,
    /// A script gives it a value of its own.
    SetByShell,
}

/// Which variables it can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// Those in force at this line.
    Now,
    /// What runs in a container: those that the image keeps.
    InContainer,
    /// What ONBUILD keeps: those of the stage that is built on this one.
    InTrigger,
}

/// Those of any name, or only of one.
pub fn names_in(
    document: &Document,
    located: &Located,
    shell: Interpreter,
    wanted: Option<&str>,
) -> Vec<Named> {
    let instruction = located.instruction;
    let mut reader = Reader {
        document,
        located,
        shell,
        wanted,
        found: Vec::new(),
    };
    if reader.may_hold_any() {
        let (keyword, body) = (instruction.keyword, &instruction.body);
        reader.read(keyword, &instruction.flags, body, When::Now);
    }
    reader.found
}

struct Reader<'a> {
    document: &'a Document,
    located: &'a Located<'a>,
    shell: Interpreter,
    wanted: Option<&'a str>,
    found: Vec<Named>,
}

impl Reader<'_> {
    /// Most instructions of a large file need no closer look.
    fn may_hold_any(&self) -> bool {
        let Some(wanted) = self.wanted else {
            return true;
        };
        let instruction = self.located.instruction;
        let declares = |body: &Body| match body {
            Body::Arguments(pairs) | Body::Pairs { pairs, .. } => pairs
                .iter()
                .any(|pair| pair.name.as_ref().is_some_and(|name| &*name.text == wanted)),
            _ => false,
        };
        let declares = match &instruction.body {
            Body::Trigger(Some(nested)) => declares(&nested.body),
            body => declares(body),
        };
        let source = || self.document.text().slice(self.located.range());
        let mentions = || instruction.mentions(source);
        declares
            || mentions()
                .binary_search_by(|name| (**name).cmp(wanted))
                .is_ok()
    }

    fn read(&mut self, keyword: Keyword, flags: &[Flag], body: &Body, when: When) {
        for flag in flags {
            self.word(flag.value.as_ref(), when);
        }
        match body {
            Body::From(from) => self.word(from.image.as_ref().map(|image| &image.word), when),
            Body::Command(Some(_)) if keyword == Keyword::Shell => {}
            Body::Command(Some(command)) => {
                let when = match (keyword, when) {
                    (Keyword::Run, _) | (_, When::InTrigger) => when,
                    _ => When::InContainer,
                };
                self.command(command, when);
            }
            Body::Transfer(transfer) => {
                for source in &transfer.sources {
                    if let Source::Path(path) = source {
                        self.word(Some(path), when);
                    }
                }
                self.word(transfer.destination.as_ref(), when);
                self.copied_heredocs(when);
            }
            Body::Pairs { pairs, .. } => {
                // All of them see the variables as they were before the line.
                for pair in pairs {
                    self.word(pair.name.as_ref(), when);
                    self.word(pair.value.as_ref(), when);
                }
                if keyword == Keyword::Env {
                    for pair in pairs {
                        let passes_on = passes_on(pair);
                        self.declared(pair, Role::Environment { passes_on }, when);
                    }
                }
            }
            Body::Arguments(pairs) => {
                for pair in pairs {
                    self.word(pair.value.as_ref(), when);
                    let has_default = pair.assigned;
                    self.declared(pair, Role::Argument { has_default }, when);
                }
            }
            Body::Ports(ports) => {
                for port in ports {
                    self.word(port.port.as_ref(), when);
                    self.word(port.protocol.as_ref(), when);
                }
            }
            Body::Paths { paths, .. } => paths.iter().for_each(|path| self.word(Some(path), when)),
            Body::Directory(word) | Body::Signal(word) => self.word(word.as_ref(), when),
            Body::User { user, group, .. } => {
                self.word(user.as_ref(), when);
                self.word(group.as_ref(), when);
            }
            Body::Healthcheck(Some(nested)) => {
                let when = match when {
                    When::InTrigger => when,
                    _ => When::InContainer,
                };
                self.read(nested.keyword, &nested.flags, &nested.body, when);
            }
            // A keyword that is not whole yet, or a line of a heredoc without an end.
            Body::Text(_) if keyword == Keyword::Unknown => {
                self.dollars(self.located.range(), when);
            }
            Body::Trigger(Some(nested)) if when != When::InTrigger => {
                self.read(nested.keyword, &nested.flags, &nested.body, When::InTrigger);
            }
            _ => {}
        }
    }

    fn word(&mut self, word: Option<&Word>, when: When) {
        for expansion in word.map_or(&[][..], |word| &word.expansions) {
            if !expansion.name.is_empty() {
                let touched = Span {
                    start: expansion.span.start,
                    end: expansion.name_span.end,
                };
                let (name, touched) = (self.located.at(expansion.name_span), touched);
                self.add(
                    &expansion.name,
                    name,
                    self.located.at(touched),
                    Role::Read,
                    when,
                );
            }
        }
    }

    fn declared(&mut self, pair: &Pair, role: Role, when: When) {
        let Some(name) = &pair.name else { return };
        if name.expansions.is_empty() && is_name(&name.text) {
            let range = self.located.at(name.span);
            self.add(&name.text, range.clone(), range, role, when);
        }
    }

    fn add(&mut self, name: &str, range: ByteRange, touched: ByteRange, role: Role, when: When) {
        if self.wanted.is_none_or(|wanted| wanted == name) {
            self.found.push(Named {
                name: name.to_owned(),
                range,
                touched,
                role,
                when,
            });
        }
    }

    fn command(&mut self, command: &Command, when: When) {
        if let Command::Exec { arguments, .. } = command
            && !starts_a_shell(arguments)
        {
            return;
        }
        let source = || self.document.text().slice(self.located.range());
        let escape = self.document.dockerfile().escape.0;
        let script = kept_script(self.located.instruction, source, escape, self.shell);
        let Some(script) = script else { return };
        for found in script.names() {
            let name = script.script.source.text.get(found.range.clone());
            let name = name.unwrap_or_default();
            if self.wanted.is_some_and(|wanted| wanted != name) {
                continue;
            }
            let mut pieces = script.script.source.source_ranges(found.range.clone());
            let Some(first) = pieces.next() else { continue };
            let end = pieces.last().map_or(first.end, |last| last.end);
            let start = self.located.start;
            let range = start + first.start..start + end;
            let touched = start + script.script.source.source_offset(found.touched_from);
            let role = match found.role {
                ShellRole::Read => Role::Read,
                ShellRole::Set => Role::SetByShell,
            };
            let touched = touched.min(range.start)..range.end;
            self.add(name, range, touched, role, when);
        }
    }

    /// BuildKit replaces variables in what it copies, unless the word is quoted.
    fn copied_heredocs(&mut self, when: When) {
        for heredoc in &self.located.instruction.heredocs {
            if heredoc.marker.as_ref().is_none_or(|marker| marker.quoted) {
                continue;
            }
            self.dollars(self.located.at(heredoc.body), when);
        }
    }

    /// The names behind each `$` of a range of the document.
    fn dollars(&mut self, range: ByteRange, when: When) {
        let text = self.document.text().slice(range.clone());
        for found in dollar_names(&text) {
            let place = range.start + found.start..range.start + found.end;
            let before = text.get(..found.start).unwrap_or_default();
            let touched = place.start - dollar_length(before)..place.end;
            let name = text.get(found).unwrap_or_default();
            self.add(name, place, touched, Role::Read, when);
        }
    }
}

/// The ranges of the names behind each `$` that no backslash frees.
pub fn dollar_names(text: &str) -> Vec<ByteRange> {
    let names = mentioned(text).filter(|name| !name.is_empty());
    let places = names.map(|name| {
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        start..start + name.len()
    });
    let is_free = |place: &ByteRange| {
        let before = text.get(..place.start).unwrap_or_default();
        let before = &before[..before.len() - dollar_length(before)];
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        backslashes % 2 == 0
    };
    places.filter(is_free).collect()
}

fn passes_on(pair: &Pair) -> bool {
    let (Some(name), Some(value)) = (&pair.name, &pair.value) else {
        return false;
    };
    let (value, _) = unquoted(value);
    let inner = value.strip_prefix('$').unwrap_or_default();
    let braced = inner
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'));
    braced.unwrap_or(inner) == &*name.text
}

/// A JSON form replaces nothing by itself, but often a shell is its first word.
fn starts_a_shell(words: &[Word]) -> bool {
    let is_command_flag = |word: &Word| {
        let inner = word.text.trim_matches('"');
        inner.starts_with('-') && !inner.starts_with("--") && inner.ends_with('c')
    };
    words.iter().skip(1).any(is_command_flag)
}
