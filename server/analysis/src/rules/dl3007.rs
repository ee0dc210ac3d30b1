use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3007",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Choose a version instead of `latest`.",
        fr: "Choisir une version plutôt que `latest`.",
    },
    why: Text {
        en: "`latest` is a name that its owner moves from version to version: one day the build \
             takes a version that breaks the program, and nothing says which one it took before. \
             Write the version that was tested.",
        fr: "`latest` est un nom que son propriétaire déplace de version en version\u{a0}: un \
             jour, la construction prend une version qui casse le programme, et rien ne dit \
             laquelle elle prenait avant. Écrivez la version qui a été essayée.",
    },
    example: Example {
        bad: "FROM debian:latest",
        good: "FROM debian:12",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`latest` becomes another version one day, and nothing says which one was taken. Write the \
         version that you tested.",
    fr: "`latest` devient un jour une autre version, et rien ne dit laquelle a été prise. Écrivez \
         la version que vous avez essayée.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let image = view.from().filter(|_| !view.is_trigger);
    let Some(image) = image.and_then(|from| from.image.as_ref()) else {
        return;
    };
    let Some(tag) = image.tag.filter(|_| image.digest.is_none()) else {
        return;
    };
    if view.text(tag) == "latest" {
        findings.add(tag, MESSAGE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn latest_is_no_version() {
        fires(&RULE, "FROM a:⟦latest⟧ AS b\nFROM ghcr.io/c/d:⟦latest⟧\n");
        silent(
            &RULE,
            "FROM a:1\nFROM a:latest@sha256:0\nFROM a\nFROM latest\n",
        );
        leaves(&RULE, "FROM a:latest\n");
    }
}
