use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3030",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `yum install` the option `-y`.",
        fr: "Donner à `yum install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can answer: `yum` asks whether to install, takes the silence \
             for a no, and the build fails.",
        fr: "Pendant une construction, personne ne peut répondre\u{a0}: `yum` demande s'il faut \
             installer, prend le silence pour un refus, et la construction échoue.",
    },
    example: Example {
        bad: "RUN yum install httpd",
        good: "RUN yum install -y httpd",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`yum` asks whether to go on, and nobody can answer during a build. Add `-y`.",
    fr: "`yum` demande s'il faut continuer, et personne ne peut répondre pendant une construction. \
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
        let is_it = command.name == "yum";
        let answers = command.has_any_flag(&["y", "assumeyes"]);
        if let (Some(asking), true, false) = (asking, is_it, answers) {
            let edit = add_after(view.source, command, asking.span.end, "-y");
            findings
                .add(asking.span, MESSAGE)
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
            "FROM a\nRUN yum ⟦install⟧ b && yum -q ⟦groupinstall⟧ c\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN yum -y install b && yum install -yq c && yum --assumeyes localinstall d && yum update\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN yum install \\\n b\n",
            "FROM a\nRUN yum install -y \\\n b\n",
        );
    }
}
