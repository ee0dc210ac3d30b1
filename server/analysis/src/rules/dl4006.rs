use super::runs::run;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Body, Command, Keyword, Keywords, Located, json_text};
use crate::shell::{Commands, Pipe};

pub const RULE: Rule = Rule {
    code: "DL4006",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Set `pipefail` before a `RUN` with a pipe.",
        fr: "Activer `pipefail` avant un `RUN` qui contient un tube (pipe).",
    },
    why: Text {
        en: "The shell only looks at the last command of a pipe: if `curl` fails and `sort` gets \
             nothing, the build goes on with an empty file. `SHELL` with `-o pipefail` makes it \
             fail, with `bash`, or with `ash` on Alpine. A command that stops reading early, such \
             as `head`, can then make a sound pipe fail too.",
        fr: "Le shell ne regarde que la dernière commande d'un tube\u{a0}: si `curl` échoue et que \
             `sort` ne reçoit rien, la construction continue avec un fichier vide. `SHELL` avec \
             `-o pipefail` la fait échouer, avec `bash`, ou avec `ash` sur Alpine. Une commande \
             qui cesse tôt de lire, comme `head`, peut alors faire échouer aussi un tube sain.",
    },
    example: Example {
        bad: "RUN curl -fsSL https://example.com/list.txt | sort > /list.txt",
        good: r#"
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/list.txt | sort > /list.txt
"#,
    },
    check: Check::File(Keywords::of(&[Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "If a command before the `|` fails, the build goes on as if nothing had happened. Set `-o \
         pipefail` with `SHELL` before this `RUN`.",
    fr: "Si une commande placée avant le `|` échoue, la construction continue comme si de rien \
         n'était. Activez `-o pipefail` avec `SHELL` avant ce `RUN`.",
};

const INSERT: Text = Text {
    en: "Set `pipefail` with `SHELL` for this `RUN` and what follows",
    fr: "Activer `pipefail` avec `SHELL` pour ce `RUN` et la suite",
};

const EXTEND: Text = Text {
    en: "Set `pipefail` in the `SHELL` above",
    fr: "Activer `pipefail` dans le `SHELL` au-dessus",
};

const BASH: &str = r#"SHELL ["/bin/bash", "-o", "pipefail", "-c"]"#;
const ASH: &str = r#"SHELL ["/bin/ash", "-eo", "pipefail", "-c"]"#;

fn check(file: &FileView, findings: &mut Findings) {
    // What a stage hands on: whether its shell has pipefail, and which one can have it.
    let mut ends: Vec<(bool, Option<&'static str>)> = Vec::new();
    for index in 0..file.stages.len() {
        let base = file.evaluation().base_stage(index);
        let base = base.and_then(|base| ends.get(base).copied());
        let (inherited, known) = base.unwrap_or_else(|| (false, shell_of_base(file, index)));
        let stage = file.stage(index);
        let mut shell: Option<Located> = None;
        let mut is_set = false;
        for located in stage.instructions.iter().copied() {
            match located.instruction.keyword {
                Keyword::Shell => {
                    shell = Some(located);
                    is_set = sets_pipefail(&located);
                }
                Keyword::Run if !is_set => {
                    let Some(run) = run(stage, located) else {
                        continue;
                    };
                    let pipes = run
                        .commands
                        .script()
                        .map_or(&[][..], |script| script.pipes());
                    let Some(first) = pipes.first() else {
                        continue;
                    };
                    let range = located.start + first.start..located.start + first.end;
                    let finding = findings.add(range, MESSAGE);
                    if (shell.is_none() && inherited) || is_harmless(&run.commands, pipes) {
                        finding.minor();
                    }
                    let fix = match shell {
                        Some(shell) => extend(&shell),
                        None => known.map(|known| {
                            let edit = TextEdit::insert(located.start, format!("{known}\n"));
                            Fix::suggested(INSERT, vec![edit])
                        }),
                    };
                    finding.fixes.extend(fix);
                }
                _ => {}
            }
        }
        ends.push((is_set || (shell.is_none() && inherited), known));
    }
}

/// The SHELL with pipefail that an image can have, if its name tells: Alpine and BusyBox have no
/// bash, and most others do.
fn shell_of_base(file: &FileView, stage: usize) -> Option<&'static str> {
    let name = file.evaluation().base_name(stage).to_lowercase();
    let has = |word: &str| name.contains(word);
    match () {
        () if name.is_empty() || name == "scratch" || has("$") || has("distroless") => None,
        () if has("windows") || has("nanoserver") => None,
        () if has("alpine") || has("busybox") => Some(ASH),
        () => Some(BASH),
    }
}

/// The words of a SHELL.
fn words(shell: &Located) -> Vec<String> {
    match &shell.instruction.body {
        Body::Command(Some(Command::Exec { arguments, .. })) => {
            arguments.iter().map(|word| json_text(&word.text)).collect()
        }
        Body::Command(Some(Command::Shell { text, .. })) => {
            text.split_whitespace().map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

fn sets_pipefail(shell: &Located) -> bool {
    let words = words(shell);
    let Some((program, rest)) = words.split_first() else {
        return false;
    };
    if ["pwsh", "powershell", "cmd"]
        .iter()
        .any(|other| program.starts_with(other))
    {
        return true;
    }
    let is_option =
        |word: &String| word.starts_with('-') && !word.starts_with("--") && word.contains('o');
    has_pipefail(program)
        && rest.iter().any(is_option)
        && rest.iter().any(|word| word == "pipefail")
}

fn has_pipefail(program: &str) -> bool {
    matches!(program.rsplit('/').next(), Some("bash" | "zsh" | "ash"))
}

/// Puts the option before the `-c` of a SHELL.
fn extend(shell: &Located) -> Option<Fix> {
    let Body::Command(Some(Command::Exec { arguments, .. })) = &shell.instruction.body else {
        return None;
    };
    let (program, rest) = arguments.split_first()?;
    let flag = rest.iter().find(|word| &*word.text == "\"-c\"")?;
    let edit = TextEdit::insert(shell.at(flag.span).start, r#""-o", "pipefail", "#);
    has_pipefail(&json_text(&program.text)).then(|| Fix::suggested(EXTEND, vec![edit]))
}

/// The script sets the option itself, or what writes into its pipes cannot fail.
fn is_harmless(commands: &Commands, pipes: &[Pipe]) -> bool {
    let sets_itself = commands.iter().any(|command| {
        command.name == "set" && command.has_flag("o") && command.has_argument("pipefail")
    });
    let cannot_fail = |pipe: &Pipe| {
        let (start, end) = pipe.source;
        let mut within = commands.iter().filter(|command| {
            let at = command.span.start as usize;
            start <= at && at < end
        });
        within.clone().next().is_some()
            && within.all(|command| matches!(&*command.name, "echo" | "printf" | "yes" | "true"))
    };
    sets_itself || pipes.iter().all(cannot_fail)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, leaves, silent};
    use super::*;

    #[test]
    fn a_failure_before_a_pipe_counts() {
        fires(
            &RULE,
            "FROM a\nRUN b ⟦|⟧ c | d\nRUN e $(f ⟦|⟧ g)\nRUN h || i\n",
        );
        silent(
            &RULE,
            "FROM a\nSHELL [\"/usr/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN b | c\nONBUILD RUN d | e\n",
        );
        fires(
            &RULE,
            "FROM a\nSHELL [\"bash\", \"-o\", \"pipefail\", \"-c\"]\nSHELL [\"sh\", \"-c\"]\nRUN b ⟦|⟧ c\nFROM d\nRUN e ⟦|⟧ f\n",
        );
    }

    #[test]
    fn the_shell_gets_the_option() {
        fixes(
            &RULE,
            "FROM debian\n\nRUN b | c\n",
            "FROM debian\n\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN b | c\n",
        );
        fixes(
            &RULE,
            "FROM python:3-alpine AS a\nFROM a\nRUN b | c\n",
            "FROM python:3-alpine AS a\nFROM a\nSHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN b | c\n",
        );
        fixes(
            &RULE,
            "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN b | c\n",
            "FROM a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN b | c\n",
        );
        leaves(&RULE, "FROM scratch\nRUN a | b\n");
        leaves(&RULE, "FROM a\nSHELL [\"/bin/sh\", \"-c\"]\nRUN b | c\n");
    }

    #[test]
    fn some_pipes_are_harmless() {
        let found = found_by(
            &RULE,
            "FROM a\nRUN echo b | c\nRUN set -o pipefail; d | e\nRUN echo f | g | h\n",
        );
        let minor: Vec<bool> = found.iter().map(|finding| finding.is_minor).collect();
        assert_eq!(minor, [true, true, false]);
        let text =
            "FROM a AS b\nSHELL [\"ash\", \"-o\", \"pipefail\", \"-c\"]\nFROM b\nRUN c | d\n";
        assert!(found_by(&RULE, text)[0].is_minor);
    }
}
