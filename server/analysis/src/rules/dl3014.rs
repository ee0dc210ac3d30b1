use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3014",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `apt-get install` the option `-y`.",
        fr: "Donner à `apt-get install` l'option `-y`.",
    },
    why: Text {
        en: "During a build, nobody can answer: `apt-get` asks whether to go on, gets no answer \
             and stops, and the build fails.",
        fr: "Pendant une construction, personne ne peut répondre\u{a0}: `apt-get` demande s'il \
             faut continuer, n'obtient pas de réponse et s'arrête, et la construction échoue.",
    },
    example: Example {
        bad: "RUN apt-get install curl",
        good: "RUN apt-get install -y curl",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`apt-get install` asks whether to go on, and nobody can answer during a build. Add `-y`.",
    fr: "`apt-get install` demande s'il faut continuer, et personne ne peut répondre pendant une \
         construction. Ajoutez `-y`.",
};

const FIX: Text = Text {
    en: "Add `-y`",
    fr: "Ajouter `-y`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        let Some(install) = command.argument("install") else {
            continue;
        };
        let is_quiet = command.flags().filter(|flag| *flag == "q").count() > 1;
        let answers = command.has_any_flag(&["y", "yes", "assume-yes", "qq"])
            || command.has_argument("-q=2")
            || is_quiet;
        if command.name == "apt-get" && !answers {
            let edit = TextEdit::insert(install.span.end as usize, " -y");
            findings
                .add(install.span, MESSAGE)
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
        fires(&RULE, "FROM a\nRUN apt-get update && apt-get ⟦install⟧ b\n");
        silent(
            &RULE,
            "FROM a\nRUN apt-get install -qy b\nRUN apt-get -yq install b\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN apt-get install -qq b\nRUN apt-get -q -q install b\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN apt-get update \\\n && apt-get install \\\n b\n",
            "FROM a\nRUN apt-get update \\\n && apt-get install -y \\\n b\n",
        );
    }
}
