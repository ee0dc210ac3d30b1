use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3054",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the licence in a label as an SPDX identifier.",
        fr: "Écrire la licence d'un label sous forme d'identifiant SPDX.",
    },
    why: Text {
        en: "Programs that check licences recognise `Apache-2.0`, not its name in prose. \
             `label-schema` in `.hadolint.yaml` says which labels hold a licence. An expression \
             such as `MIT OR Apache-2.0` is valid SPDX too, but the rule refuses it.",
        fr: "Les programmes qui vérifient les licences reconnaissent `Apache-2.0`, pas son nom en \
             toutes lettres. `label-schema` dans `.hadolint.yaml` dit quels labels contiennent une \
             licence. Une expression comme `MIT OR Apache-2.0` est aussi du SPDX valide, mais la \
             règle la refuse.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.licenses="Apache License 2.0""#,
        good: r#"LABEL org.opencontainers.image.licenses="Apache-2.0""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not an identifier that SPDX lists. Write one, such as `MIT` or `Apache-2.0`.",
    fr: "`{0}` n'est pas un identifiant de la liste SPDX. Écrivez-en un, comme `MIT` ou \
         `Apache-2.0`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::Spdx, is_licence) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

/// The identifiers that are in use, one a line.
const IDENTIFIERS: &str = include_str!("spdx.txt");

fn is_licence(text: &str) -> bool {
    IDENTIFIERS
        .lines()
        .any(|identifier| identifier == text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn licences_have_an_identifier() {
        labelled(
            &RULE,
            LabelKind::Spdx,
            "FROM x\nLABEL a=MIT b=c\nLABEL a=⟦\"Apache License 2.0\"⟧\nLABEL a=⟦GPL-2.0⟧\nLABEL a=⟦mit⟧\n",
        );
    }
}
