use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;
use crate::nearest::nearest;

pub const RULE: Rule = Rule {
    code: "unknown-trigger",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write an instruction behind `ONBUILD`.",
        fr: "Écrire une instruction derrière `ONBUILD`.",
    },
    why: Text {
        en: "What stands behind `ONBUILD` is read only when another image builds on this one: this \
             build succeeds, and every later one fails.",
        fr: "Ce qui suit `ONBUILD` n'est lu que lorsqu'une autre image se construit à partir de \
             celle-ci\u{a0}: cette construction réussit, et toutes les suivantes échouent.",
    },
    example: Example {
        bad: "ONBUILD COPPY . /app",
        good: "ONBUILD COPY . /app",
    },
    check: Check::Instruction(check),
};

const UNKNOWN: Text = Text {
    en: "`{0}` is not an instruction: every build on this image will fail.",
    fr: "`{0}` n'est pas une instruction\u{a0}: toute construction à partir de cette image échouera.",
};

const MISTYPED: Text = Text {
    en: "`{0}` is not an instruction: every build on this image will fail. Did you mean `{1}`?",
    fr: "`{0}` n'est pas une instruction\u{a0}: toute construction à partir de cette image \
         échouera. Vouliez-vous dire `{1}`\u{a0}?",
};

const FIX: Text = Text {
    en: "Replace it with `{0}`",
    fr: "Remplacer par `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if !view.is_trigger || view.keyword != Keyword::Unknown {
        return;
    }
    let (span, written) = (view.written.span, &*view.written.text);
    let Some(meant) = nearest(written, Keyword::KNOWN.map(Keyword::name)) else {
        findings.add(span, Message::new(UNKNOWN).with(written));
        return;
    };
    let edit = TextEdit::replace(span.into(), meant);
    findings
        .add(span, Message::new(MISTYPED).with(written).with(meant))
        .fix(Fix::safe(Message::new(FIX).with(meant), vec![edit]));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn a_trigger_is_an_instruction() {
        fires(&RULE, "FROM a\nONBUILD ⟦COPPY⟧ b c\n");
        silent(&RULE, "FROM a\nONBUILD COPY b c\nCOPPY b c\n");
        fixes(&RULE, "FROM a\nONBUILD rnu b\n", "FROM a\nONBUILD RUN b\n");
        leaves(&RULE, "FROM a\nONBUILD XYZZY b\n");
    }
}
