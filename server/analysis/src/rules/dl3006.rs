use super::{Example, Rule, Severity, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3006",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
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
};
