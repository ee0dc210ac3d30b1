use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3053",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write times in labels as RFC 3339 asks.",
        fr: "Écrire les dates des labels comme le veut la RFC\u{a0}3339.",
    },
    why: Text {
        en: "A date such as `03/04/2026` means two days, depending on the country, and programs \
             cannot sort it. RFC 3339 gives the year, the time and its zone: \
             `2026-04-03T10:00:00Z`. `label-schema` in `.hadolint.yaml` says which labels hold a \
             time.",
        fr: "Une date comme `03/04/2026` désigne deux jours selon le pays, et un programme ne sait \
             pas la trier. La RFC\u{a0}3339 donne l'année, l'heure et son fuseau\u{a0}: \
             `2026-04-03T10:00:00Z`. `label-schema` dans `.hadolint.yaml` dit quels labels \
             contiennent une date.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.created="03/04/2026""#,
        good: r#"LABEL org.opencontainers.image.created="2026-04-03T10:00:00Z""#,
    },
    check: Check::Elsewhere,
};
