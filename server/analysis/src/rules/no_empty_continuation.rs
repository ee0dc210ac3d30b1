use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "NoEmptyContinuation",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Leave no blank line inside an instruction.",
        fr: "Ne pas laisser de ligne vide dans une instruction.",
    },
    why: Text {
        en: "After a backslash, a blank line does not end the instruction: BuildKit skips it today \
             and announces that it will refuse it one day, and the next line is easily read as a \
             new instruction. Delete the blank line, or put a comment in its place.",
        fr: "Après une barre oblique inverse, une ligne vide ne termine pas l'instruction\u{a0}: \
             BuildKit la saute aujourd'hui et annonce qu'il la refusera un jour, et la ligne \
             suivante passe facilement pour une nouvelle instruction. Supprimez la ligne vide, ou \
             mettez un commentaire à sa place.",
    },
    example: Example {
        bad: r"
RUN make \

 && make install
",
        good: r"
RUN make \
 && make install
",
    },
    check: Check::Elsewhere,
};
