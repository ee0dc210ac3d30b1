use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3002",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Do not leave root as the last `USER`.",
        fr: "Ne pas laisser root comme dernier `USER`.",
    },
    why: Text {
        en: "Whoever takes control of the program is then root in the container, and closer to the \
             host. Return to another user after what needs root. In a stage that only compiles, \
             root does no harm; without any `USER`, the image is usually root too, and the rule \
             does not see it.",
        fr: "Qui prend le contrôle du programme est alors root dans le conteneur, et plus près de \
             l'hôte. Revenez à un autre utilisateur après ce qui exige root. Dans une étape qui ne \
             fait que compiler, root ne nuit pas\u{a0}; sans aucun `USER`, l'image est en général \
             root aussi, et la règle ne le voit pas.",
    },
    example: Example {
        bad: r#"
USER root
RUN make install
CMD ["app"]
"#,
        good: r#"
USER root
RUN make install
USER 10001
CMD ["app"]
"#,
    },
    check: Check::Elsewhere,
};
