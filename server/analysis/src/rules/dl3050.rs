use super::guesses::Guesses;
use super::labels::labels;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3050",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write no label that the configuration does not list.",
        fr: "N'écrire aucun label que la configuration ne liste pas.",
    },
    why: Text {
        en: "With `strict-labels`, `.hadolint.yaml` allows only the labels of its `label-schema`: \
             another key is often a misspelt one. Correct it, or add it to the list.",
        fr: "Avec `strict-labels`, `.hadolint.yaml` n'admet que les labels de son \
             `label-schema`\u{a0}: une autre clé est souvent une clé mal écrite. Corrigez-la, ou \
             ajoutez-la à la liste.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.sources="https://example.com/app.git""#,
        good: r#"LABEL org.opencontainers.image.source="https://example.com/app.git""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "The configuration does not list the label `{0}`, and allows only those it lists. Correct \
         the key, or add it to the list.",
    fr: "La configuration ne liste pas le label `{0}`, et n'admet que ceux qu'elle liste. Corrigez \
         la clé, ou ajoutez-la à la liste.",
};

const FIX: Text = Text {
    en: "Change to `{0}`",
    fr: "Remplacer par `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    if !file.world.options.only_these_labels {
        return;
    }
    let guesses = Guesses::new();
    let listed = &file.world.options.labels;
    let known: Vec<&str> = listed.keys().map(String::as_str).collect();
    for (_, labels) in labels(file) {
        for label in labels
            .iter()
            .filter(|label| !listed.contains_key(&label.name))
        {
            let place = label.name_place();
            let finding = findings.add(place.clone(), Message::new(MESSAGE).with(&label.name));
            if let Some(near) = guesses.nearest(&label.name, &known) {
                let edit = TextEdit::replace(place, near);
                let title = Message::new(FIX).with(near);
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::strict;
    use super::*;

    #[test]
    fn only_listed_labels_are_allowed() {
        strict(&RULE, &["a"], "FROM x\nLABEL a=b ⟦c⟧=d\nLABEL ⟦e⟧ f\n");
        strict(&RULE, &["a"], "FROM x\nLABEL a=b\n");
    }
}
