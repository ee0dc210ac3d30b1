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
    let flag_first =
        |entry: &Entry| !matches!(entry, Entry::Subject(subject) if subject.kind == Kind::Flag);
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[track_caller]
    fn check_first(words: &[&str], expected: &str) {
        for word in words {
            assert_eq!(
                found(word).first().map(String::as_str),
                Some(expected),
                "{word}"
            );
        }
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
    fn flags_as_they_are_written() {
        check_first(
            &["--from", "COPY --from", "copy --from=build", "--FROM"],
            "flags/from",
        );
        check_first(&["--chown=node", "--chown=node:node"], "flags/chown");
        check(
            "COPY --from=build /app .",
            &["flags/from", "instructions/copy"],
        );
    }

    #[test]
    fn mounts_by_their_type() {
        check_first(
            &["--mount", "RUN --mount", "--mount=target=/x"],
            "flags/mount",
        );
        let words = [
            "--mount=type=cache",
            "--mount=type=cache,target=/x",
            "--mount=target=/x,type=cache",
            "RUN --mount=type=cache",
            "type=cache",
            "type=cache,target=/x",
        ];
        check_first(&words, "mounts/cache");
        check_first(&["secret", "type=secret"], "mounts/secret");
    }

    #[test]
    fn mount_options_and_their_other_names() {
        check_first(
            &["target", "target=/x", "dst", "dst=", "destination"],
            "mount-options/target",
        );
        check_first(&["src", "src=", "source=."], "mount-options/source");
        check_first(
            &["ro", "readonly", "readonly=true"],
            "mount-options/readonly",
        );
        check_first(&["rw", "readwrite"], "mount-options/readwrite");
        check_first(&["from=", "from=build"], "mount-options/from");
        check_first(&["env=TOKEN"], "mount-options/env");
    }

    #[test]
    fn directives_with_and_without_their_sign() {
        let words = [
            "syntax",
            "# syntax",
            "#syntax",
            "syntax=docker/dockerfile:1",
        ];
        check_first(&words, "directives/syntax");
        check_first(&["# syntax=docker/dockerfile:1"], "directives/syntax");
        check_first(&["escape", "# escape=`"], "directives/escape");
        check_first(&["check", "# check=skip=all", "CHECK"], "directives/check");
    }

    #[test]
    fn comments_that_are_no_directive() {
        check_first(
            &["comment", "# a word", "#", "commentaire"],
            "topics/comment",
        );
        check_first(
            &["# hadolint ignore=DL3008", "hadolint"],
            "topics/ignore-comment",
        );
    }

    #[test]
    fn variables_and_what_is_done_to_them() {
        let words = [
            "TARGETARCH",
            "$TARGETARCH",
            "${TARGETARCH}",
            "ARG TARGETARCH",
        ];
        check_first(&words, "arguments/TARGETARCH");
        check_first(&["http_proxy", "HTTP_PROXY"], "arguments/HTTP_PROXY");
        check_first(&["$NAME", "${NAME}", "variable", "$"], "topics/variable");
        check_first(&["${V:-x}", "${V-x}", ":-", "-"], "modifiers/default");
        check_first(&["${V:+x}", ":+", "+"], "modifiers/alternative");
        check_first(&["${V:?x}", "?"], "modifiers/required");
        check_first(&["${V#x}", "${V##x}", "##"], "modifiers/prefix");
        check_first(&["${V%x}", "%%", "%"], "modifiers/suffix");
        check_first(&["${V/x/y}", "${V//x/y}", "/", "//"], "modifiers/replace");
        check(
            "${TARGETARCH:-x}",
            &[
                "modifiers/default",
                "arguments/TARGETARCH",
                "topics/variable",
            ],
        );
    }

    #[test]
    fn heredocs_by_their_marker() {
        check_first(
            &["<<EOF", "<<", "heredoc", "document en ligne"],
            "topics/heredoc",
        );
        check_first(&["<<-EOF", "RUN <<-EOF"], "topics/heredoc-tabs");
        check_first(&["<<\"EOF\"", "<<-'EOF'"], "topics/heredoc-quoted");
    }

    #[test]
    fn values() {
        check_first(
            &["8080", "8080/tcp", "8000-8010", "EXPOSE 8080"],
            "values/port",
        );
        check("53/udp", &["values/port", "values/protocol"]);
        check_first(&["udp", "TCP"], "values/protocol");
        check_first(
            &["SIGTERM", "SIGRTMIN+3", "signal", "signal d'arrêt"],
            "values/signal",
        );
        check_first(&["NONE", "HEALTHCHECK NONE"], "values/healthcheck-none");
        check_first(&["HEALTHCHECK CMD"], "values/healthcheck-cmd");
        check_first(&["utilisateur", "values/user"], "values/user");
        check_first(&["scratch", "FROM scratch"], "bases/scratch");
    }

    #[test]
    fn ideas_in_both_languages() {
        check_first(&["layer", "layers", "couche", "Couches"], "concepts/layer");
        check_first(
            &["build-cache", "build cache", "cache de construction"],
            "concepts/build-cache",
        );
        check_first(
            &["metadata", "métadonnées", "metadonnees"],
            "concepts/metadata",
        );
        check_first(&["stage", "étape", "AS build"], "topics/stage");
        check_first(
            &["exec form", "forme exec", "[\"a\"]", "CMD [\"a\"]"],
            "topics/exec-form",
        );
        check_first(&["\\"], "topics/continuation");
    }

    #[test]
    fn commands_and_their_other_names() {
        check_first(
            &["apt-get", "apt", "RUN apt-get update", "/usr/bin/apt"],
            "commands/apt-get",
        );
        check_first(&["./gradlew build"], "commands/gradle");
        check_first(&["pip3", "pip install"], "commands/pip");
    }

    #[test]
    fn rules_by_any_of_their_codes() {
        check("dl3008", &["DL3008"]);
        check("stagenamecasing", &["StageNameCasing"]);
        check("DL4000", &["MaintainerDeprecated"]);
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
    fn everything_is_in_one_group() {
        let groups = all();
        let listed: Vec<&Entry> = groups.iter().flat_map(|group| &group.entries).collect();
        assert_eq!(listed.len(), SUBJECTS.len() + RULES.len());
        assert!(entries().iter().all(|entry| listed.contains(&entry)));
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
}
