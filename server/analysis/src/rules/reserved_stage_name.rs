use super::stage_names::StageNames;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::errors::RESERVED_STAGES;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use std::cell::OnceCell;

pub const RULE: Rule = Rule {
    code: "ReservedStageName",
    also: &["DL3063"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Name no stage `scratch` or `context`.",
        fr: "N'appeler aucune étape `scratch` ou `context`.",
    },
    why: Text {
        en: "Both words already mean something: `scratch` is the empty base and `context` the \
             build context. After a stage named `scratch`, `FROM scratch` starts from that stage \
             and no longer from nothing: choose another name.",
        fr: "Ces deux mots ont déjà un sens\u{a0}: `scratch` est la base vide et `context` le \
             contexte de construction. Après une étape nommée `scratch`, `FROM scratch` part de \
             cette étape et non plus de rien\u{a0}: choisissez un autre nom.",
    },
    example: Example {
        bad: "FROM debian:12 AS scratch",
        good: "FROM debian:12 AS base",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` already means something to BuildKit, and this stage takes its place. Choose another \
         name.",
    fr: "`{0}` a déjà un sens pour BuildKit, et cette étape en prend la place. Choisissez un autre \
         nom.",
};

const FIX: Text = Text {
    en: "Rename the stage to `{0}`",
    fr: "Renommer l'étape en `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let names = OnceCell::new();
    for (stage, from) in file.stages.iter().zip(file.froms()) {
        let Some(name) = stage.name() else { continue };
        let Some(reserved) = RESERVED_STAGES
            .iter()
            .find(|word| name.text.eq_ignore_ascii_case(word))
        else {
            continue;
        };
        let place = from.at(name.span);
        let names = names.get_or_init(|| StageNames::read(file));
        let new = names.free("base");
        let edits = names.renamed(name, place.clone(), &new);
        let message = Message::new(MESSAGE).with(reserved);
        let finding = findings.add(place, message);
        finding.fix(Fix::suggested(Message::new(FIX).with(&new), edits));
        if *name.text != **reserved {
            finding.also(&[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn words_with_a_meaning_name_no_stage() {
        fires(&RULE, "FROM a AS ⟦scratch⟧\nFROM b AS ⟦Context⟧\n");
        silent(&RULE, "FROM scratch AS a\nFROM context\n");
        fixes(
            &RULE,
            "FROM scratch AS scratch\nFROM scratch AS base\nCOPY --from=scratch x y\n",
            "FROM scratch AS base-2\nFROM base-2 AS base\nCOPY --from=base-2 x y\n",
        );
    }
}
