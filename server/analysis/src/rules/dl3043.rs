use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;

pub const RULE: Rule = Rule {
    code: "DL3043",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Put no `ONBUILD`, `FROM` or `MAINTAINER` after `ONBUILD`.",
        fr: "Ne mettre ni `ONBUILD`, ni `FROM`, ni `MAINTAINER` après `ONBUILD`.",
    },
    why: Text {
        en: "What follows `ONBUILD` runs inside a stage of another Dockerfile, where these three \
             have no place: BuildKit refuses them, and the build fails. Write the instruction that \
             is to run there.",
        fr: "Ce qui suit `ONBUILD` s'exécute dans une étape d'un autre Dockerfile, où ces trois-là \
             n'ont pas leur place\u{a0}: BuildKit les refuse, et la construction échoue. Écrivez \
             l'instruction qui doit s'exécuter là-bas.",
    },
    example: Example {
        bad: "ONBUILD ONBUILD RUN make",
        good: "ONBUILD RUN make",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`ONBUILD` cannot keep `{0}` for the next build. Write an instruction that can run there.",
    fr: "`ONBUILD` ne peut pas garder `{0}` pour la construction suivante. Écrivez une instruction \
         qui puisse s'y exécuter.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let is_refused = matches!(
        view.keyword,
        Keyword::Onbuild | Keyword::From | Keyword::Maintainer
    );
    if view.is_trigger && is_refused {
        let message = Message::new(MESSAGE).with(view.keyword.name());
        findings.add(view.written.span, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn some_instructions_cannot_wait() {
        fires(
            &RULE,
            "FROM a\nONBUILD ⟦FROM⟧ b\nONBUILD ⟦maintainer⟧ c\nONBUILD ⟦ONBUILD⟧ RUN d\n",
        );
        silent(&RULE, "FROM a\nMAINTAINER b\nONBUILD RUN c\n");
        leaves(&RULE, "FROM a\nONBUILD ONBUILD RUN b\n");
    }
}
