use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3055",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the revision in a label as a Git commit hash.",
        fr: "Écrire la révision d'un label sous forme d'empreinte de commit Git.",
    },
    why: Text {
        en: "A branch moves on, and then nobody knows which source the image was made of; a hash \
             always names the same one. The rule accepts 7 or 40 hexadecimal digits, although \
             other short forms name a commit just as well; `label-schema` in `.hadolint.yaml` says \
             which labels hold one.",
        fr: "Une branche avance, et plus personne ne sait de quelle source l'image est \
             faite\u{a0}; une empreinte désigne toujours la même. La règle accepte 7 ou 40 \
             chiffres hexadécimaux, bien que d'autres formes courtes désignent tout autant un \
             commit\u{a0}; `label-schema` dans `.hadolint.yaml` dit quels labels en contiennent \
             une.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.revision="main""#,
        good: r#"LABEL org.opencontainers.image.revision="4f2a9c1""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not the hash of a Git commit. Write 7 or 40 hexadecimal digits in lower case.",
    fr: "`{0}` n'est pas une empreinte de commit Git. Écrivez 7 ou 40\u{a0}chiffres hexadécimaux \
         en minuscules.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::GitHash, is_hash) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

fn is_hash(text: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    matches!(text.len(), 7 | 40) && text.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn a_revision_is_a_hash() {
        labelled(
            &RULE,
            LabelKind::GitHash,
            "FROM x\nLABEL a=4f2a9c1 b=c\nLABEL a=⟦main⟧\nLABEL a=⟦4F2A9C1⟧\n",
        );
    }
}
