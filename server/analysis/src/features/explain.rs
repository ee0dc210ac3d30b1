//! What a word of a Dockerfile, or about one, means: its pages and rules, the likeliest first.

mod groups;
mod names;
mod readings;

pub use groups::{Group, all};

use crate::docs::{Kind, SUBJECTS, Subject};
use crate::errors::{self, CODES};
use crate::ignore_file::{self, KINDS};
use crate::lang::Lang;
use crate::nearest::nearest;
use crate::rules::{self, RULES, Rule};

#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Subject(&'static Subject),
    Rule(&'static Rule),
    /// A reason for which BuildKit rejects a file.
    Error(&'static errors::Kind),
    /// What can be wrong with a pattern of an ignore file.
    Pattern(&'static ignore_file::Kind),
}

/// Several where the word means several things: `from` is an instruction, a flag and an option.
pub fn explain(word: &str) -> Vec<Entry> {
    let word = word.trim();
    if word.len() > LONGEST {
        return Vec::new();
    }
    let rule = rules::find(word).map(Entry::Rule);
    let error = errors::find(word).map(Entry::Error);
    let pattern = ignore_file::find(word).map(Entry::Pattern);
    let mut found: Vec<Entry> = rule.into_iter().chain(error).chain(pattern).collect();
    for subject in readings::subjects(word) {
        let entry = Entry::Subject(subject);
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// The page of a shell command, by any of its names.
pub fn command(name: &str) -> Option<&'static Subject> {
    names::of_kind(Kind::Command, name)
}

/// More than anyone would type or copy.
const LONGEST: usize = 1000;

/// For a word that nothing explains: one that something does.
pub fn nearest_word(word: &str) -> Option<&'static str> {
    let last = word.split_whitespace().last()?;
    let head = last.split('=').next()?;
    let is_flag =
        |entry: &Entry| matches!(entry, Entry::Subject(subject) if subject.kind == Kind::Flag);
    let mut entries = entries();
    // Of two that are equally near, the one that looks alike.
    entries.sort_by_key(|entry| is_flag(entry) != head.starts_with("--"));
    let known = || entries.iter().flat_map(|entry| entry.names());
    nearest(word, known()).or_else(|| nearest(head, known()))
}

fn entries() -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| Entry::Rule(rule));
    let errors = CODES.iter().map(|kind| Entry::Error(kind));
    let subjects = SUBJECTS.iter().map(Entry::Subject);
    let patterns = KINDS.into_iter().map(Entry::Pattern);
    let found = subjects.chain(rules).chain(errors).chain(patterns);
    found.collect()
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.key() == other.key()
    }
}

impl Entry {
    fn key(&self) -> (&'static str, &'static str) {
        match self {
            Entry::Subject(subject) => (subject.folder, subject.name),
            Entry::Rule(rule) => ("", rule.code),
            Entry::Error(kind) => ("", kind.code),
            Entry::Pattern(kind) => ("", kind.code),
        }
    }

    /// Code where it is code, else words.
    pub fn title(&self, lang: Lang) -> &'static str {
        match self {
            Entry::Subject(subject) => names::title(subject, lang),
            Entry::Rule(rule) => rule.code,
            Entry::Error(kind) => kind.code,
            Entry::Pattern(kind) => kind.code,
        }
    }

    /// In one sentence of Markdown.
    pub fn summary(&self, lang: Lang) -> String {
        match self {
            Entry::Subject(subject) => first_sentence(subject.page(lang).lead),
            Entry::Rule(rule) => rule.title.get(lang).to_owned(),
            Entry::Error(kind) => kind.title.get(lang).to_owned(),
            Entry::Pattern(kind) => kind.title.get(lang).to_owned(),
        }
    }

    /// The whole page.
    pub fn markdown(&self, lang: Lang) -> String {
        match self {
            Entry::Subject(subject) => {
                let page = subject.page(lang);
                format!("# {}\n\n{}", page.title, page.markdown(lang, true))
            }
            Entry::Rule(rule) => rule.markdown(lang),
            Entry::Error(kind) => kind.markdown(lang),
            Entry::Pattern(kind) => kind.markdown(lang),
        }
    }

    /// What to type to find it, and it first; a shell takes the word as it is.
    pub fn word(&self, lang: Lang) -> String {
        let (folder, name) = self.key();
        let title = self.title(lang);
        let plain_title = title.to_lowercase();
        let words = match (self.is_code(), lang) {
            (true, _) => [title, name],
            // There the name of the file is a word of the language, and a short one.
            (false, Lang::En) => [name, &plain_title],
            (false, Lang::Fr) => [&plain_title, name],
        };
        let is_mark = |letter: char| !letter.is_alphanumeric() && !"-_=./ ".contains(letter);
        let mut words = words.into_iter().filter(|word| !word.contains(is_mark));
        match words.find(|word| explain(word).first() == Some(self)) {
            Some(word) => word.to_owned(),
            None => format!("{folder}/{name}"),
        }
    }

    fn is_code(&self) -> bool {
        match self {
            Entry::Subject(subject) => names::is_code(subject),
            Entry::Rule(_) | Entry::Error(_) | Entry::Pattern(_) => true,
        }
    }

    fn names(&self) -> Vec<&'static str> {
        match self {
            Entry::Subject(subject) => names::names(subject),
            Entry::Rule(rule) => [&[rule.code], rule.also].concat(),
            Entry::Error(kind) => vec![kind.code],
            Entry::Pattern(kind) => vec![kind.code],
        }
    }
}

fn first_sentence(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::context::NoContext;
    use crate::features::hover::{Asked, hover};
    use crate::images::NoImages;

    /// The entries of a word, each as `folder/name` or the code of a rule.
    fn found(word: &str) -> Vec<String> {
        let key = |entry: Entry| match entry.key() {
            ("", code) => code.to_owned(),
            (folder, name) => format!("{folder}/{name}"),
        };
        explain(word).into_iter().map(key).collect()
    }

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        assert_eq!(found(word), expected, "{word}");
    }

    #[test]
    fn instructions_in_any_case() {
        check("RUN", &["instructions/run"]);
        check("run", &["instructions/run"]);
        check(" Copy ", &["instructions/copy"]);
    }

    #[test]
    fn a_word_may_mean_several_things() {
        check(
            "from",
            &["instructions/from", "flags/from", "mount-options/from"],
        );
        check("user", &["instructions/user", "values/user"]);
        check("env", &["instructions/env", "mount-options/env"]);
        check("chmod", &["commands/chmod", "flags/chmod"]);
        check("cache", &["concepts/build-cache", "mounts/cache"]);
        check("shell", &["instructions/shell", "topics/shell-form"]);
        check(
            "required",
            &["mount-options/required", "modifiers/required"],
        );
    }

    #[test]
    fn rules_by_any_of_their_codes() {
        check("dl3008", &["DL3008"]);
        check("stagenamecasing", &["StageNameCasing"]);
        check("DL4000", &["MaintainerDeprecated"]);
        check("Ignore-Pattern-Undone", &["ignore-pattern-undone"]);
    }

    #[test]
    fn nothing_explains_an_unknown_word() {
        for word in [
            "",
            " ",
            "kubernetes",
            "--frobnicate",
            "COPY --form",
            "docker run",
        ] {
            check(word, &[]);
        }
    }

    #[test]
    fn odd_words_do_no_harm() {
        let odd = "$ ${ ${} ${é é:é SIG SI\u{e9}G << <<- -- --= = == / // :: [ ` '' 0-0/é";
        for word in odd.split(' ') {
            explain(word);
            explain(&format!("RUN {word}"));
            nearest_word(word);
        }
        check(&"RUN ".repeat(100_000), &[]);
    }

    #[test]
    fn an_unknown_word_has_a_known_neighbour() {
        for (word, expected) in [
            ("FORM", "FROM"),
            ("--form", "--from"),
            ("COPY --form=build", "--from"),
            ("entrypont", "ENTRYPOINT"),
            ("couch", "couche"),
            ("DL3O08", "DL3008"),
        ] {
            let near = nearest_word(word).unwrap_or_default();
            assert!(near.eq_ignore_ascii_case(expected), "{word}: {near}");
        }
        assert_eq!(nearest_word("kubernetes"), None);
    }

    #[test]
    fn everything_has_a_word_that_finds_it_first() {
        for lang in [Lang::En, Lang::Fr] {
            for entry in entries() {
                let word = entry.word(lang);
                assert_eq!(explain(&word).first(), Some(&entry), "{word}");
            }
        }
    }

    #[test]
    fn everything_is_found_by_its_names() {
        for entry in entries() {
            for name in entry.names() {
                assert!(explain(name).contains(&entry), "{name}: {entry:?}");
            }
        }
    }

    /// Both know the other names of commands.
    #[test]
    fn a_command_means_what_it_means_under_the_cursor() {
        let is_command = |subject: &&Subject| subject.kind == Kind::Command;
        for subject in SUBJECTS.iter().filter(is_command) {
            let page = subject.page(Lang::En).markdown(Lang::En, false);
            let names = names::names(subject).into_iter();
            for alias in names.filter(|name| *name != subject.name) {
                let document = Document::new(&format!("FROM a\nRUN {alias} b\n"));
                let hovered = hover(&Asked {
                    document: &document,
                    byte: "FROM a\nRUN ".len(),
                    lang: Lang::En,
                    beginner: false,
                    context: &NoContext,
                    hides_count: &|_| false,
                    images: &NoImages,
                });
                assert!(hovered.unwrap().markdown.contains(&page), "{alias}");
            }
        }
    }
}
