use super::stage_names::StageNames;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use std::cell::OnceCell;

pub const RULE: Rule = Rule {
    code: "StageNameCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the names of stages in lower case.",
        fr: "Écrire les noms d'étape en minuscules.",
    },
    why: Text {
        en: "BuildKit keeps stage names in lower case: after `AS Build`, `FROM Build` finds no \
             such stage and looks for an image, whose name may not hold capitals either. In lower \
             case, a name also stands out from the keywords around it.",
        fr: "BuildKit garde les noms d'étape en minuscules\u{a0}: après `AS Build`, `FROM Build` \
             ne trouve pas l'étape et cherche une image, dont le nom n'admet pas non plus de \
             majuscules. En minuscules, un nom se distingue aussi des mots-clés qui l'entourent.",
    },
    example: Example {
        bad: "FROM golang:1.25 AS Build",
        good: "FROM golang:1.25 AS build",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "BuildKit knows this stage as `{0}`, so `FROM {1}` would not find it. Write the name in \
         lower case.",
    fr: "BuildKit connaît cette étape sous le nom `{0}`\u{a0}: `FROM {1}` ne la trouverait pas. \
         Écrivez le nom en minuscules.",
};

const FIX: Text = Text {
    en: "Rename the stage to `{0}`",
    fr: "Renommer l'étape en `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let names = OnceCell::new();
    for (stage, from) in file.stages.iter().zip(file.froms()) {
        let Some(name) = stage.name() else { continue };
        if !name.text.contains(char::is_uppercase) {
            continue;
        }
        let lower = name.text.to_lowercase();
        let place = from.at(name.span);
        let names = names.get_or_init(|| StageNames::read(file));
        let edits = names.renamed(name, place.clone(), &lower);
        let message = Message::new(MESSAGE).with(&lower).with(&name.text);
        let fix = Fix::safe(Message::new(FIX).with(&lower), edits);
        findings.add(place, message).fix(fix);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn names_are_in_lower_case() {
        fires(&RULE, "FROM a AS ⟦Build⟧\nFROM b AS ⟦TEST⟧\n");
        silent(&RULE, "FROM A AS b\nFROM c\n");
        fixes(
            &RULE,
            "FROM a AS Build\nFROM Build AS c\nCOPY --from=build x y\nRUN --mount=from=Build,target=/b d\n",
            "FROM a AS build\nFROM build AS c\nCOPY --from=build x y\nRUN --mount=from=build,target=/b d\n",
        );
    }
}
