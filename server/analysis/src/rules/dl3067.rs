use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3067",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy only what is needed from another stage.",
        fr: "Ne copier d'une autre étape que le nécessaire.",
    },
    why: Text {
        en: "`COPY --from=build / /` brings compilers and caches along and writes one system over \
             another. Name the files that the program needs. On `FROM scratch`, it serves to \
             flatten an image into one layer: if that is the intent, ignore the rule.",
        fr: "`COPY --from=build / /` emporte compilateurs et caches et écrit un système par-dessus \
             un autre. Nommez les fichiers dont le programme a besoin. Sur `FROM scratch`, cela \
             sert à aplatir une image en une couche\u{a0}: si c'est voulu, ignorez la règle.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=build / /
",
        good: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=build /out/app /usr/local/bin/
",
    },
    check: Check::Elsewhere,
};
