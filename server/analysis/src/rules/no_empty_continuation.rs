use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "NoEmptyContinuation",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Leave no blank line inside an instruction.",
        fr: "Ne pas laisser de ligne vide dans une instruction.",
    },
    why: Text {
        en: "After a backslash, a blank line does not end the instruction: BuildKit skips it today \
             and announces that it will refuse it one day, and the next line is easily read as a \
             new instruction. Delete the blank line, or put a comment in its place.",
        fr: "Après une barre oblique inverse, une ligne vide ne termine pas l'instruction\u{a0}: \
             BuildKit la saute aujourd'hui et annonce qu'il la refusera un jour, et la ligne \
             suivante passe facilement pour une nouvelle instruction. Supprimez la ligne vide, ou \
             mettez un commentaire à sa place.",
    },
    example: Example {
        bad: r"
RUN make \

 && make install
",
        good: r"
RUN make \
 && make install
",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "A blank line stands inside this instruction: BuildKit skips it, and will refuse it one \
         day. Delete it.",
    fr: "Une ligne vide se trouve dans cette instruction\u{a0}: BuildKit la saute, et la refusera \
         un jour. Supprimez-la.",
};

const END: Text = Text {
    en: "The last line ends as if it went on, but only blank lines follow. Delete the continuation \
         character.",
    fr: "La dernière ligne finit comme si elle continuait, mais seules des lignes vides suivent. \
         Supprimez le caractère de continuation.",
};

const FIX_END: Text = Text {
    en: "Delete the continuation character",
    fr: "Supprimer le caractère de continuation",
};

const FIX: Text = Text {
    en: "Delete the blank lines",
    fr: "Supprimer les lignes vides",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if view.is_trigger {
        return;
    }
    let lines = Lines::read(view.source, view.escape);
    if let Some(first) = lines.blank.first().cloned() {
        let edits = lines.blank.into_iter().chain(lines.open_end);
        let edits = edits.map(TextEdit::delete).collect();
        findings.add(first, MESSAGE).fix(Fix::safe(FIX, edits));
        return;
    }
    // At the end of the file, the blank lines are no part of the source.
    let rows = view.source.matches('\n').count();
    if let Some(end) = lines.open_end.filter(|_| view.instruction.rows > rows) {
        let edit = TextEdit::delete(end.clone());
        findings.add(end, END).fix(Fix::safe(FIX_END, vec![edit]));
    }
}

struct Lines {
    /// The blank lines, with their breaks, that continuations lead over.
    blank: Vec<ByteRange>,
    /// The continuation after which nothing comes any more.
    open_end: Option<ByteRange>,
}

impl Lines {
    fn read(source: &str, escape: char) -> Lines {
        let mut lines = Lines {
            blank: Vec::new(),
            open_end: None,
        };
        let mut start = 0;
        for line in source.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let text = content.trim_start();
            let is_inside = lines.open_end.is_some();
            if is_inside && text.is_empty() {
                lines.blank.push(start..start + line.len());
            } else if !(is_inside && text.starts_with('#')) {
                let kept = before_continuation(content, escape);
                lines.open_end = kept.map(|kept| start + kept..start + content.len());
                if kept.is_none() {
                    break;
                }
            }
            start += line.len();
        }
        lines
    }
}

/// How much of a line stands before its continuation, if it goes on.
fn before_continuation(line: &str, escape: char) -> Option<usize> {
    let kept = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!kept.ends_with(escape)).then(|| kept.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn no_line_of_an_instruction_is_blank() {
        fires(&RULE, "FROM a\nRUN b \\\n⟦\n⟧\n# c\n  \n && d\n");
        silent(&RULE, "FROM a\n\nRUN b \\\n# c\n && d\n\nRUN <<E\n\ne\nE\n");
        silent(&RULE, "FROM a\nRUN b \\\\\n\nRUN c\n");
        fires(&RULE, "FROM a\nRUN b⟦ \\⟧\n\n");
        silent(&RULE, "FROM a\nRUN b \\\n");
        fixes(
            &RULE,
            "FROM a\nRUN b \\\n\n# c\n  \n && d \\\r\n\r\n && e\n",
            "FROM a\nRUN b \\\n# c\n && d \\\r\n && e\n",
        );
    }
}
