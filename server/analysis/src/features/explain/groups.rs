//! All there is to explain, in the order of a table of contents.

use super::Entry;
use crate::docs::{Kind, SUBJECTS};
use crate::errors::CODES;
use crate::ignore_file;
use crate::lang::Text;
use crate::rules::{RULES, Source};

/// Entries of one kind, under a heading.
pub struct Group {
    pub title: Text,
    pub entries: Vec<Entry>,
}

/// All there is to explain.
pub fn all() -> Vec<Group> {
    let subjects = KINDS.iter().map(|(kind, title)| {
        let subjects = SUBJECTS.iter().filter(|subject| subject.kind == *kind);
        Group {
            title: *title,
            entries: subjects.map(Entry::Subject).collect(),
        }
    });
    let rules = SOURCES.iter().map(|(source, title)| {
        let rules = RULES.iter().filter(|rule| rule.source == *source);
        Group {
            title: *title,
            entries: rules.map(|rule| Entry::Rule(rule)).collect(),
        }
    });
    let errors = Group {
        title: ERRORS,
        entries: CODES.iter().map(|kind| Entry::Error(kind)).collect(),
    };
    let patterns = Group {
        title: PATTERNS,
        entries: ignore_file::KINDS.into_iter().map(Entry::Pattern).collect(),
    };
    let groups = subjects.chain(rules).chain([patterns, errors]);
    groups.filter(|group| !group.entries.is_empty()).collect()
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

const ERRORS: Text = Text {
    en: "Reasons for which BuildKit rejects a file",
    fr: "Raisons pour lesquelles BuildKit refuse un fichier",
};

const PATTERNS: Text = Text {
    en: "Patterns of a .dockerignore",
    fr: "Motifs d'un .dockerignore",
};

const SOURCES: [(Source, Text); 3] = [
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
    (
        Source::Strates,
        Text {
            en: "Rules of strates",
            fr: "Règles de strates",
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::super::entries;
    use super::*;

    #[test]
    fn everything_is_in_one_group() {
        let groups = all();
        let listed: Vec<&Entry> = groups.iter().flat_map(|group| &group.entries).collect();
        assert_eq!(
            listed.len(),
            SUBJECTS.len() + RULES.len() + ignore_file::KINDS.len() + CODES.len()
        );
        assert!(entries().iter().all(|entry| listed.contains(&entry)));
    }
}
