use super::hadolint_image::HadolintImage;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keywords;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "DL3006",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give the base image a tag.",
        fr: "Donner un tag à l'image de base.",
    },
    why: Text {
        en: "Without a tag, the builder takes `latest`, which becomes another image with time: the \
             same Dockerfile then gives something else, or fails. Write the version that was \
             tested; a digest, `@sha256:…`, pins the image exactly.",
        fr: "Sans tag, le constructeur prend `latest`, qui devient une autre image avec le \
             temps\u{a0}: le même Dockerfile donne alors autre chose, ou échoue. Écrivez la \
             version qui a été essayée\u{a0}; une empreinte (digest), `@sha256:…`, fixe l'image \
             exactement.",
    },
    example: Example {
        bad: "FROM debian",
        good: "FROM debian:12",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` has no tag, so the builder takes `latest`, which changes with time. Write the version \
         that you tested.",
    fr: "`{0}` n'a pas de tag\u{a0}: le constructeur prend `latest`, qui change avec le temps. \
         Écrivez la version que vous avez essayée.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let mut earlier: HashSet<&str> = HashSet::new();
    for (stage, from) in file.stages.iter().zip(file.froms()) {
        let Some(image) = stage.from().and_then(|from| from.image.as_ref()) else {
            continue;
        };
        let name = &*image.word.text;
        let is_pinned = image.tag.is_some() || image.digest.is_some();
        // What a variable holds may have a tag.
        let short = HadolintImage::of_from(name).name;
        let is_known = short == "scratch" || short.starts_with('$') || earlier.contains(short);
        if !is_pinned && !is_known {
            findings.add(from.at(image.word.span), Message::new(MESSAGE).with(name));
        }
        earlier.extend(stage.name().map(|name| &*name.text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn images_have_a_tag() {
        fires(&RULE, "FROM ⟦debian⟧\nFROM ⟦ghcr.io/a/b⟧ AS c\n");
        silent(
            &RULE,
            "FROM scratch AS a\nFROM a\nFROM b:1\nFROM c@sha256:0\nFROM $D\nFROM e.f/$G\n",
        );
        leaves(&RULE, "FROM debian\n");
    }
}
