use super::end_of_life_base::ended;
use super::named_images::Place;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keywords;

pub const RULE: Rule = Rule {
    code: "newer-tag",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Take the latest release of the version that is chosen.",
        fr: "Prendre la dernière version corrective de la version choisie.",
    },
    why: Text {
        en: "A tag such as `3.13.2` names one release and stays what it is: what is mended \
             afterwards, flaws included, is in `3.13.3` and those that follow. Change the tag now \
             and then, or write a shorter one, `3.13`, which follows by itself. Another version, \
             such as `3.14`, is a choice: nothing asks for it here. The tags are those that the \
             registry named when somebody last asked it, else those that strates was made with.",
        fr: "Un tag comme `3.13.2` désigne une version précise et ne bouge plus\u{a0}: ce qui est corrigé \
             ensuite, failles comprises, se trouve dans `3.13.3` et les suivantes. Changez le tag \
             de temps en temps, ou écrivez-en un plus court, `3.13`, qui suit tout seul. Une autre \
             version, comme `3.14`, est un choix\u{a0}: rien ne la réclame ici. Les tags sont ceux \
             que le registre a donnés la dernière fois qu'on l'a interrogé, sinon ceux que strates \
             connaissait à sa sortie.",
    },
    example: Example {
        bad: "
FROM python:3.13.2-slim
",
        good: "
FROM python:3.13.15-slim
",
    },
    check: Check::File(Keywords::SOURCES, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` has come out since, with fixes. Move to it, unless this very release is wanted.",
    fr: "`{0}` est sortie depuis, avec des corrections. Passez-y, sauf si vous tenez à cette version \
         précise.",
};

const FIX: Text = Text {
    en: "Build on `{0}`",
    fr: "Partir de `{0}`",
};

const TAKE: Text = Text {
    en: "Take `{0}`",
    fr: "Prendre `{0}`",
};

/// Once for each image, however many places name it: the fix moves them all.
fn check(file: &FileView, findings: &mut Findings) {
    for named in file.named_images() {
        let about = named.about.as_ref().filter(|about| ended(about).is_none());
        let update = about.and_then(|about| about.update.as_ref());
        let (Some(update), Some(first)) = (update, named.places.first()) else {
            continue;
        };
        // Who pins a digest as well has the very release in mind, or a program that moves both.
        if named.reference.digest.is_some() {
            continue;
        }
        let name = format!("{}:{update}", first.written_path());
        let finding = findings.add(first.tag(), Message::new(MESSAGE).with(&name));
        if named.places.iter().all(Place::is_plain) {
            let title = match named.places.iter().all(Place::is_base) {
                true => FIX,
                false => TAKE,
            };
            let edits = named.places.iter();
            let edits = edits.map(|place| TextEdit::replace(place.tag(), update.as_str()));
            finding.fix(Fix::suggested(
                Message::new(title).with(name),
                edits.collect(),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn a_release_that_was_mended_is_told_once() {
        fires(
            &RULE,
            "FROM python:⟦3.13.2⟧ AS a\nFROM a\nFROM python:3.13.2\nFROM python:⟦3.13.2-slim⟧\n",
        );
        fires(&RULE, "ARG V=3.13.2\nFROM python:⟦$V⟧\n");
    }

    #[test]
    fn a_choice_is_no_mistake() {
        silent(
            &RULE,
            "FROM python:3.13\nFROM python:3.13.15\nFROM python\n",
        );
        // It has ended: another rule says so.
        silent(&RULE, "FROM python:3.8.1\n");
        silent(&RULE, "FROM python:3.13.2@sha256:00\n");
    }

    #[test]
    fn what_files_are_taken_from_is_told_too() {
        fires(
            &RULE,
            "FROM a\nCOPY --from=python:⟦3.13.2⟧ b c\nRUN --mount=from=python:3.13.2,target=/d e\n",
        );
        fires(
            &RULE,
            "FROM python:⟦3.13.2⟧\nCOPY --from=python:3.13.2 b c\n",
        );
        silent(&RULE, "FROM a\nCOPY --from=python:3.13 b c\n");
    }

    #[test]
    fn all_places_move_together() {
        fixes(
            &RULE,
            "FROM python:3.13.2 AS a\nFROM --platform=$BUILDPLATFORM python:3.13.2\n",
            "FROM python:3.13.15 AS a\nFROM --platform=$BUILDPLATFORM python:3.13.15\n",
        );
        fixes(
            &RULE,
            "FROM python:3.13.2 AS a\nRUN --mount=from=python:3.13.2,target=/d e\nCOPY --from=python:3.13.2 b c\n",
            "FROM python:3.13.15 AS a\nRUN --mount=from=python:3.13.15,target=/d e\nCOPY --from=python:3.13.15 b c\n",
        );
        leaves(&RULE, "ARG V=3.13.2\nFROM python:$V\n");
    }
}
