use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::model::{Body, Keyword, Keywords};

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
             host. Switch to another user after what needs root. In a stage that only compiles, \
             root does no harm; without any `USER`, the image is usually root too, and the rule \
             does not see it.",
        fr: "Qui prend le contrôle du programme est alors root dans le conteneur, et plus près de \
             l'hôte. Passez à un autre utilisateur après ce qui exige root. Dans une étape qui ne \
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
    check: Check::File(Keywords::of(&[Keyword::User]), check),
};

const MESSAGE: Text = Text {
    en: "The program of this image runs as root. Switch to another user after what needs root.",
    fr: "Le programme de cette image tourne en root. Passez à un autre utilisateur après ce qui \
         exige root.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let last = file.stages.len().saturating_sub(1);
    for (index, stage) in file.stages.iter().enumerate() {
        let mut users = stage
            .instructions
            .iter()
            .rev()
            .filter_map(|each| match &each.body {
                Body::User { whole, .. } => whole.as_ref().map(|user| (each.start, user)),
                _ => None,
            });
        let Some((start, user)) = users.next().filter(|(_, user)| is_root(&user.text)) else {
            continue;
        };
        let start = stage.start + start;
        let place = start + user.span.start as usize;
        let place = place..place + user.text.len();
        let finding = findings.add(place, MESSAGE);
        // Nothing runs from a stage that others copy from.
        if index < last {
            finding.minor();
        }
    }
}

fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), Some("root" | "0"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, found_by, leaves, silent};
    use super::*;

    #[test]
    fn the_last_user_is_not_root() {
        fires(
            &RULE,
            "FROM a\nUSER ⟦root⟧\nFROM b\nUSER c\nUSER ⟦0:0⟧\nRUN d\n",
        );
        silent(
            &RULE,
            "USER root\nFROM a\nUSER root\nUSER b\nFROM c\nUSER rooter\n",
        );
        leaves(&RULE, "FROM a\nUSER root\n");
        assert!(found_by(&RULE, "FROM a\nUSER 0\nFROM b\n")[0].is_minor);
    }
}
