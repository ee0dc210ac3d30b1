use super::quotes::{is_plain_path, without_quotes};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Source as From};

pub const RULE: Rule = Rule {
    code: "DL3021",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "End the destination of several sources with `/`.",
        fr: "Terminer par `/` la destination de plusieurs sources.",
    },
    why: Text {
        en: "Several sources need a folder, and only the slash says that the destination is one: \
             without it, files can end up under a single name, each overwriting the one before. \
             `.` is a folder in any case, yet the rule asks for `./`.",
        fr: "Plusieurs sources demandent un dossier, et seule la barre oblique dit que la \
             destination en est un\u{a0}: sans elle, des fichiers peuvent finir sous un seul nom, \
             chacun écrasant le précédent. `.` est de toute façon un dossier, mais la règle \
             demande `./`.",
    },
    example: Example {
        bad: "COPY package.json package-lock.json /app",
        good: "COPY package.json package-lock.json /app/",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "Several sources need a folder, and only a slash says that `{0}` is one. End it with `/`.",
    fr: "Plusieurs sources demandent un dossier, et seule une barre oblique dit que `{0}` en est \
         un. Terminez-le par `/`.",
};

const FIX: Text = Text {
    en: "Add `/`",
    fr: "Ajouter `/`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Some(transfer) = view.transfer().filter(|_| view.keyword == Keyword::Copy) else {
        return;
    };
    let Some(destination) = &transfer.destination else {
        return;
    };
    let path = without_quotes(&destination.text);
    if view.is_trigger || transfer.sources.len() < 2 || path.ends_with('/') {
        return;
    }
    let finding = findings.add(destination.span, Message::new(MESSAGE).with(path));
    // Behind a comment that is none, or in an instruction that the line before swallowed, nobody
    // meant a destination.
    let is_misread = transfer.sources.iter().any(|source| match source {
        From::Path(path) => path.text.starts_with('#') || is_keyword(&path.text),
        From::Heredoc(_) => false,
    });
    if is_misread || !is_plain_path(path) {
        return;
    }
    let written = view.text(destination.span);
    let end = destination.span.end as usize - usize::from(written.ends_with(['"', '\'']));
    let edit = TextEdit::insert(end, "/");
    finding.fix(Fix::safe(FIX, vec![edit]));
}

fn is_keyword(text: &str) -> bool {
    let mut known = Keyword::KNOWN.iter();
    known.any(|keyword| keyword.name() == text)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn several_sources_need_a_folder() {
        fires(
            &RULE,
            "FROM a\nCOPY b c ⟦/d⟧\nCOPY [\"e\", \"f\", ⟦\".\"⟧]\n",
        );
        silent(&RULE, "FROM a\nCOPY b /c\nCOPY b c \"d/\"\nADD e f /g\n");
        fixes(&RULE, "FROM a\nCOPY b c .\n", "FROM a\nCOPY b c ./\n");
        fixes(
            &RULE,
            "FROM a\nCOPY [\"b\", \"c\", \"/d e\"]\n",
            "FROM a\nCOPY [\"b\", \"c\", \"/d e/\"]\n",
        );
    }
}
