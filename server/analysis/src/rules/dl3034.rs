use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3034",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Let `zypper` work without questions.",
        fr: "Laisser `zypper` travailler sans poser de question.",
    },
    why: Text {
        en: "During a build, nobody can answer, and the instruction fails. `-y` after the \
             subcommand, or `--non-interactive` before it, makes `zypper` take the default answer.",
        fr: "Pendant une construction, personne ne peut répondre, et l'instruction échoue. Avec \
             `-y` après la sous-commande, ou `--non-interactive` avant elle, `zypper` prend la \
             réponse par défaut.",
    },
    example: Example {
        bad: "RUN zypper install curl",
        good: "RUN zypper install -y curl",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`zypper` asks whether to go on, and nobody can answer during a build. Add `-y`.",
    fr: "`zypper` demande s'il faut continuer, et personne ne peut répondre pendant une \
         construction. Ajoutez `-y`.",
};

const FIX: Text = Text {
    en: "Add `-y`",
    fr: "Ajouter `-y`",
};

const ASKING: [&str; 7] = [
    "install",
    "in",
    "remove",
    "rm",
    "source-install",
    "si",
    "patch",
];

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        let mut arguments = command.arguments.iter();
        let asking = arguments.find(|argument| ASKING.contains(&&*argument.text));
        let is_it = command.name == "zypper";
        let answers = command.has_any_flag(&["non-interactive", "n", "no-confirm", "y"]);
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
        fires(&RULE, "FROM a\nRUN zypper ⟦in⟧ b && zypper ⟦patch⟧\n");
        silent(
            &RULE,
            "FROM a\nRUN zypper -n in b && zypper install -y c && zypper --non-interactive rm d && zypper refresh\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN zypper in b\n",
            "FROM a\nRUN zypper in -y b\n",
        );
    }
}
