use super::ignores::{Tool, ignore_comments};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::model::Keywords;

pub const RULE: Rule = Rule {
    code: "DL1001",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Hint,
    shown: Shown::WhenAsked,
    tag: None,
    title: Text {
        en: "Ignore rules in the configuration rather than in comments.",
        fr: "Ignorer les règles dans la configuration plutôt que par des commentaires.",
    },
    why: Text {
        en: "This rule is off by default; it suits teams that want all exceptions in one place, \
             `.hadolint.yaml`. It is a matter of taste: a comment next to the instruction can say \
             why the exception is there.",
        fr: "Cette règle est inactive par défaut\u{a0}; elle convient aux équipes qui veulent \
             toutes les exceptions au même endroit, `.hadolint.yaml`. C'est une affaire de \
             goût\u{a0}: un commentaire à côté de l'instruction peut dire pourquoi l'exception est \
             là.",
    },
    example: Example {
        bad: "
# hadolint ignore=DL3003
RUN cd src && make
",
        good: "RUN cd src && make",
    },
    check: Check::File(Keywords::ALL, check),
};

fn check(file: &FileView, findings: &mut Findings) {
    let comments = ignore_comments(file.document).into_iter();
    for comment in comments.filter(|comment| comment.tool == Tool::Hadolint) {
        findings.add(comment.range, RULE.title);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, silent};
    use super::*;

    #[test]
    fn comments_that_ignore_are_found() {
        fires(&RULE, "⟦# hadolint ignore=DL3006 # why⟧\nFROM a\n");
        silent(&RULE, "# check=skip=all\n# hadolint\nFROM a\n");
    }
}
