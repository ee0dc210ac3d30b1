use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::shell::{Interpreter, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3001",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Leave out commands that make no sense during a build.",
        fr: "Écarter les commandes qui n'ont pas de sens pendant une construction.",
    },
    why: Text {
        en: "Nothing that `RUN` starts outlives it: a program launched by `service` stops with the \
             instruction, and nobody is there to use `vim` or `top`. Start the program of the \
             container with `CMD`. A few uses are legitimate, such as `kill` after a test.",
        fr: "Rien de ce que `RUN` démarre ne lui survit\u{a0}: un programme lancé par `service` \
             s'arrête avec l'instruction, et personne n'est là pour utiliser `vim` ou `top`. \
             Lancez le programme du conteneur avec `CMD`. Quelques usages restent légitimes, comme \
             `kill` après un test.",
    },
    example: Example {
        bad: "RUN service nginx start",
        good: r#"CMD ["nginx", "-g", "daemon off;"]"#,
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is of no use during a build: nothing that it starts outlives this `RUN`, and nobody \
         sits at a terminal. Leave it out.",
    fr: "`{0}` ne sert à rien pendant une construction\u{a0}: rien de ce qu'il démarre ne survit à \
         ce `RUN`, et personne n'est devant un terminal. Supprimez-le.",
};

const USELESS: [&str; 9] = [
    "free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim",
];

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        if USELESS.contains(&&*command.name) {
            let message = Message::new(MESSAGE).with(&command.name);
            let finding = findings.add(command.name_span, message);
            // In PowerShell and cmd, the same names are those of other commands.
            if view.shell == Interpreter::Other || is_meant(command, view) {
                finding.minor();
            }
        }
    }
}

/// It ends what this RUN has started, or reaches the host that the RUN is given keys for.
fn is_meant(command: &ShellCommand, view: &InstructionView) -> bool {
    let mut arguments = command.arguments.iter();
    match &*command.name {
        "kill" => arguments.any(|argument| argument.text.contains(['$', '%'])),
        "ssh" => view.flags.iter().any(|flag| {
            flag.is_named("mount") && flag.option("type").is_some_and(|kind| &*kind.text == "ssh")
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, found_by, leaves, silent};
    use super::*;

    #[test]
    fn commands_for_people_are_found() {
        fires(
            &RULE,
            "FROM a\nRUN b && ⟦service⟧ c start; (⟦ps⟧ | d)\nONBUILD RUN ⟦top⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN systemctl b && ./service && echo ssh\nCMD top\n",
        );
        leaves(&RULE, "FROM a\nRUN vim b\n");
    }

    #[test]
    fn some_uses_are_meant() {
        let found = found_by(
            &RULE,
            "FROM a\nRUN b & kill $!; kill 1\nRUN --mount=type=ssh ssh c\n",
        );
        let minor: Vec<bool> = found.iter().map(|finding| finding.is_minor).collect();
        assert_eq!(minor, [true, false, true]);
    }
}
