use super::hadolint_image::HadolintImage;
use super::labels::labels_of;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "DL3049",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Add the labels that the configuration requires.",
        fr: "Ajouter les labels que la configuration exige.",
    },
    why: Text {
        en: "A team can list labels in `label-schema` of `.hadolint.yaml`, so that every image \
             says, for example, where its source is. The rule reports a stage that lacks one of \
             them; without such a list, it reports nothing.",
        fr: "Une équipe peut lister des labels dans `label-schema` de `.hadolint.yaml`, pour que \
             chaque image dise par exemple où est sa source. La règle signale une étape à laquelle \
             il en manque un\u{a0}; sans cette liste, elle ne signale rien.",
    },
    example: Example {
        bad: "FROM debian:12",
        good: r#"
FROM debian:12
LABEL org.opencontainers.image.source="https://example.com/app.git"
"#,
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "The configuration requires the label `{0}`, which this stage does not have. Add it.",
    fr: "La configuration exige le label `{0}`, que cette étape n'a pas. Ajoutez-le.",
};

fn check(file: &FileView, findings: &mut Findings) {
    if file.world.options.labels.is_empty() {
        return;
    }
    let stages: Vec<StageLabels> = (0..file.stages.len())
        .map(|stage| read(file, stage))
        .collect();
    for label in file.world.options.labels.keys() {
        for stage in missing(&stages, label) {
            let from = file.instructions_of(stage).next();
            let Some(from) = from else { continue };
            let image = file.stages[stage]
                .from()
                .and_then(|from| from.image.as_ref());
            let span = image.map_or(from.instruction.written.span, |image| image.word.span);
            findings.add(from.at(span), Message::new(MESSAGE).with(label));
        }
    }
}

/// What a stage has to do with labels.
struct StageLabels<'a> {
    base: &'a str,
    name: Option<&'a str>,
    /// What it copies from, and the labels it sets, in their order.
    events: Vec<Event<'a>>,
}

enum Event<'a> {
    CopiesFrom(&'a str),
    Sets(HashSet<String>),
}

fn read<'a>(file: &'a FileView, stage: usize) -> StageLabels<'a> {
    let from = file.stages[stage].from();
    let image = from.and_then(|from| from.image.as_ref());
    let mut events = Vec::new();
    for located in file.instructions_of(stage) {
        let instruction = located.instruction;
        match instruction.keyword {
            Keyword::Copy => {
                let flag = instruction.flags.iter().find(|flag| flag.is_named("from"));
                let value = flag.and_then(|flag| flag.value.as_ref());
                events.extend(value.map(|value| Event::CopiesFrom(&value.text)));
            }
            Keyword::Label => {
                let labels = labels_of(&instruction.body, file.escape.0, located.start);
                let names = labels.into_iter().map(|label| label.name);
                events.push(Event::Sets(names.collect()));
            }
            _ => {}
        }
    }
    StageLabels {
        base: image.map_or("", |image| HadolintImage::of_from(&image.word.text).name),
        name: from
            .and_then(|from| from.name.as_ref())
            .map(|name| &*name.text),
        events,
    }
}

/// The stages without a label. A stage that builds on one that has it has it too, and nobody asks
/// for those of a stage that is only copied from.
fn missing(stages: &[StageLabels], label: &str) -> Vec<usize> {
    let mut has_it: HashSet<&str> = HashSet::new();
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut is_missing = vec![false; stages.len()];
    for (index, stage) in stages.iter().enumerate() {
        is_missing[index] = !has_it.contains(stage.base);
        if !is_missing[index] {
            has_it.extend(stage.name);
        }
        if let Some(name) = stage.name {
            named.entry(name).or_default().push(index);
        }
        for event in &stage.events {
            let name = match event {
                Event::CopiesFrom(name) => name,
                Event::Sets(labels) if labels.contains(label) => {
                    is_missing[index] = false;
                    has_it.extend(stage.name);
                    stage.name.unwrap_or(stage.base)
                }
                Event::Sets(_) => continue,
            };
            for stage in named.remove(name).into_iter().flatten() {
                is_missing[stage] = false;
            }
        }
    }
    let stages = is_missing.iter().enumerate();
    let missing = stages.filter(|(_, is_missing)| **is_missing);
    missing.map(|(stage, _)| stage).collect()
}

#[cfg(test)]
mod tests {
    use super::super::LabelKind;
    use super::super::label_testing::labelled;
    use super::*;

    #[track_caller]
    fn check(marked: &str) {
        labelled(&RULE, LabelKind::Text, marked);
    }

    #[test]
    fn each_stage_has_the_label() {
        check("FROM ⟦x⟧\nLABEL b=c\nFROM y\nLABEL a=b\nFROM ⟦z⟧ AS c\n");
    }

    #[test]
    fn stages_have_what_their_base_has() {
        check("FROM x AS y\nLABEL a=b\nFROM y AS z\nFROM z\n");
        check("FROM x AS y\nFROM y\nLABEL a=b\n");
        check("FROM x AS y\nFROM ⟦z⟧\nCOPY --from=y b c\n");
    }
}
