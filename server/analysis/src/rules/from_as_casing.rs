use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "FromAsCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write `AS` in the same case as `FROM`.",
        fr: "Écrire `AS` dans la même casse que `FROM`.",
    },
    why: Text {
        en: "The image is the same either way: this is only about reading, as keywords of one case \
             are found at a glance. Write both in capitals, as most Dockerfiles do.",
        fr: "L'image est la même dans les deux cas\u{a0}: il ne s'agit que de lisibilité, car des \
             mots-clés de même casse se repèrent d'un coup d'œil. Écrivez les deux en majuscules, \
             comme dans la plupart des Dockerfile.",
    },
    example: Example {
        bad: "FROM golang:1.25 as build",
        good: "FROM golang:1.25 AS build",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not in the case of `{1}`. Write both alike.",
    fr: "`{0}` n'est pas dans la casse de `{1}`. Écrivez les deux de la même façon.",
};

const FIX: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Some(place) = keyword_as(view).filter(|_| !view.is_trigger) else {
        return;
    };
    let (from, written) = (&*view.written.text, &view.source[place.clone()]);
    let expected = match from {
        "FROM" => "AS",
        "from" => "as",
        // That it is odd itself is for another rule to say.
        _ => return,
    };
    if written != expected {
        let edit = TextEdit::replace(place.clone(), expected);
        let fix = Fix::safe(Message::new(FIX).with(expected), vec![edit]);
        let message = Message::new(MESSAGE).with(written).with(from);
        findings.add(place, message).fix(fix);
    }
}

/// The `AS` between image and name.
fn keyword_as(view: &InstructionView) -> Option<ByteRange> {
    let from = view.from()?;
    let start = from.image.as_ref()?.word.span.end as usize;
    as_between(view.source, start, from.name.as_ref()?.span.start as usize)
}

/// The last `as` of a piece of text: a comment may stand before it.
pub fn as_between(source: &str, start: usize, end: usize) -> Option<ByteRange> {
    let between = source.get(start..end)?;
    let last = between.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let at = last.len().checked_sub(2)?;
    last.get(at..)
        .filter(|word| word.eq_ignore_ascii_case("as"))?;
    Some(start + at..start + at + 2)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn as_is_written_like_from() {
        fires(&RULE, "FROM a ⟦as⟧ b\nfrom c ⟦AS⟧ d\nFROM e ⟦As⟧ f\n");
        fires(&RULE, "FROM a \\\n # as\n ⟦as⟧ \\\n b\n");
        silent(&RULE, "FROM a AS b\nfrom c as d\nFrom e as f\nFROM as\n");
        fixes(
            &RULE,
            "FROM --platform=$BUILDPLATFORM a as b\n",
            "FROM --platform=$BUILDPLATFORM a AS b\n",
        );
    }
}
