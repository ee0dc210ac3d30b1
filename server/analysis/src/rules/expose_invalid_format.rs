use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "ExposeInvalidFormat",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `EXPOSE` nothing but the container's port.",
        fr: "Ne donner à `EXPOSE` que le port du conteneur.",
    },
    why: Text {
        en: "`EXPOSE` publishes nothing: an address or a port of the host has no effect there, and \
             BuildKit announces that it will become an error. Publish the port when the container \
             starts: `docker run -p 127.0.0.1:8080:80`.",
        fr: "`EXPOSE` ne publie rien\u{a0}: une adresse ou un port de l'hôte n'y a aucun effet, et \
             BuildKit annonce que ce sera une erreur. Publiez le port au démarrage du \
             conteneur\u{a0}: `docker run -p 127.0.0.1:8080:80`.",
    },
    example: Example {
        bad: "EXPOSE 127.0.0.1:8080:80",
        good: "EXPOSE 80",
    },
    check: Check::Elsewhere,
};
