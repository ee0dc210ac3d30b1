use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3022",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Name an earlier stage in `COPY --from`.",
        fr: "Nommer dans `COPY --from` une étape qui précède.",
    },
    why: Text {
        en: "A name that no stage bears is taken for an image: after a misspelling, the build \
             fetches an unrelated image, or fails with an error about the registry. If an image is \
             meant, write its tag as well, `--from=nginx:1.29`, and the rule accepts it.",
        fr: "Un nom qu'aucune étape ne porte est pris pour une image\u{a0}: après une faute de \
             frappe, la construction récupère une image sans rapport, ou échoue avec une erreur \
             sur le registre. S'il s'agit bien d'une image, écrivez aussi son tag, \
             `--from=nginx:1.29`, et la règle l'accepte.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=builder /out/app /usr/local/bin/
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
