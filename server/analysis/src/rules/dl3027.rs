use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3027",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Use `apt-get` instead of `apt`.",
        fr: "Utiliser `apt-get` plutôt qu'`apt`.",
    },
    why: Text {
        en: "`apt` is made for people at a terminal: it warns itself that its interface may \
             change, and a script then breaks. To install, `apt-get` takes the same arguments and \
             stays stable; to search, there is `apt-cache`.",
        fr: "`apt` est fait pour une personne devant un terminal\u{a0}: il avertit lui-même que \
             son interface peut changer, et un script casse alors. Pour installer, `apt-get` prend \
             les mêmes arguments et reste stable\u{a0}; pour chercher, il y a `apt-cache`.",
    },
    example: Example {
        bad: "RUN apt install -y curl",
        good: "RUN apt-get install -y curl",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`apt` is meant for a person at a terminal, and its interface may change. In a script, use \
         `apt-get` or `apt-cache`.",
    fr: "`apt` est fait pour une personne devant un terminal, et son interface peut changer. Dans \
         un script, utilisez `apt-get` ou `apt-cache`.",
};

const FIX: Text = Text {
    en: "Replace `apt` with `{0}`",
    fr: "Remplacer `apt` par `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run().iter().filter(|command| command.name == "apt") {
        let finding = findings.add(command.name_span, MESSAGE);
        if let Some((program, renamed)) = replacement(command) {
            let mut edits = vec![TextEdit::replace(command.name_span.into(), program)];
            edits.extend(renamed);
            finding.fix(Fix::safe(Message::new(FIX).with(program), edits));
        }
    }
}

/// The program that does the same; one of its subcommands has another name.
fn replacement(command: &ShellCommand) -> Option<(&'static str, Option<TextEdit>)> {
    let subcommand = command
        .words_without_values_of(&["o", "option", "t", "target-release", "c", "a"])
        .next()?;
    match subcommand.text.as_str() {
        "install" | "reinstall" | "remove" | "purge" | "update" | "upgrade" | "dist-upgrade"
        | "autoremove" | "autopurge" | "autoclean" | "clean" | "source" | "build-dep"
        | "download" | "changelog" | "satisfy" => Some(("apt-get", None)),
        "full-upgrade" => {
            let edit = TextEdit::replace(subcommand.span.into(), "dist-upgrade");
            (!command.is_json).then_some(("apt-get", Some(edit)))
        }
        "search" | "show" | "policy" | "depends" | "rdepends" | "madison" | "pkgnames"
        | "showpkg" => Some(("apt-cache", None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn apt_is_for_people() {
        fires(&RULE, "FROM a\nRUN ⟦apt⟧ update && ⟦apt⟧ install b\n");
        silent(
            &RULE,
            "FROM a\nRUN apt-get update && cat /etc/apt && echo apt\n",
        );
    }

    #[test]
    fn another_program_does_the_same() {
        fixes(
            &RULE,
            "FROM a\nRUN apt -y install b\n",
            "FROM a\nRUN apt-get -y install b\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN apt -o A=b full-upgrade\n",
            "FROM a\nRUN apt-get -o A=b dist-upgrade\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN apt show b\n",
            "FROM a\nRUN apt-cache show b\n",
        );
        leaves(&RULE, "FROM a\nRUN apt list && apt $b && apt --version\n");
    }
}
