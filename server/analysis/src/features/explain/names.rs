//! What subjects are called: their files, their titles, and the other words for them.

use crate::docs::{Kind, SUBJECTS, Subject};
use crate::lang::Lang;

/// The title without its marks: `` `from=` `` is `from=`.
pub fn title(subject: &Subject, lang: Lang) -> &'static str {
    subject.title(lang).trim_matches('`')
}

pub fn is_code(subject: &Subject) -> bool {
    subject.title(Lang::En).starts_with('`')
}

pub fn names(subject: &Subject) -> Vec<&'static str> {
    let titles = [Lang::En, Lang::Fr].map(|lang| title(subject, lang));
    let of_it =
        |other: &&(Kind, &str, &[&'static str])| other.0 == subject.kind && other.1 == subject.name;
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
    let found = LIKELIEST.iter().filter_map(|kind| of_kind(*kind, word));
    found.collect()
}

pub fn of_kind(kind: Kind, word: &str) -> Option<&'static Subject> {
    let asked = folded(word);
    let singular = asked.strip_suffix('s').unwrap_or_default();
    called(kind, &asked).or_else(|| called(kind, singular))
}

fn called(kind: Kind, asked: &str) -> Option<&'static Subject> {
    let is_it = |name: &str| folded(name) == asked;
    let mut subjects = SUBJECTS.iter().filter(|subject| subject.kind == kind);
    subjects.find(|subject| !asked.is_empty() && names(subject).into_iter().any(is_it))
}

/// Without case and accents, and with a hyphen for a blank.
fn folded(word: &str) -> String {
    let letters = word.trim_end_matches('=').to_lowercase();
    letters.chars().map(plain).collect()
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
        ' ' | '_' | '\u{a0}' => '-',
        letter => letter,
    }
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
    (
        Kind::Concept,
        "build-context",
        &["context", "contexte", "dockerignore", ".dockerignore"],
    ),
    (
        Kind::Concept,
        "multi-stage-build",
        &["multi-stage", "multistage", "multi-étapes"],
    ),
    (
        Kind::Topic,
        "heredoc",
        &["here-document", "document en ligne"],
    ),
    (Kind::Topic, "exec-form", &["exec", "json"]),
    (Kind::Topic, "shell-form", &["shell"]),
    (Kind::Topic, "continuation", &["\\"]),
    (Kind::Topic, "stage", &["as", "étape"]),
    (
        Kind::Topic,
        "image-name",
        &["image", "tag", "étiquette", "digest", "empreinte"],
    ),
    (
        Kind::Topic,
        "ignore-comment",
        &["hadolint", "ignore", "ignorer"],
    ),
    (Kind::Argument, "HTTP_PROXY", &["proxy"]),
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
    // The same command, or one that is used alike.
    (Kind::Command, "apt-get", &["apt", "aptitude"]),
    (Kind::Command, "dnf", &["yum", "microdnf"]),
    (Kind::Command, "pip", &["pip3", "pipx"]),
    (Kind::Command, "npm", &["npx"]),
    (Kind::Command, "mvn", &["mvnw"]),
    (Kind::Command, "gradle", &["gradlew"]),
    (Kind::Command, "bundle", &["bundler"]),
    (Kind::Command, "useradd", &["groupadd", "usermod"]),
    (Kind::Command, "adduser", &["addgroup"]),
    (Kind::Command, "chown", &["chgrp"]),
    (Kind::Command, "rm", &["rmdir"]),
    (Kind::Command, "cd", &["pushd"]),
    (Kind::Command, "echo", &["printf"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        for word in words {
            let found = named(word);
            let first = found.first().map(|first| (first.folder, first.name));
            assert_eq!(first, expected.split_once('/'), "{word}");
        }
    }

    #[test]
    fn subjects_have_other_names() {
        check(&["dst", "DST=", "destination"], "mount-options/target");
        check(&["src", "source="], "mount-options/source");
        check(&["ro"], "mount-options/readonly");
        check(&["rw"], "mount-options/readwrite");
        check(&["apt", "aptitude"], "commands/apt-get");
        check(&["\\"], "topics/continuation");
    }

    #[test]
    fn ideas_have_names_in_both_languages() {
        let words = ["build-cache", "build cache", "cache de construction"];
        check(&words, "concepts/build-cache");
        check(&["stage", "étape"], "topics/stage");
        check(&["exec form", "forme exec"], "topics/exec-form");
    }

    #[test]
    fn accents_case_and_plurals_may_differ() {
        check(&["layer", "Layers", "couche", "COUCHES"], "concepts/layer");
        let words = ["metadata", "métadonnées", "metadonnees"];
        check(&words, "concepts/metadata");
        check(&["https_proxy", "HTTPS_PROXY"], "arguments/HTTPS_PROXY");
    }
}
