use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::shell::{Form, Link, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3003",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Change folder with `WORKDIR`.",
        fr: "Changer de dossier avec `WORKDIR`.",
    },
    why: Text {
        en: "The effect of `cd` ends with its `RUN`: the next instruction starts from the working \
             directory again. `WORKDIR` stays in force for all that follows. Within one `RUN`, `cd \
             src && make` is correct, so this is partly a matter of taste.",
        fr: "L'effet de `cd` s'arrête avec son `RUN`\u{a0}: l'instruction suivante repart du \
             répertoire de travail. `WORKDIR` reste en vigueur pour toute la suite. À l'intérieur \
             d'un `RUN`, `cd src && make` est correct\u{a0}: c'est donc en partie une affaire de \
             goût.",
    },
    example: Example {
        bad: "RUN cd /src && make",
        good: "
WORKDIR /src
RUN make
",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`cd` only counts until the end of this `RUN`. To stay in a folder, use `WORKDIR`.",
    fr: "`cd` ne vaut que jusqu'à la fin de ce `RUN`. Pour rester dans un dossier, utilisez \
         `WORKDIR`.",
};

const FIX: Text = Text {
    en: "Move to `{0}` with `WORKDIR`, also for the instructions that follow",
    fr: "Se placer dans `{0}` avec `WORKDIR`, aussi pour les instructions qui suivent",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if view.is_trigger {
        return;
    }
    let changes: Vec<&ShellCommand> = view
        .run()
        .iter()
        .filter(|command| command.name == "cd")
        .collect();
    for change in &changes {
        let finding = findings.add(change.name_span, MESSAGE);
        // Before the first FROM, no folder can be set.
        let is_plain = view.flags.is_empty() && !view.is_global;
        if let ([only], true) = (&*changes, is_plain) {
            finding.fixes.extend(fix(view, only));
        }
    }
}

/// Where a RUN begins with `cd`, the folder can be that of the instruction.
fn fix(view: &InstructionView, change: &ShellCommand) -> Option<Fix> {
    let script = view.script()?;
    let [folder] = &*change.arguments else {
        return None;
    };
    let parts = script.parts();
    let (first, next) = (parts.first()?, parts.get(1)?);
    let dropped = view.source.get(first.start..next.start)?;
    let is_plain = script.script.form == Form::Shell
        && first.start == change.span.start as usize
        && first.is_simple
        && !first.is_in_background
        && next.link != Link::Or
        && !dropped.contains(['#', '<', '>'])
        && is_path(&folder.text);
    let edits = vec![
        TextEdit::insert(0, format!("WORKDIR {}\n", folder.text)),
        TextEdit::delete(first.start..next.start),
    ];
    is_plain.then(|| Fix::suggested(Message::new(FIX).with(&folder.text), edits))
}

/// It means the same to the shell and to WORKDIR.
fn is_path(folder: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+@:,".contains(letter);
    !folder.is_empty() && !folder.starts_with('-') && folder.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn a_change_of_folder_is_found() {
        fires(&RULE, "FROM a\nRUN b && ⟦cd⟧ c && (⟦cd⟧ d; e)\n");
        silent(
            &RULE,
            "FROM a\nWORKDIR b\nRUN pushd c\nONBUILD RUN cd d && e\n",
        );
    }

    #[test]
    fn the_first_change_becomes_a_workdir() {
        fixes(
            &RULE,
            "FROM a\nRUN cd \"/b\" \\\n && c \\\n && d\n",
            "FROM a\nWORKDIR /b\nRUN c \\\n && d\n",
        );
        fixes(&RULE, "FROM a\nRUN cd b; c\n", "FROM a\nWORKDIR b\nRUN c\n");
        leaves(
            &RULE,
            "FROM a\nRUN b && cd c && d\nRUN cd e || f\nRUN cd g\n",
        );
        leaves(
            &RULE,
            "FROM a\nRUN cd $b && c\nRUN cd ~ && d\nRUN cd - && e\n",
        );
        leaves(&RULE, "FROM a\nRUN cd b && cd c && d\nRUN (cd e && f)\n");
        leaves(&RULE, "RUN cd b && c\n");
    }
}
