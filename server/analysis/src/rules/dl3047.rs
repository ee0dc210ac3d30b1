use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3047",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Keep the progress bar of `wget` out of the log.",
        fr: "Écarter du journal la barre de progression de `wget`.",
    },
    why: Text {
        en: "Without a terminal, `wget` writes line after line while it downloads: with a large \
             file, thousands of them, among which an error is lost. `-nv` leaves the result and \
             the errors, `-q` nothing at all.",
        fr: "Sans terminal, `wget` écrit ligne sur ligne pendant le téléchargement\u{a0}: pour un \
             gros fichier, des milliers, parmi lesquelles une erreur se perd. `-nv` laisse le \
             résultat et les erreurs, `-q` rien du tout.",
    },
    example: Example {
        bad: "RUN wget https://example.com/app.tar.gz",
        good: "RUN wget -nv https://example.com/app.tar.gz",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`wget` fills the log with its progress, line after line. Add `-nv`, which leaves the \
         result and the errors.",
    fr: "`wget` remplit le journal de sa progression, ligne après ligne. Ajoutez `-nv`, qui laisse \
         le résultat et les erreurs.",
};

const FIX: Text = Text {
    en: "Add `-nv`",
    fr: "Ajouter `-nv`",
};

const QUIET: Text = Text {
    en: "Add `-q`: nothing is written",
    fr: "Ajouter `-q`\u{a0}: rien n'est écrit",
};

/// Flags that settle what is written, or where.
const SETTLED: [&str; 8] = [
    "progress",
    "q",
    "quiet",
    "o",
    "output-file",
    "a",
    "append-output",
    "no-verbose",
];

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run().iter().filter(|command| command.name == "wget") {
        if !command.has_any_flag(&SETTLED) && !command.has_argument("-nv") {
            // BusyBox takes both flags, but no `--progress`.
            let add = |word| vec![add_after(view.source, command, command.name_span.end, word)];
            findings
                .add(command.name_span, MESSAGE)
                .fix(Fix::safe(FIX, add("-nv")))
                .fix(Fix::suggested(QUIET, add("-q")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn the_log_stays_short() {
        fires(
            &RULE,
            "FROM a\nRUN ⟦wget⟧ -O b c && ⟦wget⟧ --no-check-certificate d\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN wget -nv b && wget -qO- c && wget --progress=dot:giga d && wget -o e f\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN wget \\\n b\n",
            "FROM a\nRUN wget -nv \\\n b\n",
        );
    }
}
