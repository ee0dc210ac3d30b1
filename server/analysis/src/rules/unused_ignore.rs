use super::ignores::{IgnoreComment, IgnoredCode, Tool};
use super::{Check, Example, Finding, Findings, Rule, Severity, Shown, Source, Tag};
use crate::Document;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "unused-ignore",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: Some(Tag::Unnecessary),
    title: Text {
        en: "Remove an ignore comment that silences nothing.",
        fr: "Supprimer un commentaire qui n'ignore plus rien.",
    },
    why: Text {
        en: "What it silenced has been mended since, or its code is misspelt. Left in place, it \
             hides the next mistake of that kind.",
        fr: "Ce qu'il faisait taire a été corrigé depuis, ou son code est mal écrit. Laissé en \
             place, il cachera la prochaine faute de cette sorte.",
    },
    example: Example {
        bad: "
# hadolint ignore=DL3008
RUN make
",
        good: "RUN make",
    },
    check: Check::Elsewhere,
};

const MESSAGE: Text = Text {
    en: "`{0}` is not found here, so there is nothing to ignore. Remove it.",
    fr: "`{0}` n'est pas signalé ici\u{a0}: il n'y a rien à ignorer. Supprimez-le.",
};

const FIX: Text = Text {
    en: "Remove `{0}` from the comment",
    fr: "Supprimer `{0}` du commentaire",
};

const FIX_COMMENT: Text = Text {
    en: "Remove the comment",
    fr: "Supprimer le commentaire",
};

/// The codes that silenced nothing; `is_used` goes through the codes of all comments in order.
pub(crate) fn unused(
    comments: &[IgnoreComment],
    is_used: &[bool],
    document: &Document,
) -> Vec<Finding> {
    let mut findings = Findings::new(&RULE);
    let mut rest = is_used;
    for comment in comments {
        let (used, after) = rest.split_at(comment.codes.len().min(rest.len()));
        rest = after;
        let is_unused = |(code, used): (&IgnoredCode, &bool)| !used && can_tell(comment, code);
        for (index, pair) in comment.codes.iter().zip(used).enumerate() {
            if is_unused(pair) {
                report(comment, index, document, &mut findings);
            }
        }
    }
    findings.into_found()
}

/// ShellCheck looks only where it is installed; and who skips everything skips what is to come.
fn can_tell(comment: &IgnoreComment, code: &IgnoredCode) -> bool {
    let is_all = comment.tool == Tool::Check && code.code == "all";
    // Nor is all looked for that nobody asked for.
    let rule = super::find(&code.code);
    let is_rare = rule.is_some_and(|rule| rule.shown == Shown::WhenAsked);
    !is_all && !is_rare && !code.code.starts_with("SC")
}

fn report(comment: &IgnoreComment, index: usize, document: &Document, findings: &mut Findings) {
    let code = &comment.codes[index];
    let message = |text| Message::new(text).with(&code.code);
    let fix = match comment.codes.len() {
        1 if comment.tool == Tool::Hadolint => {
            let text = document.text();
            let line = text.line_of(comment.range.start);
            let lines = text.line_start(line)..text.line_start(line + 1);
            Fix::safe(FIX_COMMENT, vec![TextEdit::delete(lines)])
        }
        1 => {
            findings.add(code.range.clone(), message(MESSAGE));
            return;
        }
        _ => {
            let range = match comment.codes.get(index + 1) {
                Some(next) => code.range.start..next.range.start,
                None => comment.codes[index - 1].range.end..code.range.end,
            };
            Fix::safe(message(FIX), vec![TextEdit::delete(range)])
        }
    };
    findings.add(code.range.clone(), message(MESSAGE)).fix(fix);
}
