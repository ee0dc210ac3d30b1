//! What a word of a Dockerfile, or about one, means: its pages and rules, the likeliest first.

mod names;
mod readings;

use crate::docs::{Kind, SUBJECTS, Subject};
use crate::lang::{Lang, Text};
use crate::nearest::nearest;
use crate::rules::{self, RULES, Rule, Source};

#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Subject(&'static Subject),
    Rule(&'static Rule),
}

/// Entries of one kind, under a heading.
pub struct Group {
    pub title: Text,
    pub entries: Vec<Entry>,
}

/// Several where the word means several things: `from` is an instruction, a flag and an option.
pub fn explain(word: &str) -> Vec<Entry> {
    let word = word.trim();
    let rule = rules::find(word).map(Entry::Rule);
    let mut found = Vec::from_iter(rule);
    for subject in readings::subjects(word) {
        let entry = Entry::Subject(subject);
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// For a word that nothing explains: one that something does.
pub fn nearest_word(word: &str) -> Option<&'static str> {
    let last = word.split_whitespace().last()?;
    let head = last.split('=').next()?;
    let flag_first = |entry: &Entry| !matches!(entry, Entry::Subject(subject) if subject.kind == Kind::Flag);
    let mut entries = entries();
    if head.starts_with("--") {
        entries.sort_by_key(flag_first);
    }
    let known = || entries.iter().flat_map(|entry| entry.names());
    nearest(word, known()).or_else(|| nearest(head, known()))
}

/// All there is to explain.
pub fn all() -> Vec<Group> {
    let subjects = KINDS.iter().map(|(kind, title)| Group {
        title: *title,
        entries: subjects_of(*kind).map(Entry::Subject).collect(),
    });
    let rules = SOURCES.iter().map(|(source, title)| {
        let rules = RULES.iter().filter(|rule| rule.source == *source);
        Group {
            title: *title,
            entries: rules.map(|rule| Entry::Rule(rule)).collect(),
        }
    });
    let groups = subjects.chain(rules);
    groups.filter(|group| !group.entries.is_empty()).collect()
}

fn subjects_of(kind: Kind) -> impl Iterator<Item = &'static Subject> {
    SUBJECTS.iter().filter(move |subject| subject.kind == kind)
}

fn entries() -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| Entry::Rule(rule));
    SUBJECTS.iter().map(Entry::Subject).chain(rules).collect()
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
        }
    }

    /// Code where it is code, else words.
    pub fn title(&self, lang: Lang) -> &'static str {
        match self {
            Entry::Subject(subject) => names::title(subject, lang),
            Entry::Rule(rule) => rule.code,
        }
    }

    /// In one sentence of Markdown.
    pub fn summary(&self, lang: Lang) -> String {
        match self {
            Entry::Subject(subject) => first_sentence(subject.page(lang).lead),
            Entry::Rule(rule) => rule.title.get(lang).to_owned(),
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
        }
    }

    /// What to type to find it, and it first; a shell takes the word as it is.
    pub fn word(&self, lang: Lang) -> String {
        let (folder, name) = self.key();
        let title = self.title(lang);
        let title = match self.is_code() {
            true => title.to_owned(),
            false => title.to_lowercase(),
        };
        let is_mark = |letter: char| !letter.is_alphanumeric() && !"-_=. ".contains(letter);
        [title, name.to_owned()]
            .into_iter()
            .filter(|word| !word.contains(is_mark))
            .find(|word| explain(word).first() == Some(self))
            .unwrap_or_else(|| format!("{folder}/{name}"))
    }

    fn is_code(&self) -> bool {
        match self {
            Entry::Subject(subject) => names::is_code(subject),
            Entry::Rule(_) => true,
        }
    }

    fn names(&self) -> Vec<&'static str> {
        match self {
            Entry::Subject(subject) => names::names(subject),
            Entry::Rule(rule) => [&[rule.code], rule.also].concat(),
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

const KINDS: [(Kind, Text); 12] = [
    (
        Kind::Instruction,
        Text {
            en: "Instructions",
            fr: "Instructions",
        },
    ),
    (
        Kind::Concept,
        Text {
            en: "Ideas",
            fr: "Notions",
        },
    ),
    (
        Kind::Topic,
        Text {
            en: "Ways of writing",
            fr: "Façons d'écrire",
        },
    ),
    (
        Kind::Directive,
        Text {
            en: "Parser directives",
            fr: "Directives d'analyse",
        },
    ),
    (
        Kind::Flag,
        Text {
            en: "Flags",
            fr: "Options des instructions",
        },
    ),
    (
        Kind::Mount,
        Text {
            en: "Mounts",
            fr: "Montages",
        },
    ),
    (
        Kind::MountOption,
        Text {
            en: "Mount options",
            fr: "Options des montages",
        },
    ),
    (
        Kind::Value,
        Text {
            en: "Values",
            fr: "Valeurs",
        },
    ),
    (
        Kind::Base,
        Text {
            en: "Bases",
            fr: "Bases",
        },
    ),
    (
        Kind::Modifier,
        Text {
            en: "Variables with a fallback or a pattern",
            fr: "Variables avec un repli ou un motif",
        },
    ),
    (
        Kind::Argument,
        Text {
            en: "Predefined build arguments",
            fr: "Arguments de construction prédéfinis",
        },
    ),
    (
        Kind::Command,
        Text {
            en: "Shell commands",
            fr: "Commandes du shell",
        },
    ),
];

const SOURCES: [(Source, Text); 2] = [
    (
        Source::BuildKit,
        Text {
            en: "BuildKit's checks",
            fr: "Vérifications de BuildKit",
        },
    ),
    (
        Source::Hadolint,
        Text {
            en: "Rules of hadolint",
            fr: "Règles de hadolint",
        },
    ),
];
