use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3046",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `useradd` the option `-l` for a high user number.",
        fr: "Donner à `useradd` l'option `-l` pour un numéro d'utilisateur élevé.",
    },
    why: Text {
        en: "`useradd` writes into `/var/log/lastlog` and `/var/log/faillog` at a place that \
             depends on the number, and for a high one these files become huge: they take little \
             room on disk, but count in full in the layer. `-l` leaves them alone; a distribution \
             that no longer has them is not concerned.",
        fr: "`useradd` écrit dans `/var/log/lastlog` et `/var/log/faillog` à une place qui dépend \
             du numéro, et s'il est élevé ces fichiers deviennent énormes\u{a0}: ils prennent peu \
             de place sur le disque, mais comptent en entier dans la couche. `-l` n'y touche \
             pas\u{a0}; une distribution qui ne les a plus n'est pas concernée.",
    },
    example: Example {
        bad: "RUN useradd -u 1000500 app",
        good: "RUN useradd -l -u 1000500 app",
    },
    check: Check::Elsewhere,
};
