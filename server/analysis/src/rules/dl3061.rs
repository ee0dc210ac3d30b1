use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;

pub const RULE: Rule = Rule {
    code: "DL3061",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Begin with `FROM`, or with `ARG` before it.",
        fr: "Commencer par `FROM`, ou par un `ARG` placé avant.",
    },
    why: Text {
        en: "All other instructions work on an image, and before the first `FROM` there is none \
             yet: the build fails. Move the instruction below `FROM`.",
        fr: "Toutes les autres instructions travaillent sur une image, et avant le premier `FROM` \
             il n'y en a pas encore\u{a0}: la construction échoue. Déplacez l'instruction sous \
             `FROM`.",
    },
    example: Example {
        bad: "
WORKDIR /app
FROM debian:12
",
        good: "
FROM debian:12
WORKDIR /app
",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "Before the first `FROM`, there is no image yet that `{0}` could work on. Move it below \
         `FROM`.",
    fr: "Avant le premier `FROM`, il n'y a pas encore d'image sur laquelle `{0}` puisse \
         travailler. Déplacez cette instruction sous `FROM`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if view.is_global && !view.is_trigger && view.keyword != Keyword::Arg {
        let message = Message::new(MESSAGE).with(&view.written.text);
        findings.add(view.written.span, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn all_begins_with_from() {
        fires(&RULE, "ARG A\n⟦RUN⟧ b\n⟦ONBUILD⟧ RUN c\nFROM d\nRUN e\n");
        silent(&RULE, "# a\nARG B\nFROM c\nRUN d\n");
        leaves(&RULE, "RUN a\nFROM b\n");
    }
}
