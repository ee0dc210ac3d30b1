use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "InvalidBaseImagePlatform",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Choose a base image that exists for the target platform.",
        fr: "Choisir une image de base qui existe pour la plateforme cible.",
    },
    why: Text {
        en: "Otherwise the image holds programs for another processor: `RUN` fails with `exec \
             format error`, or is emulated and slow, and so is the container. Take a tag or a \
             repository that offers the platform: `arm64v8/debian` has a single one, `debian` has \
             many. Only the registry knows this, so it has to be asked.",
        fr: "Sinon, l'image contient des programmes pour un autre processeur\u{a0}: `RUN` échoue \
             avec `exec format error`, ou s'exécute en émulation, lentement, et le conteneur de \
             même. Prenez un tag ou un dépôt qui propose la plateforme\u{a0}: `arm64v8/debian` \
             n'en a qu'une, `debian` en a beaucoup. Seul le registre le sait\u{a0}: il faut donc \
             l'interroger.",
    },
    example: Example {
        bad: "FROM arm64v8/debian:12",
        good: "FROM debian:12",
    },
    check: Check::Elsewhere,
};
