use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "FromPlatformFlagConstDisallowed",
    also: &["DL3029"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write no fixed platform into `FROM --platform`.",
        fr: "Ne pas écrire de plateforme fixe dans `FROM --platform`.",
    },
    why: Text {
        en: "A fixed platform takes the choice away from `docker build --platform`: elsewhere, the \
             image is made for a processor that the machine does not have. Leave the option out, \
             or use `$BUILDPLATFORM` for a stage that only compiles. A stage meant for one \
             platform may name it: BuildKit accepts `AS build-amd64`, while hadolint still reports \
             it.",
        fr: "Une plateforme fixe retire le choix à `docker build --platform`\u{a0}: ailleurs, \
             l'image est faite pour un processeur que la machine n'a pas. Retirez l'option, ou \
             prenez `$BUILDPLATFORM` pour une étape qui ne fait que compiler. Une étape vouée à \
             une plateforme peut la nommer\u{a0}: BuildKit accepte `AS build-amd64`, alors que \
             hadolint le signale quand même.",
    },
    example: Example {
        bad: "FROM --platform=linux/amd64 golang:1.25 AS build",
        good: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build",
    },
    check: Check::Elsewhere,
};
