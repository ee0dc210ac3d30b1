use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView, Tag};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Body, Command, Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "shadowed-cmd",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: Some(Tag::Unnecessary),
    title: Text {
        en: "Write `ENTRYPOINT` in JSON form where `CMD` is to give it arguments.",
        fr: "Écrire `ENTRYPOINT` en forme JSON quand `CMD` doit lui donner des arguments.",
    },
    why: Text {
        en: "`CMD` gives arguments to `ENTRYPOINT`. But an `ENTRYPOINT` in shell form is run as \
             `/bin/sh -c \"…\"`, which ignores them, and those of `docker run` as well.",
        fr: "`CMD` donne des arguments à `ENTRYPOINT`. Mais un `ENTRYPOINT` en forme shell est \
             exécuté comme `/bin/sh -c \"…\"`, qui les ignore, tout comme ceux de `docker run`.",
    },
    example: Example {
        bad: "
ENTRYPOINT python main.py
CMD [\"--help\"]
",
        good: "
ENTRYPOINT [\"python\", \"main.py\"]
CMD [\"--help\"]
",
    },
    check: Check::Stage(Keywords::of(&[Keyword::Cmd, Keyword::Entrypoint]), check),
};

const MESSAGE: Text = Text {
    en: "This `CMD` has no effect: the `ENTRYPOINT` is in shell form, which takes no arguments. Write \
         the `ENTRYPOINT` as a JSON form.",
    fr: "Ce `CMD` n'a aucun effet\u{a0}: l'`ENTRYPOINT` est en forme shell, qui ne prend pas \
         d'arguments. Écrivez l'`ENTRYPOINT` en forme JSON.",
};

const ENTRYPOINT: Text = Text {
    en: "this `ENTRYPOINT` is in shell form",
    fr: "cet `ENTRYPOINT` est en forme shell",
};

const FIX: Text = Text {
    en: "Write the `ENTRYPOINT` in JSON form",
    fr: "Écrire l'`ENTRYPOINT` en forme JSON",
};

fn check(stage: &StageView, findings: &mut Findings) {
    let (Some(entrypoint), Some(cmd)) = (
        stage.of(Keyword::Entrypoint).last(),
        stage.of(Keyword::Cmd).last(),
    ) else {
        return;
    };
    let Body::Command(Some(Command::Shell { span, text })) = &entrypoint.instruction.body else {
        return;
    };
    let finding = findings.add(cmd.at(cmd.instruction.written.span), MESSAGE);
    finding.related(
        entrypoint.at(entrypoint.instruction.written.span),
        ENTRYPOINT,
    );
    if let Some(words) = plain_words(text) {
        let edit = TextEdit::replace(entrypoint.at(*span), words);
        finding.fix(Fix::suggested(FIX, vec![edit]));
    }
}

/// The JSON form of a command that needs no shell.
fn plain_words(text: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=@,+% ".contains(letter);
    if !text.chars().all(is_plain) || text.trim().is_empty() {
        return None;
    }
    let first = text.split_whitespace().next()?;
    // A variable before a command is for the shell.
    if first.contains('=') || first == "exec" {
        return None;
    }
    let words = text.split_whitespace().map(|word| format!("\"{word}\""));
    Some(format!("[{}]", words.collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn a_shell_entrypoint_takes_no_arguments() {
        fires(&RULE, "FROM a\n⟦CMD⟧ [\"b\"]\nENTRYPOINT c\n");
        silent(
            &RULE,
            "FROM a\nENTRYPOINT [\"c\"]\nCMD b\nFROM d\nENTRYPOINT e\n",
        );
        fixes(
            &RULE,
            "FROM a\nENTRYPOINT python b.py\nCMD [\"c\"]\n",
            "FROM a\nENTRYPOINT [\"python\", \"b.py\"]\nCMD [\"c\"]\n",
        );
        leaves(&RULE, "FROM a\nENTRYPOINT b && c\nCMD [\"d\"]\n");
    }
}
