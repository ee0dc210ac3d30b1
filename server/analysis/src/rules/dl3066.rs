use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3066",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Give `USER` a number.",
        fr: "Donner un numéro à `USER`.",
    },
    why: Text {
        en: "A name has a meaning only in the image's own `/etc/passwd`: under `runAsNonRoot`, \
             Kubernetes cannot tell whether it is root and refuses to start the container. For \
             Docker alone, a name is as good, and easier to read.",
        fr: "Un nom n'a de sens que dans le `/etc/passwd` de l'image\u{a0}: sous `runAsNonRoot`, \
             Kubernetes ne peut pas savoir si c'est root et refuse de démarrer le conteneur. Pour \
             Docker seul, un nom convient aussi bien, et se lit mieux.",
    },
    example: Example {
        bad: "USER app",
        good: "USER 10001",
    },
    check: Check::Elsewhere,
};
