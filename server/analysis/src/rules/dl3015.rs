use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3015",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Install with `--no-install-recommends`.",
        fr: "Installer avec `--no-install-recommends`.",
    },
    why: Text {
        en: "`apt-get` also installs the packages that yours recommend, often useless in an image \
             and sometimes heavy. Without them, name what is needed after all: with `curl`, for \
             example, `ca-certificates` is only recommended, and HTTPS fails without it.",
        fr: "`apt-get` installe aussi les paquets que les vôtres recommandent, souvent inutiles \
             dans une image et parfois lourds. Sans eux, nommez ce qu'il faut malgré tout\u{a0}: \
             avec `curl`, par exemple, `ca-certificates` n'est que recommandé, et HTTPS échoue \
             sans lui.",
    },
    example: Example {
        bad: "RUN apt-get install -y git",
        good: "RUN apt-get install -y --no-install-recommends git",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`apt-get install` also installs the packages that yours recommend. Add \
         `--no-install-recommends`, and name what is needed after all.",
    fr: "`apt-get install` installe aussi les paquets que les vôtres recommandent. Ajoutez \
         `--no-install-recommends`, et nommez ceux qu'il vous faut malgré tout.",
};

const FIX: Text = Text {
    en: "Add `--no-install-recommends`",
    fr: "Ajouter `--no-install-recommends`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view
        .run()
        .iter()
        .filter(|command| command.name == "apt-get")
    {
        let leaves_out = command.has_flag("no-install-recommends")
            || command.has_argument("APT::Install-Recommends=false");
        let Some(install) = command.argument("install").filter(|_| !leaves_out) else {
            continue;
        };
        let edit = add_after(
            view.source,
            command,
            last_answer(command, install).span.end,
            "--no-install-recommends",
        );
        let finding = findings.add(install.span, MESSAGE);
        if is_settled(command) {
            finding.minor();
        }
        finding.fix(Fix::suggested(FIX, vec![edit]));
    }
}

/// The new option goes behind `install -y`, where people look for it.
fn last_answer<'a>(command: &'a ShellCommand, install: &'a Argument) -> &'a Argument {
    let mut words = command.arguments.iter();
    words.by_ref().find(|word| word.span == install.span);
    let is_answer = |word: &&Argument| {
        let letters = word.text.strip_prefix('-').unwrap_or_default();
        let is_short = !letters.is_empty() && letters.chars().all(|letter| "qy".contains(letter));
        is_short || matches!(letters, "-yes" | "-assume-yes" | "-quiet")
    };
    words.take_while(is_answer).last().unwrap_or(install)
}

/// `-o APT::Install-Recommends=0` says the same, or says that it is wanted.
fn is_settled(command: &ShellCommand) -> bool {
    let mut arguments = command.arguments.iter();
    arguments.any(|argument| {
        let text = argument.text.to_lowercase();
        text.contains("apt::install-recommends=") || text == "--install-recommends"
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn recommended_packages_stay_out() {
        fires(
            &RULE,
            "FROM a\nRUN apt-get update && apt-get -y ⟦install⟧ b\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN apt-get install --no-install-recommends b && apt-get -o APT::Install-Recommends=false install c\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN apt-get install -y b\n",
            "FROM a\nRUN apt-get install -y --no-install-recommends b\n",
        );
        let found = found_by(
            &RULE,
            "FROM a\nRUN apt-get -o APT::Install-Recommends=0 install b\n",
        );
        assert!(found[0].is_minor);
    }
}
