use super::{Example, Rule, Severity, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "MaintainerDeprecated",
    also: &["DL4000"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    title: Text {
        en: "Name the author in a label instead of `MAINTAINER`.",
        fr: "Nommer l'auteur dans un label plutôt qu'avec `MAINTAINER`.",
    },
    why: Text {
        en: "`MAINTAINER` is deprecated: it fills a field of its own, whereas a label stands among \
             the other metadata, where `docker image ls --filter` can search it. The usual key is \
             `org.opencontainers.image.authors`.",
        fr: "`MAINTAINER` est obsolète\u{a0}: cette instruction remplit un champ à part, alors \
             qu'un label se range parmi les autres métadonnées, où `docker image ls --filter` peut \
             le chercher. La clé d'usage est `org.opencontainers.image.authors`.",
    },
    example: Example {
        bad: "MAINTAINER Camille Martin <camille@example.com>",
        good: r#"LABEL org.opencontainers.image.authors="Camille Martin <camille@example.com>""#,
    },
};
