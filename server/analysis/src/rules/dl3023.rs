use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3023",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy from a stage other than the current one.",
        fr: "Copier depuis une autre étape que l'étape en cours.",
    },
    why: Text {
        en: "A stage cannot copy from its own result: BuildKit speaks of a circular dependency, \
             and the build fails. Name the stage that made the file; within one stage, `RUN cp` \
             copies.",
        fr: "Une étape ne peut pas copier depuis son propre résultat\u{a0}: BuildKit parle de \
             dépendance circulaire, et la construction échoue. Nommez l'étape qui a produit le \
             fichier\u{a0}; au sein d'une même étape, `RUN cp` copie.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12 AS app
COPY --from=app /out/app /usr/local/bin/
",
        good: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12 AS app
COPY --from=build /out/app /usr/local/bin/
",
    },
    check: Check::Stage(Keywords::of(&[Keyword::Copy]), check),
};

const MESSAGE: Text = Text {
    en: "A stage cannot copy from itself: `{0}` is the name of this one. Name the stage that made \
         the files.",
    fr: "Une étape ne peut pas copier depuis elle-même\u{a0}: `{0}` est le nom de celle-ci. Nommez \
         l'étape qui a produit les fichiers.",
};

fn check(stage: &StageView, findings: &mut Findings) {
    let from = stage
        .instructions
        .first()
        .map(|from| &from.instruction.body);
    let Some(Body::From(from)) = from else { return };
    let Some(name) = &from.name else { return };
    for located in stage.of(Keyword::Copy) {
        let flags = located.instruction.flags.iter();
        let sources = flags.filter(|flag| flag.is_named("from"));
        for value in sources.filter_map(|flag| flag.value.as_ref()) {
            if value.text == name.text {
                let message = Message::new(MESSAGE).with(&name.text);
                findings.add(located.at(value.span), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn a_stage_copies_from_another() {
        fires(&RULE, "FROM a AS b\nCOPY --from=⟦b⟧ c d\n");
        silent(
            &RULE,
            "FROM a AS b\nFROM c AS d\nCOPY --from=b e f\nADD d e\n",
        );
        leaves(&RULE, "FROM a AS b\nCOPY --from=b c d\n");
    }
}
