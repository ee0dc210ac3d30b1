//! The ways in which a word can be read: as the line of a Dockerfile that it was copied from, or as
//! a name.

use super::names::{named, of_kind};
use crate::docs::{Kind, SUBJECTS, Subject};

type Subjects = Vec<&'static Subject>;

const READINGS: [fn(&str) -> Subjects; 12] = [
    path, comment, flag, heredoc, variable, equation, port, signal, array, program, named, phrase,
];

/// What each reading finds, that of a mark before that of a name.
pub fn subjects(word: &str) -> impl Iterator<Item = &'static Subject> {
    READINGS.iter().flat_map(move |reading| reading(word))
}

/// `values/user`, for what has no word to itself.
fn path(word: &str) -> Subjects {
    let Some((folder, name)) = word.split_once('/') else {
        return Vec::new();
    };
    let is_it = |subject: &&Subject| subject.folder == folder && subject.name == name;
    SUBJECTS.iter().filter(is_it).collect()
}

/// `# syntax=docker/dockerfile:1`, `# hadolint ignore=DL3008`, `# anything`.
fn comment(word: &str) -> Subjects {
    let Some(text) = word.strip_prefix('#') else {
        return Vec::new();
    };
    // A prefix is cut off with two of these.
    if text.starts_with('#') {
        return Vec::new();
    }
    let words = text.split([' ', '=']).filter(|word| !word.is_empty());
    let first = words.take(1).flat_map(named);
    let known = first.filter(|subject| {
        let names_rules = (subject.kind, subject.name) == (Kind::Topic, "ignore-comment");
        names_rules || subject.kind == Kind::Directive
    });
    known.chain(of_kind(Kind::Topic, "comment")).collect()
}

/// `--chown=node:node`, `--mount=type=cache,target=/root/.cache`.
fn flag(word: &str) -> Subjects {
    let Some(flag) = word.strip_prefix("--") else {
        return Vec::new();
    };
    let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
    let kind = mount_type(value).filter(|_| name == "mount");
    kind.into_iter().chain(of_kind(Kind::Flag, name)).collect()
}

/// Of the value of a mount flag.
fn mount_type(options: &str) -> Option<&'static Subject> {
    let mut options = options.split(',').filter_map(|each| each.split_once('='));
    let (_, kind) = options.find(|(key, _)| key.eq_ignore_ascii_case("type"))?;
    of_kind(Kind::Mount, kind)
}

/// `<<EOF`, `<<-EOF`, `<<"EOF"`.
fn heredoc(word: &str) -> Subjects {
    let Some(marker) = word.strip_prefix("<<") else {
        return Vec::new();
    };
    let quoted = marker.contains(['"', '\'', '\\']);
    let chomps = marker.starts_with('-');
    let names = [
        quoted.then_some("heredoc-quoted"),
        chomps.then_some("heredoc-tabs"),
        Some("heredoc"),
    ];
    let names = names.into_iter().flatten();
    names
        .filter_map(|name| of_kind(Kind::Topic, name))
        .collect()
}

/// `$TARGETARCH`, `${TARGETARCH}`, `${VERSION:-1.0}`.
fn variable(word: &str) -> Subjects {
    let Some(variable) = word.strip_prefix('$') else {
        return Vec::new();
    };
    let variable = variable.trim_start_matches('{').trim_end_matches('}');
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = variable.split(|letter| !is_name(letter)).next();
    let name = name.unwrap_or_default();
    let operator = &variable[name.len()..];
    let is_operator = |length: &usize| operator.get(..*length).is_some();
    let modifier = [2, 1].into_iter().filter(is_operator);
    let modifier = modifier.filter_map(|length| of_kind(Kind::Modifier, &operator[..length]));
    modifier
        .take(1)
        .chain(of_kind(Kind::Argument, name))
        .chain(of_kind(Kind::Topic, "variable"))
        .collect()
}

/// `type=cache`, `target=/x`, `syntax=docker/dockerfile:1`, `BUILDKIT_SYNTAX=…`.
fn equation(word: &str) -> Subjects {
    let Some((name, _)) = word.split_once('=') else {
        return Vec::new();
    };
    let likeliest = [Kind::Directive, Kind::MountOption];
    let likeliest = likeliest.into_iter().filter_map(|kind| of_kind(kind, name));
    mount_type(word)
        .into_iter()
        .chain(likeliest)
        .chain(named(name))
        .collect()
}

/// `8080`, `8000-8010`, `53/udp`.
fn port(word: &str) -> Subjects {
    let (ports, protocol) = word.split_once('/').unwrap_or((word, ""));
    let mut ends = ports.split('-');
    let is_port = |end: &str| end.parse::<u16>().is_ok();
    if !ends.all(is_port) {
        return Vec::new();
    }
    let port = of_kind(Kind::Value, "port");
    let protocol = of_kind(Kind::Value, protocol);
    port.into_iter().chain(protocol).collect()
}

/// `SIGTERM`, `SIGRTMIN+3`.
fn signal(word: &str) -> Subjects {
    let start = word.get(..3).filter(|_| word.len() > 3);
    let is_signal = start.is_some_and(|start| start.eq_ignore_ascii_case("SIG"));
    let signal = of_kind(Kind::Value, "signal");
    signal.filter(|_| is_signal).into_iter().collect()
}

/// `["nginx", "-g"]`.
fn array(word: &str) -> Subjects {
    let form = of_kind(Kind::Topic, "exec-form");
    form.filter(|_| word.starts_with('[')).into_iter().collect()
}

/// `/usr/bin/apt-get`, `./gradlew`.
fn program(word: &str) -> Subjects {
    let name = word.rsplit_once('/').map(|(_, name)| name);
    let command = name.and_then(|name| of_kind(Kind::Command, name));
    command.into_iter().collect()
}

/// `COPY --from=build`, `apt-get install curl`: what stands behind an instruction says more than it.
fn phrase(word: &str) -> Subjects {
    let Some((first, rest)) = word.split_once(char::is_whitespace) else {
        return Vec::new();
    };
    let mut firsts = subjects(first).filter(|subject| match subject.kind {
        Kind::Instruction | Kind::Command => true,
        Kind::Topic => subject.name == "stage",
        _ => false,
    });
    let Some(first) = firsts.next() else {
        return Vec::new();
    };
    if first.kind != Kind::Instruction {
        return vec![first];
    }
    let rest = rest.trim();
    let mut found: Subjects = subjects(rest).collect();
    // A flag that does not exist is not explained by its instruction.
    if !found.is_empty() || !rest.starts_with("--") {
        found.push(first);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        let path = |subject: &'static Subject| format!("{}/{}", subject.folder, subject.name);
        let mut found = Vec::new();
        for subject in subjects(word).map(path) {
            if !found.contains(&subject) {
                found.push(subject);
            }
        }
        assert_eq!(found, expected, "{word}");
    }

    #[track_caller]
    fn check_first(words: &[&str], expected: &str) {
        for word in words {
            let first = subjects(word)
                .next()
                .map(|subject| (subject.folder, subject.name));
            assert_eq!(first, expected.split_once('/'), "{word}");
        }
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
    fn assignments_by_their_name() {
        check_first(&["target=/x", "dst=/x"], "mount-options/target");
        check_first(&["readonly=true", "ro=true"], "mount-options/readonly");
        check(
            "from=build",
            &["mount-options/from", "instructions/from", "flags/from"],
        );
        check_first(&["env=TOKEN"], "mount-options/env");
        check_first(&["BUILDKIT_SYNTAX=x"], "arguments/BUILDKIT_SYNTAX");
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
    fn commands_and_their_other_names() {
        check_first(
            &["apt-get", "apt", "RUN apt-get update", "/usr/bin/apt"],
            "commands/apt-get",
        );
        check_first(&["./gradlew build"], "commands/gradle");
        check_first(&["pip3", "pip install"], "commands/pip");
    }
}
