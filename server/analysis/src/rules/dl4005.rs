use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL4005",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Change the shell with `SHELL`.",
        fr: "Changer de shell avec `SHELL`.",
    },
    why: Text {
        en: "With `ln`, every script of the image that starts with `#!/bin/sh` gets another shell, \
             which it was not written for. `SHELL` changes it only for the shell form of `RUN`, \
             `CMD` and `ENTRYPOINT`.",
        fr: "Avec `ln`, chaque script de l'image qui commence par `#!/bin/sh` reçoit un autre \
             shell, pour lequel il n'a pas été écrit. `SHELL` n'en change que pour la forme shell \
             de `RUN`, `CMD` et `ENTRYPOINT`.",
    },
    example: Example {
        bad: "RUN ln -sf /bin/bash /bin/sh",
        good: r#"SHELL ["/bin/bash", "-c"]"#,
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "This gives every script of the image another `/bin/sh`, which it was not written for. \
         Name the shell of the build with `SHELL`.",
    fr: "Chaque script de l'image reçoit ainsi un autre `/bin/sh`, pour lequel il n'a pas été \
         écrit. Nommez le shell de la construction avec `SHELL`.",
};

const FIX: Text = Text {
    en: "Replace this `RUN` with `SHELL`",
    fr: "Remplacer ce `RUN` par `SHELL`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run().iter().filter(|command| command.name == "ln") {
        let Some(link) = command.argument("/bin/sh") else {
            continue;
        };
        let finding = findings.add(link.span, MESSAGE);
        if let Some(edit) = shell_instruction(view, command) {
            finding.fix(Fix::suggested(Message::new(FIX), vec![edit]));
        }
    }
}

/// The whole RUN as a SHELL, where it does nothing but put another shell in the place of the first.
fn shell_instruction(view: &InstructionView, link: &ShellCommand) -> Option<TextEdit> {
    let parts = view.script()?.parts();
    let replaces = |command: &ShellCommand| {
        matches!(&*command.name, "ln" | "rm" | "mv") && command.has_argument("/bin/sh")
    };
    let does_nothing_else = view.flags.is_empty()
        && parts
            .iter()
            .all(|part| part.is_simple && !part.is_in_background)
        && view.run().len() == parts.len()
        && view.run().iter().all(replaces)
        && view
            .run()
            .iter()
            .filter(|command| command.name == "ln")
            .count()
            == 1;
    let target = link.words().find(|word| word.text != "/bin/sh")?;
    let shell = match target.text.as_str() {
        shell @ ("bash" | "dash" | "ash" | "ksh" | "zsh" | "mksh" | "busybox") => {
            format!("/bin/{shell}")
        }
        path if path.starts_with('/') && !path.contains(['$', '"', '\\', '*']) => path.to_owned(),
        _ => return None,
    };
    let range = view.written.span.start as usize..parts.last()?.end;
    let instruction = format!("SHELL [\"{shell}\", \"-c\"]");
    does_nothing_else.then(|| TextEdit::replace(range, instruction))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn another_shell_is_named_by_shell() {
        fires(&RULE, "FROM a\nRUN b && ln -sf /bin/bash ⟦/bin/sh⟧\n");
        silent(&RULE, "FROM a\nRUN ln -s /bin/sh2 b && rm /bin/sh\n");
        fixes(
            &RULE,
            "FROM a\nRUN rm /bin/sh && \\\n ln -s bash /bin/sh\n",
            "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\n",
        );
        leaves(
            &RULE,
            "FROM a\nRUN b && ln -s /bin/bash /bin/sh\nRUN ln -s $c /bin/sh\n",
        );
    }
}
