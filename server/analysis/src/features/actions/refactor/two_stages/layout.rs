//! Which instructions of the only stage build, and which say how the result runs.

use super::super::cursor::Cursor;
use crate::edit::TextEdit;
use crate::model::{Body, Command, Evaluation, Keyword, Located, Reference, State, json_text};
use crate::rules::plain_command::plain_words;
use crate::shell::ShellCommand;
use crate::syntax::Joined;

pub struct Layout<'a, 'c> {
    pub cursor: &'c Cursor<'a>,
    pub image: Reference,
    /// What builds, down to the last RUN.
    pub build: Vec<Located<'a>>,
    /// What stands above that RUN, but is about the result.
    early: Vec<Located<'a>>,
    /// ENV: in force while building and when running.
    pub environments: Vec<Located<'a>>,
    /// What stands below the last RUN: none of it builds.
    pub tail: Vec<Located<'a>>,
    /// At the last RUN.
    pub state: State,
}

impl<'a, 'c> Layout<'a, 'c> {
    /// For a cursor in the FROM of an official image.
    pub fn read(cursor: &'c Cursor<'a>, name: &str) -> Option<Layout<'a, 'c>> {
        let file = cursor.file();
        let is_from = cursor.located.instruction.keyword == Keyword::From;
        let has_flags = !cursor.located.instruction.flags.is_empty();
        if file.stages.len() != 1 || !is_from || has_flags {
            return None;
        }
        let mut evaluation = Evaluation::new(file);
        let image = evaluation.reference(0)?;
        if image.path != format!("library/{name}") {
            return None;
        }
        let own: Vec<Located> = file.instructions_of(0).skip(1).collect();
        let last = own
            .iter()
            .rposition(|located| located.instruction.keyword == Keyword::Run)?;
        let state = evaluation.before(own.get(last)?);
        let mut layout = Layout {
            cursor,
            image,
            build: Vec::new(),
            early: Vec::new(),
            environments: Vec::new(),
            tail: Vec::new(),
            state,
        };
        for (index, located) in own.into_iter().enumerate() {
            layout.place(located, index > last)?;
        }
        Some(layout)
    }

    fn place(&mut self, located: Located<'a>, is_tail: bool) -> Option<()> {
        let has_variable = || self.cursor.text(located.range()).contains('$');
        match (located.instruction.keyword, is_tail) {
            (
                Keyword::Workdir | Keyword::Copy | Keyword::Add | Keyword::Run | Keyword::Arg,
                false,
            ) => {
                self.build.push(located);
            }
            (Keyword::Cmd | Keyword::Entrypoint, true) => self.tail.push(located),
            (Keyword::User, true) => self.tail.push(located),
            (
                Keyword::Env
                | Keyword::Label
                | Keyword::Expose
                | Keyword::Volume
                | Keyword::Stopsignal
                | Keyword::Healthcheck,
                _,
            ) if !has_variable() => match (located.instruction.keyword, is_tail) {
                (_, true) => self.tail.push(located),
                (Keyword::Env, false) => self.environments.push(located),
                (_, false) => self.early.push(located),
            },
            _ => return None,
        }
        Some(())
    }

    /// The commands of all that builds; `None` where one of the RUN is not understood.
    pub fn commands(&self) -> Option<Vec<(Located<'a>, ShellCommand)>> {
        let mut all = Vec::new();
        let runs = self.build.iter();
        for run in runs.filter(|located| located.instruction.keyword == Keyword::Run) {
            let script = self.cursor.script_of(run)?;
            let own = script.commands();
            if own.is_empty()
                || own
                    .iter()
                    .any(|command| command.is_quoted || command.is_json)
            {
                return None;
            }
            all.extend(own.iter().map(|command| (*run, command.clone())));
        }
        Some(all)
    }

    /// What starts the container: the instruction, its words, and whether a shell reads them.
    pub fn launch(&self) -> Option<(Located<'a>, Vec<String>, bool)> {
        let of = |keyword: Keyword| {
            let mut own = self.tail.iter().rev();
            own.find(|located| located.instruction.keyword == keyword)
        };
        let located = *of(Keyword::Entrypoint).or_else(|| of(Keyword::Cmd))?;
        match &located.instruction.body {
            Body::Command(Some(Command::Exec { arguments, .. })) => {
                let words = arguments.iter().map(|word| json_text(&word.text));
                Some((located, words.collect(), false))
            }
            Body::Command(Some(Command::Shell { span, .. })) => {
                let source = self.cursor.text(located.at(*span));
                let joined = Joined::new(&source, self.cursor.escape()).text;
                let words = plain_words(joined.trim())?;
                let words = words.into_iter().skip_while(|word| word == "exec");
                Some((located, words.collect(), true))
            }
            _ => None,
        }
    }

    /// Users other than these are made by a RUN, or by nobody.
    pub fn has_only_users(&self, known: &[&str]) -> bool {
        let users = self
            .tail
            .iter()
            .filter_map(|located| match &located.instruction.body {
                Body::User { user, .. } => user.as_ref(),
                _ => None,
            });
        let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let mut users = users;
        users.all(|user| known.contains(&&*user.text) || is_number(&user.text))
    }

    pub fn health_check(&self) -> Option<&Located<'a>> {
        let mut all = self.early.iter().chain(&self.tail);
        all.find(|located| matches!(located.instruction.body, Body::Healthcheck(Some(_))))
    }

    /// The second stage, where it starts; `lines` follow on its FROM.
    pub fn edits(&self, from: &str, lines: &[String]) -> Option<Vec<TextEdit>> {
        let cursor = self.cursor;
        let mut edits = Vec::new();
        let Body::From(own) = &cursor.located.instruction.body else {
            return None;
        };
        if own.name.is_none() {
            let end = cursor.located.at(own.image.as_ref()?.word.span).end;
            let name = format!(" {} {}", self.cased("AS"), self.name());
            edits.push(TextEdit::insert(end, name));
        }
        let mut stage = format!("{} {from}\n", self.cased("FROM"));
        for line in lines {
            stage.push_str(&format!("{line}\n"));
        }
        for located in &self.early {
            let lines = cursor.above(located, |_| true)..cursor.below(located);
            stage.push_str(cursor.text(lines.clone()).trim_end());
            stage.push('\n');
            edits.push(TextEdit::delete(lines));
        }
        let at = match self.tail.first() {
            Some(first) => cursor.above(first, |_| true),
            None => cursor.document.text().len(),
        };
        let before = cursor.text(0..at);
        let blank = match before.trim_end_matches(' ') {
            text if text.ends_with("\n\n") || text.ends_with("\r\n\r\n") => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        edits.push(TextEdit::insert(at, format!("{blank}{stage}")));
        Some(edits)
    }

    pub fn name(&self) -> String {
        let Body::From(own) = &self.cursor.located.instruction.body else {
            return "build".to_owned();
        };
        let name = own.name.as_ref();
        name.map_or_else(|| "build".to_owned(), |name| name.text.to_string())
    }

    /// A keyword as the file writes them.
    pub fn cased(&self, keyword: &str) -> String {
        let written = &self.cursor.located.instruction.written.text;
        match written.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => keyword.to_owned(),
            false => keyword.to_lowercase(),
        }
    }

    /// WORKDIR and ENV for the second stage.
    pub fn settings(&self, keeps: impl Fn(&Located) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.state.workdir.is_empty() {
            lines.push(format!("{} {}", self.cased("WORKDIR"), self.state.workdir));
        }
        let kept = self.environments.iter().filter(|located| keeps(located));
        lines.extend(kept.map(|located| self.cursor.text(located.range()).into_owned()));
        lines
    }
}

/// Packages that only the build needs, or that are not missed; all but flags of an installation.
pub fn installs_only(command: &ShellCommand, known: &[&str]) -> bool {
    let flags = ["t", "virtual", "o"];
    match &*command.name {
        "apk" | "apt-get" | "apt" => {
            let mut words = command.words_without_values_of(&flags);
            let verb = words.next().map(|word| word.text.as_str());
            match verb {
                Some("add" | "install") => words.all(|word| known.contains(&&*word.text)),
                verb => matches!(verb, Some("update" | "clean" | "autoremove")),
            }
        }
        "rm" => command.arguments.iter().all(|argument| {
            let text = argument.text.as_str();
            text.starts_with('-') || text.starts_with("/var/") || text.starts_with("/tmp/")
        }),
        "set" => true,
        _ => false,
    }
}
