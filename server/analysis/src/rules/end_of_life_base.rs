use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::images::{About, EndOfLife};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keywords;

pub const RULE: Rule = Rule {
    code: "end-of-life-base",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Build on a version that still gets updates.",
        fr: "Partir d'une version encore mise à jour.",
    },
    why: Text {
        en: "When the authors of a version stop maintaining it, nobody mends the flaws that are \
             found in it any more, and building the image again does not help. The same goes for an \
             image that `COPY --from` or a mount takes files from. Move to a version that they \
             maintain. The dates are those that strates was made with.",
        fr: "Quand les auteurs d'une version cessent de la maintenir, plus personne ne corrige les \
             failles qu'on y trouve, et reconstruire l'image n'y change rien. Il en va de même \
             d'une image où `COPY --from` ou un montage prend des fichiers. Passez à une version \
             encore maintenue. Les dates sont celles que strates connaissait à sa sortie.",
    },
    example: Example {
        bad: "
FROM python:3.8-slim
",
        good: "
FROM python:3.14-slim
",
    },
    check: Check::File(Keywords::SOURCES, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` has had no updates since {1}: the flaws found since then stay in the image. Move \
         to a version that is maintained.",
    fr: "`{0}` n'est plus mis à jour depuis le {1}\u{a0}: les failles découvertes depuis restent \
         dans l'image. Passez à une version maintenue.",
};

const UNDATED: Text = Text {
    en: "`{0}` gets no updates any more: the flaws found in it stay in the image. Move to a version \
         that is maintained.",
    fr: "`{0}` n'est plus mis à jour\u{a0}: les failles qu'on y découvre restent dans l'image. \
         Passez à une version maintenue.",
};

const FIX: Text = Text {
    en: "Build on `{0}`",
    fr: "Partir de `{0}`",
};

const SOURCE: Text = Text {
    en: "`{0}` has had no updates since {1}: the flaws found since then stay in what is taken from \
         it. Move to a version that is maintained.",
    fr: "`{0}` n'est plus mis à jour depuis le {1}\u{a0}: les failles découvertes depuis restent \
         dans ce qu'on y prend. Passez à une version maintenue.",
};

const UNDATED_SOURCE: Text = Text {
    en: "`{0}` gets no updates any more: the flaws found in it stay in what is taken from it. Move \
         to a version that is maintained.",
    fr: "`{0}` n'est plus mis à jour\u{a0}: les failles qu'on y découvre restent dans ce qu'on y \
         prend. Passez à une version maintenue.",
};

const TAKE: Text = Text {
    en: "Take `{0}`",
    fr: "Prendre `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    for named in file.named_images() {
        let Some((about, end)) = named
            .about
            .as_ref()
            .and_then(|about| Some((about, ended(about)?)))
        else {
            continue;
        };
        for place in &named.places {
            let path = place.written_path();
            let name = format!("{path} {}", end.line);
            let (dated, undated, fix) = match place.is_base() {
                true => (MESSAGE, UNDATED, FIX),
                false => (SOURCE, UNDATED_SOURCE, TAKE),
            };
            let message = match end.date {
                Some(date) => Message::new(dated).with(name).with(date),
                None => Message::new(undated).with(name),
            };
            let finding = findings.add(place.tag(), message);
            let newer = about.newer.as_ref().filter(|_| place.is_plain());
            if let (Some(newer), Some(_)) = (newer, place.image.tag) {
                let title = Message::new(fix).with(format!("{path}:{newer}"));
                let edit = TextEdit::replace(place.tag(), newer.as_str());
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
    }
}

/// The end of what an image is of, if that has passed.
pub fn ended(about: &About) -> Option<&EndOfLife> {
    // Others may go on where its authors have stopped, as long as the image is built again.
    let is_built = about.listed.is_some() && about.rebuilt_until.is_none();
    let tag = about.tag.as_ref().filter(|_| !is_built)?;
    tag.end_of_life.as_ref().filter(|end| end.has_passed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn what_has_ended_is_told_at_its_tag() {
        fires(&RULE, "FROM python:⟦3.8-slim⟧ AS a\nFROM a\n");
        fires(&RULE, "ARG V=3.8\nFROM python:⟦$V⟧\n");
        fires(
            &RULE,
            "FROM a\nCOPY --from=python:⟦3.8⟧ b c\nRUN --mount=from=python:⟦3.8⟧,target=/d e\n",
        );
        silent(&RULE, "FROM python:3.14\nFROM pypy:3.8\nFROM python\n");
    }

    #[test]
    fn what_follows_takes_its_place() {
        fixes(
            &RULE,
            "FROM python:3.8-slim AS a\n",
            "FROM python:3.14-slim AS a\n",
        );
        fixes(
            &RULE,
            "FROM a\nCOPY --from=docker.io/python:3.8 b c\n",
            "FROM a\nCOPY --from=docker.io/python:3.14 b c\n",
        );
        leaves(&RULE, "ARG V=3.8\nFROM python:$V\n");
        leaves(&RULE, "FROM python:3.8@sha256:00\n");
    }
}
