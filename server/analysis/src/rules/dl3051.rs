use super::labels::labels;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3051",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give a value to the labels that the configuration lists.",
        fr: "Donner une valeur aux labels que la configuration liste.",
    },
    why: Text {
        en: "An empty label passes for present and tells nothing. Only the labels of \
             `label-schema` in `.hadolint.yaml` are looked at.",
        fr: "Un label vide passe pour présent et ne dit rien. Seuls les labels de `label-schema` \
             dans `.hadolint.yaml` sont examinés.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.title="""#,
        good: r#"LABEL org.opencontainers.image.title="app""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "The label `{0}` is empty and tells nothing. Give it a value.",
    fr: "Le label `{0}` est vide et ne dit rien. Donnez-lui une valeur.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for (_, labels) in labels(file) {
        let empty = labels.iter().filter(|label| label.value.is_empty());
        for label in empty.filter(|label| file.world.options.labels.contains_key(&label.name)) {
            findings.add(label.name_place(), Message::new(MESSAGE).with(&label.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::LabelKind;
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn listed_labels_have_a_value() {
        labelled(
            &RULE,
            LabelKind::Text,
            "FROM x\nLABEL ⟦a⟧=\"\" b=\nLABEL a=c\nLABEL ⟦a⟧=\n",
        );
    }
}
