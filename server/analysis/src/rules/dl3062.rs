use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3062",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of programs installed with `go install`.",
        fr: "Fixer la version des programmes installés avec `go install`.",
    },
    why: Text {
        en: "With `@latest`, the newest version of the day is built: write `@` and a version \
             instead. Inside a module, `go install` without `@` takes the version that `go.mod` \
             pins: there the rule is wrong.",
        fr: "Avec `@latest`, c'est la version la plus récente du jour qui est construite\u{a0}: \
             écrivez plutôt `@` et une version. Dans un module, `go install` sans `@` prend la \
             version que fixe `go.mod`\u{a0}: là, la règle a tort.",
    },
    example: Example {
        bad: "RUN go install golang.org/x/tools/cmd/stringer@latest",
        good: "RUN go install golang.org/x/tools/cmd/stringer@v0.38.0",
    },
    check: Check::Elsewhere,
};
