use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3062",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of programs installed with `go install`.",
        fr: "Fixer la version des programmes installés avec `go install`.",
    },
    why: Text {
        en: "With `@latest`, the newest version of the day is built: write `@` and a version \
             instead. Inside a module, `go install` without `@` takes the version that `go.mod` \
             pins: there the rule is wrong.",
        fr: "Avec `@latest`, c'est la version la plus récente du jour qui est construite\u{a0}: \
             écrivez plutôt `@` et une version. Dans un module, `go install` sans `@` prend la \
             version que fixe `go.mod`\u{a0}: là, la règle a tort.",
    },
    example: Example {
        bad: "RUN go install golang.org/x/tools/cmd/stringer@latest",
        good: "RUN go install golang.org/x/tools/cmd/stringer@v0.38.0",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after \
         `@`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après `@`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let commands = || view.run().iter().filter(|command| command.name == "go");
    // Where something is run, what is installed next to it goes unseen: so hadolint has it.
    let runs = commands().any(|command| run(command).next().is_some());
    for command in commands() {
        let packages: Vec<&Argument> = match runs {
            true => run(command).collect(),
            false => installed(command).collect(),
        };
        let loose: Vec<&Argument> = packages.into_iter().filter(|word| is_loose(word)).collect();
        pins::report(findings, 0, view.source, MESSAGE, &loose);
    }
}

/// What `go run` runs: what follows are its arguments.
fn run(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let is_run = command.has_argument("run");
    let words = command.words().take(2);
    words.filter(move |word| is_run && word.text != "run")
}

fn installed(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let is_install = command.has_argument("install") || command.has_argument("get");
    let words = command.words();
    words.filter(move |word| is_install && !matches!(&*word.text, "install" | "get" | "tool"))
}

fn is_loose(package: &Argument) -> bool {
    let text = &package.text;
    let is_local = text.starts_with(['.', '/']);
    let is_pinned = text.contains('@') && !text.ends_with("@latest") && !text.ends_with("@none");
    !is_local && !is_pinned
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn programs_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN go install ⟦b/c@latest⟧ d@v1 && go get -v ⟦e⟧\nRUN go run ⟦f⟧ g\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN go install . ./b /c d@v1 && go build e\nRUN go run ./f g\n",
        );
        leaves(&RULE, "FROM a\nRUN go install b\n");
    }
}
