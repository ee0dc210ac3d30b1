use super::stage_names::StageNames;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "DuplicateStageName",
    also: &["DL3024"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give each stage a name of its own.",
        fr: "Donner à chaque étape un nom qui lui soit propre.",
    },
    why: Text {
        en: "When two stages bear one name, `COPY --from` and `--target` only reach the last of \
             them, and the build says no more than a warning. Rename one of the two.",
        fr: "Quand deux étapes portent le même nom, `COPY --from` et `--target` n'atteignent que \
             la dernière, et la construction s'en tient à un avertissement. Renommez l'une des \
             deux.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
FROM node:22 AS build
",
        good: "
FROM golang:1.25 AS build
FROM node:22 AS build-2
",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "A stage above is already named `{0}`: `COPY --from` and `--target` only reach the last \
         one. Give this stage another name.",
    fr: "Une étape plus haut s'appelle déjà `{0}`\u{a0}: `COPY --from` et `--target` n'atteignent \
         que la dernière. Donnez à celle-ci un autre nom.",
};

const FIRST: Text = Text {
    en: "the first one",
    fr: "la première",
};

const FIX: Text = Text {
    en: "Rename this stage to `{0}`",
    fr: "Renommer cette étape en `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    if file.stages.len() < 2 {
        return;
    }
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, stage) in file.stages.iter().enumerate() {
        if let Some(name) = stage.name() {
            named
                .entry(name.text.to_lowercase())
                .or_default()
                .push(index);
        }
    }
    let names = OnceCell::new();
    let mut repeated: Vec<_> = named.into_iter().filter(|(_, all)| all.len() > 1).collect();
    repeated.sort_by_key(|(_, all)| all[0]);
    for (lower, all) in &repeated {
        let names = names.get_or_init(|| StageNames::read(file));
        let new = names.free(lower);
        let words = all.iter().filter_map(|stage| file.stages[*stage].name());
        let words: Vec<_> = words.collect();
        let place = |index: usize| {
            let start = file.stages[all[index]].start;
            start + words[index].span.start as usize..start + words[index].span.end as usize
        };
        let mut seen = HashSet::from([&*words[0].text]);
        for (index, name) in words.iter().enumerate().skip(1) {
            let edits = names.renamed(name, place(index), &new);
            let is_same = !seen.insert(&*name.text);
            let message = Message::new(MESSAGE).with(lower);
            let fix = Fix::suggested(Message::new(FIX).with(&new), edits);
            let finding = findings.add(place(index), message);
            finding.related(place(0), FIRST).fix(fix);
            if !is_same {
                finding.also(&[]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn a_name_belongs_to_one_stage() {
        fires(&RULE, "FROM a AS b\nFROM c AS ⟦b⟧\nFROM d AS ⟦B⟧\n");
        silent(&RULE, "FROM a AS b\nFROM a AS c\nFROM a\nFROM a\n");
        fixes(
            &RULE,
            "FROM a AS b\nFROM b AS b\nFROM c\nCOPY --from=b x y\n",
            "FROM a AS b\nFROM b AS b-2\nFROM c\nCOPY --from=b-2 x y\n",
        );
    }
}
