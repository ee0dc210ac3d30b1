//! What subjects are called: their files, their titles, and the other words for them.

use crate::docs::{Kind, SUBJECTS, Subject};
use crate::lang::Lang;

/// The title without its marks: `` `from=` `` is `from=`.
pub fn title(subject: &Subject, lang: Lang) -> &'static str {
    subject.page(lang).title.trim_matches('`')
}

pub fn is_code(subject: &Subject) -> bool {
    subject.page(Lang::En).title.starts_with('`')
}

pub fn names(subject: &Subject) -> Vec<&'static str> {
    let titles = [Lang::En, Lang::Fr].map(|lang| title(subject, lang));
    let of_it = |other: &&(Kind, &str, &[&'static str])| {
        other.0 == subject.kind && other.1 == subject.name
    };
    let others = OTHER_NAMES.iter().filter(of_it);
    let others = others.flat_map(|(_, _, names)| names.iter().copied());
    titles
        .into_iter()
        .chain([subject.name])
        .chain(others)
        .collect()
}

/// The subjects of a name, in the order in which a bare word is likely to mean them.
pub fn named(word: &str) -> Vec<&'static Subject> {
    let asked = folded(command(word));
    if asked.is_empty() {
        return Vec::new();
    }
    let is_it = |name: &str| folded(name.trim_end_matches('=')) == asked;
    let is_asked = |subject: &&Subject| names(subject).into_iter().any(is_it);
    let mut found: Vec<&Subject> = SUBJECTS.iter().filter(is_asked).collect();
    found.sort_by_key(|subject| LIKELIEST.iter().position(|kind| *kind == subject.kind));
    found
}

pub fn of_kind(kind: Kind, word: &str) -> Option<&'static Subject> {
    named(word).into_iter().find(|subject| subject.kind == kind)
}

/// Without case, accents, plurals and the difference between blanks and hyphens.
fn folded(word: &str) -> String {
    let letters = word.to_lowercase();
    let letters: String = letters.chars().map(plain).collect();
    let words = letters.split(['-', '_', ' ', '\u{a0}']);
    let words = words.map(|word| match word.strip_suffix('s') {
        Some(singular) if singular.len() > 2 => singular,
        _ => word,
    });
    words.collect::<Vec<_>>().join("-")
}

fn plain(letter: char) -> char {
    match letter {
        'à' | 'â' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        '’' => '\'',
        letter => letter,
    }
}

/// The command that does what this one does, which may be written with its path.
fn command(word: &str) -> &str {
    let word = word.rsplit('/').next().unwrap_or(word);
    let alias = COMMANDS.iter().find(|(alias, _)| *alias == word);
    alias.map_or(word, |(_, name)| name)
}

const LIKELIEST: [Kind; 12] = [
    Kind::Instruction,
    Kind::Concept,
    Kind::Topic,
    Kind::Directive,
    Kind::Command,
    Kind::Base,
    Kind::Argument,
    Kind::Value,
    Kind::Flag,
    Kind::Mount,
    Kind::MountOption,
    Kind::Modifier,
];

const OTHER_NAMES: &[(Kind, &str, &[&str])] = &[
    (Kind::Concept, "build-cache", &["cache"]),
    (Kind::Concept, "build-context", &["context", "contexte"]),
    (
        Kind::Concept,
        "multi-stage-build",
        &["multi-stage", "multistage", "multi-étapes"],
    ),
    (Kind::Topic, "heredoc", &["here-document", "document en ligne"]),
    (Kind::Topic, "exec-form", &["exec", "json"]),
    (Kind::Topic, "shell-form", &["shell"]),
    (Kind::Topic, "continuation", &["\\"]),
    (Kind::Topic, "stage", &["as", "étape"]),
    (
        Kind::Topic,
        "image-name",
        &["image", "tag", "étiquette", "digest", "empreinte"],
    ),
    (Kind::Topic, "ignore-comment", &["hadolint", "ignore", "ignorer"]),
    (Kind::MountOption, "target", &["dst", "destination"]),
    (Kind::MountOption, "source", &["src"]),
    (Kind::MountOption, "readonly", &["ro"]),
    (Kind::MountOption, "readwrite", &["rw"]),
    (Kind::Modifier, "default", &[":-", "-"]),
    (Kind::Modifier, "alternative", &[":+", "+"]),
    (Kind::Modifier, "required", &[":?", "?"]),
    (Kind::Modifier, "prefix", &["##", "#"]),
    (Kind::Modifier, "suffix", &["%%", "%"]),
    (Kind::Modifier, "replace", &["//", "/"]),
    (Kind::Value, "protocol", &["tcp", "udp", "sctp"]),
    (Kind::Value, "user", &["root", "nobody"]),
    (Kind::Value, "healthcheck-none", &["none"]),
];

/// Other names of the same command, or of one that is used alike.
const COMMANDS: [(&str, &str); 17] = [
    ("apt", "apt-get"),
    ("aptitude", "apt-get"),
    ("yum", "dnf"),
    ("microdnf", "dnf"),
    ("pip3", "pip"),
    ("pipx", "pip"),
    ("npx", "npm"),
    ("mvnw", "mvn"),
    ("gradlew", "gradle"),
    ("bundler", "bundle"),
    ("groupadd", "useradd"),
    ("usermod", "useradd"),
    ("addgroup", "adduser"),
    ("chgrp", "chown"),
    ("rmdir", "rm"),
    ("pushd", "cd"),
    ("printf", "echo"),
];
