use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "MultipleInstructionsDisallowed",
    also: &["DL3012", "DL4003", "DL4004"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write `CMD`, `ENTRYPOINT` and `HEALTHCHECK` once per stage at most.",
        fr: "Écrire `CMD`, `ENTRYPOINT` et `HEALTHCHECK` une fois au plus par étape.",
    },
    why: Text {
        en: "Only the last one of each kind counts: the earlier ones have no effect, and what they \
             say misleads the reader. Keep the one that is meant; to start two programs, write a \
             script.",
        fr: "Seule la dernière de chaque sorte compte\u{a0}: les précédentes n'ont aucun effet, et \
             ce qu'elles disent induit en erreur. Gardez celle qui est voulue\u{a0}; pour lancer \
             deux programmes, écrivez un script.",
    },
    example: Example {
        bad: r#"
CMD ["python", "setup.py"]
CMD ["python", "main.py"]
"#,
        good: r#"CMD ["python", "main.py"]"#,
    },
    check: Check::Stage(
        Keywords::of(&[Keyword::Cmd, Keyword::Entrypoint, Keyword::Healthcheck]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "Only the last `{0}` of a stage counts, so this one has no effect. Keep the one you mean.",
    fr: "Seul le dernier `{0}` d'une étape compte\u{a0}: celui-ci n'a aucun effet. Gardez celui que \
         vous voulez.",
};

const AGAIN: Text = Text {
    en: "There is a `{0}` above already, which this one replaces.",
    fr: "Il y a déjà un `{0}` plus haut, que celui-ci remplace.",
};

const LAST: Text = Text {
    en: "this one counts",
    fr: "c'est celui-ci qui compte",
};

const FIRST: Text = Text {
    en: "the first one",
    fr: "le premier",
};

const FIX: Text = Text {
    en: "Remove this `{0}`",
    fr: "Supprimer ce `{0}`",
};

const ONCE: [(Keyword, &[&str]); 3] = [
    (Keyword::Cmd, &["DL4003"]),
    (Keyword::Entrypoint, &["DL4004"]),
    (Keyword::Healthcheck, &["DL3012"]),
];

fn check(stage: &StageView, findings: &mut Findings) {
    for (keyword, twin) in ONCE {
        let all: Vec<_> = stage.of(keyword).collect();
        let Some((last, earlier)) = all.split_last() else {
            continue;
        };
        let message = |text| Message::new(text).with(keyword.name());
        for (index, located) in earlier.iter().enumerate() {
            let edit = TextEdit::delete(stage.lines_of(located));
            let place = located.at(located.instruction.written.span);
            let finding = findings.add(place, message(MESSAGE));
            finding
                .related(last.at(last.instruction.written.span), LAST)
                .fix(Fix::safe(message(FIX), vec![edit]));
            // hadolint reports all but the first, BuildKit all but the last.
            finding.also(if index == 0 { &[] } else { twin });
        }
        if let (Some(first), Some(code)) = (earlier.first(), twin.first()) {
            let place = last.at(last.instruction.written.span);
            let finding = findings.add(place, message(AGAIN));
            finding
                .only_as(code)
                .minor()
                .related(first.at(first.instruction.written.span), FIRST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn only_the_last_of_a_stage_counts() {
        fires(
            &RULE,
            "FROM a\n⟦CMD⟧ b\n⟦cmd⟧ c\n⟦CMD⟧ d\nENTRYPOINT e\nFROM f\nCMD g\n",
        );
        silent(&RULE, "FROM a\nCMD b\nONBUILD CMD c\n");
        fixes(
            &RULE,
            "FROM a\n  CMD b \\\n c\n# d\nCMD e\n",
            "FROM a\n# d\nCMD e\n",
        );
    }

    #[test]
    fn each_tool_reports_another_end() {
        let found = found_by(&RULE, "FROM a\nCMD b\nCMD c\nCMD d\n");
        let codes = found
            .iter()
            .map(|found| (found.code, found.also, found.is_minor));
        let own = RULE.code;
        assert_eq!(
            codes.collect::<Vec<_>>(),
            [
                (own, &[][..], false),
                (own, &["DL4003"][..], false),
                ("DL4003", &[][..], true)
            ]
        );
    }
}
