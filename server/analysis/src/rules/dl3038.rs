use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "DL3038",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `dnf install` the option `-y`.",
        fr: "Donner à `dnf install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can confirm: `dnf` gives up without an answer, and the build \
             fails. The rule covers `microdnf` too.",
        fr: "Pendant une construction, personne ne peut confirmer\u{a0}: `dnf` abandonne faute de \
             réponse, et la construction échoue. La règle vaut aussi pour `microdnf`.",
    },
    example: Example {
        bad: "RUN dnf install httpd",
        good: "RUN dnf install -y httpd",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`{0}` asks whether to go on, and nobody can answer during a build. Add `-y`.",
    fr: "`{0}` demande s'il faut continuer, et personne ne peut répondre pendant une construction. \
         Ajoutez `-y`.",
};

const FIX: Text = Text {
    en: "Add `-y`",
    fr: "Ajouter `-y`",
};

const ASKING: [&str; 3] = ["install", "groupinstall", "localinstall"];

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        let mut arguments = command.arguments.iter();
        let asking = arguments.find(|argument| ASKING.contains(&&*argument.text));
        let is_it = matches!(&*command.name, "dnf" | "microdnf");
        let answers = command.has_any_flag(&["y", "assumeyes"]);
        if let (Some(asking), true, false) = (asking, is_it, answers) {
            let edit = add_after(view.source, command, asking.span.end, "-y");
            findings
                .add(asking.span, Message::new(MESSAGE).with(&command.name))
                .fix(Fix::safe(FIX, vec![edit]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn an_install_must_not_ask() {
        fires(
            &RULE,
            "FROM a\nRUN dnf ⟦install⟧ b && microdnf -q ⟦install⟧ c\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN dnf -y install b && dnf install -yq c && dnf update\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN dnf install \\\n b\n",
            "FROM a\nRUN dnf install -y \\\n b\n",
        );
    }
}
