use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3023",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy from another stage than the current one.",
        fr: "Copier depuis une autre étape que l'étape en cours.",
    },
    why: Text {
        en: "A stage cannot copy from its own result: BuildKit speaks of a circular dependency, \
             and the build fails. Name the stage that made the file; within one stage, `RUN cp` \
             copies.",
        fr: "Une étape ne peut pas copier depuis son propre résultat\u{a0}: BuildKit parle de \
             dépendance circulaire, et la construction échoue. Nommez l'étape qui a produit le \
             fichier\u{a0}; au sein d'une même étape, `RUN cp` copie.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12 AS app
COPY --from=app /out/app /usr/local/bin/
",
        good: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12 AS app
COPY --from=build /out/app /usr/local/bin/
",
    },
    check: Check::Elsewhere,
};
