use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3028",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `gem`.",
        fr: "Fixer la version des paquets installés avec `gem`.",
    },
    why: Text {
        en: "Without a version, `gem install` takes the newest one of the day. Add `:` and a \
             version, or `--version`; for a project, `bundle install` follows `Gemfile.lock`.",
        fr: "Sans version, `gem install` prend la plus récente du jour. Ajoutez `:` et une \
             version, ou `--version`\u{a0}; pour un projet, `bundle install` suit `Gemfile.lock`.",
    },
    example: Example {
        bad: "RUN gem install rake",
        good: "RUN gem install rake:13.3.0",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after \
         `:`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après `:`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        if command.name == "gem" && is_install(command) {
            let loose: Vec<&Argument> = gems(command)
                .filter(|gem| !gem.text.contains(':'))
                .collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

/// It installs something, and says no version for all of it.
fn is_install(command: &ShellCommand) -> bool {
    let installs = command.has_argument("install") || command.has_argument("i");
    let is_version = |argument: &Argument| {
        matches!(&*argument.text, "-v" | "--version") || argument.text.starts_with("--version=")
    };
    installs && !command.arguments.iter().any(is_version)
}

/// What stands before `--`, without flags and the word after each: it may be a value.
fn gems(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let mut own = command
        .arguments
        .iter()
        .take_while(|argument| argument.text != "--");
    std::iter::from_fn(move || {
        loop {
            let argument = own.next()?;
            if argument.text.starts_with('-') {
                own.next();
            } else if !matches!(&*argument.text, "install" | "i") {
                return Some(argument);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn gems_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN gem install ⟦b⟧ c:1 && gem i -N d ⟦e⟧ -- f\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN gem install b -v 1 && gem install --version=2 c && gem list d\n",
        );
        leaves(&RULE, "FROM a\nRUN gem install b\n");
    }
}
