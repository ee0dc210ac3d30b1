use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
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
        let is_twice = |flag: &str| command.flags().filter(|own| *own == flag).count() == 2;
        let answers = command.has_any_flag(&["y", "yes", "assume-yes", "qq"])
            || command.has_argument("-q=2")
            || is_twice("q")
            || is_twice("quiet");
        if command.name == "apt-get" && !answers {
            let edit = add_after(view.source, command, install.span.end, "-y");
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
        fixes(
            &RULE,
            "FROM a\nRUN [\"apt-get\", \"install\", \"b\"]\n",
            "FROM a\nRUN [\"apt-get\", \"install\", \"-y\", \"b\"]\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN [\"sh\", \"-c\", \"apt-get install\"]\n",
            "FROM a\nRUN [\"sh\", \"-c\", \"apt-get install -y\"]\n",
        );
    }
}
