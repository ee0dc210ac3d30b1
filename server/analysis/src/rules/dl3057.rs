use super::hadolint_image::HadolintImage;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::model::{Keyword, Keywords};
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "DL3057",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Hint,
    shown: Shown::WhenAsked,
    tag: None,
    title: Text {
        en: "Give the image a `HEALTHCHECK`.",
        fr: "Donner à l'image un `HEALTHCHECK`.",
    },
    why: Text {
        en: "A process can run and yet be stuck: with `HEALTHCHECK`, Docker asks the program \
             itself from time to time. This rule is off by default, and for a reason: Kubernetes \
             ignores the instruction, and a stage that only compiles needs none.",
        fr: "Un processus peut tourner et pourtant être bloqué\u{a0}: avec `HEALTHCHECK`, Docker \
             interroge de temps en temps le programme lui-même. Cette règle est inactive par \
             défaut, et non sans raison\u{a0}: Kubernetes ignore l'instruction, et une étape qui \
             ne fait que compiler n'en a pas besoin.",
    },
    example: Example {
        bad: r#"CMD ["node", "server.js"]"#,
        good: r#"
HEALTHCHECK CMD ["node", "health.js"]
CMD ["node", "server.js"]
"#,
    },
    check: Check::File(Keywords::of(&[Keyword::Healthcheck]), check),
};

const MESSAGE: Text = Text {
    en: "Nothing tells Docker whether the program of this stage still works. Give it a \
         `HEALTHCHECK`.",
    fr: "Rien ne dit à Docker si le programme de cette étape marche encore. Donnez-lui un \
         `HEALTHCHECK`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let mut is_checked = vec![false; file.stages.len()];
    let mut good: HashSet<&str> = HashSet::new();
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    let names: Vec<(&str, &str)> = (0..file.stages.len())
        .map(|stage| names(file, stage))
        .collect();
    for (index, (base, name)) in names.iter().enumerate() {
        named.entry(name).or_default().push(index);
        if good.contains(base) {
            is_checked[index] = true;
            good.insert(name);
        }
        let mut own = file.instructions_of(index);
        if !own.any(|located| located.instruction.keyword == Keyword::Healthcheck) {
            continue;
        }
        // The stages below need no check of their own.
        let mut waiting = vec![index];
        while let Some(stage) = waiting.pop() {
            is_checked[stage] = true;
            good.insert(names[stage].1);
            let below = named.get(names[stage].0).into_iter().flatten();
            waiting.extend(below.filter(|below| !is_checked[**below]));
        }
    }
    for (index, from) in file.froms().enumerate() {
        if is_checked.get(index) == Some(&false) {
            findings.add(from.at(from.instruction.written.span), MESSAGE);
        }
    }
}

/// The image of a stage, and the name that hadolint tells the stage by.
fn names<'a>(file: &'a FileView, stage: usize) -> (&'a str, &'a str) {
    let from = file.stages[stage].from();
    let image = from.and_then(|from| from.image.as_ref());
    let base = image.map_or("", |image| HadolintImage::of_from(&image.word.text).name);
    let name = from.and_then(|from| from.name.as_ref());
    (base, name.map_or(base, |name| &name.text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn programs_are_checked() {
        fires(&RULE, "⟦FROM⟧ a\nCMD b\nFROM c\nHEALTHCHECK NONE\n");
        silent(
            &RULE,
            "FROM a AS b\nHEALTHCHECK CMD c\nFROM b AS d\nFROM d\n",
        );
        silent(
            &RULE,
            "FROM a AS b\nFROM b AS c\nFROM c\nHEALTHCHECK CMD d\n",
        );
        leaves(&RULE, "FROM a\n");
    }
}
