use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, Tag};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "unreachable-stage",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: Some(Tag::Unnecessary),
    title: Text {
        en: "Remove a stage that nothing needs.",
        fr: "Supprimer une étape dont rien n'a besoin.",
    },
    why: Text {
        en: "BuildKit builds the last stage and what it needs: the stages it starts from, copies \
             from or mounts. Any other is skipped, unless `docker build --target` asks for it; what \
             fails in it goes unseen.",
        fr: "BuildKit construit la dernière étape et ce dont elle a besoin\u{a0}: les étapes dont \
             elle part, copie ou monte des fichiers. Toute autre est sautée, sauf si `docker build \
             --target` la demande\u{a0}; ce qui y échoue passe inaperçu.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS test
FROM debian:12
",
        good: "FROM debian:12",
    },
    check: Check::File(
        Keywords::of(&[Keyword::Add, Keyword::Copy, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "Nothing in the last stage needs this one: it is built only with `--target {0}`. Remove it \
         if nobody asks for it.",
    fr: "Rien dans la dernière étape n'a besoin de celle-ci\u{a0}: elle n'est construite qu'avec \
         `--target {0}`. Supprimez-la si personne ne la demande.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let Some(last) = file.stages.len().checked_sub(1) else {
        return;
    };
    let evaluation = file.evaluation();
    let mut is_needed = vec![false; last + 1];
    is_needed[last] = true;
    for stage in (0..=last).rev() {
        if !is_needed[stage] {
            continue;
        }
        let used = file.stages[stage].instructions.iter().flat_map(|placed| {
            let triggered = placed.triggered().into_iter();
            let own = [(placed.keyword, placed.flags.as_slice())].into_iter();
            let flags = own.chain(triggered).filter(|(_, flags)| !flags.is_empty());
            flags.flat_map(|(keyword, flags)| evaluation.stages_used(keyword, flags, stage))
        });
        for needed in used.chain(evaluation.base_stage(stage)) {
            is_needed[needed] = true;
        }
    }
    for (stage, from) in file.froms().enumerate() {
        if is_needed[stage] {
            continue;
        }
        let name = file.stages[stage].name();
        let span = name.map_or(from.instruction.written.span, |name| name.span);
        let target = name.map_or_else(|| stage.to_string(), |name| name.text.to_string());
        findings.add(from.at(span), Message::new(MESSAGE).with(target));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, silent};
    use super::*;

    #[test]
    fn what_the_last_stage_needs_is_built() {
        fires(&RULE, "FROM a AS ⟦b⟧\n⟦FROM⟧ c\nFROM d\n");
        silent(
            &RULE,
            "FROM a AS b\nFROM c AS d\nFROM b\nCOPY --from=d / /\n",
        );
        silent(&RULE, "FROM a AS b\nFROM c\nRUN --mount=from=b d\n");
        silent(&RULE, "FROM a\nFROM c\nCOPY --from=0 / /\n");
    }
}
