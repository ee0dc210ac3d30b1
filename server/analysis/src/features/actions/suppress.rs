//! The comments that silence a finding: above its instruction, or for the whole file.

use super::{Action, ActionKind};
use crate::Document;
use crate::edit::TextEdit;
use crate::features::diagnostics::Diagnostic;
use crate::lang::Text;
use crate::message::Message;
use crate::rules::ignores::{IgnoreComment, Scope, Tool};

const HERE: Text = Text {
    en: "Ignore `{0}` on this instruction",
    fr: "Ignorer `{0}` pour cette instruction",
};

const IN_FILE: Text = Text {
    en: "Ignore `{0}` in this file",
    fr: "Ignorer `{0}` dans ce fichier",
};

pub fn actions(document: &Document, found: &Diagnostic, comments: &[IgnoreComment]) -> Vec<Action> {
    // An error cannot be ignored: the build does not ignore it either.
    let code = found.code();
    if code.starts_with("BuildError/") || code == "unused-ignore" {
        return Vec::new();
    }
    let hadolint = [code].into_iter().chain(found.also().iter().copied());
    let hadolint = hadolint.into_iter().find(|code| is_hadolint(code));
    let action = |text: Text, edit: TextEdit| Action {
        title: Message::new(text).with(code),
        kind: ActionKind::QuickFix,
        edits: Some(vec![edit]),
        mends: Some(found.clone()),
        is_preferred: false,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    };
    let here = here(document, found, hadolint.unwrap_or(code), comments);
    let here = here.map(|edit| action(HERE, edit));
    let in_file = in_file(document, code, comments);
    here.into_iter().chain([action(IN_FILE, in_file)]).collect()
}

fn is_hadolint(code: &str) -> bool {
    let number = code.strip_prefix("DL").or_else(|| code.strip_prefix("SC"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// hadolint, which brings ShellCheck along, reads its own comment; that of BuildKit's form is read by strates alone there.
fn here(
    document: &Document,
    found: &Diagnostic,
    code: &str,
    comments: &[IgnoreComment],
) -> Option<TextEdit> {
    let located = document.dockerfile().instruction_at(found.range().start)?;
    let tool = match is_hadolint(code) {
        true => Tool::Hadolint,
        false => Tool::Check,
    };
    let own = comments
        .iter()
        .find(|comment| comment.scope == Scope::Instruction(located.start) && comment.tool == tool);
    if let Some(last) = own.and_then(|comment| comment.codes.last()) {
        return Some(TextEdit::insert(last.range.end, format!(",{code}")));
    }
    let text = document.text();
    let line = text.line_start(text.line_of(located.start));
    let line = line.max(text_start(document));
    let indent = text.slice(line..located.start);
    let indent = match indent.trim().is_empty() {
        true => indent.into_owned(),
        false => String::new(),
    };
    let comment = match tool {
        Tool::Hadolint => format!("{indent}# hadolint ignore={code}\n"),
        // At the top of the file it would be a directive, for all of it.
        Tool::Check if is_where_directives_stand(document, line) => return None,
        Tool::Check => format!("{indent}# check=skip={code}\n"),
    };
    Some(TextEdit::insert(line, comment))
}

fn is_where_directives_stand(document: &Document, at: usize) -> bool {
    document
        .text()
        .slice(directives_end(document)..at)
        .trim()
        .is_empty()
}

fn in_file(document: &Document, code: &str, comments: &[IgnoreComment]) -> TextEdit {
    let tool = match is_hadolint(code) {
        true => Tool::Hadolint,
        false => Tool::Check,
    };
    let own = comments
        .iter()
        .find(|comment| comment.scope == Scope::File && comment.tool == tool);
    if let Some(last) = own.and_then(|comment| comment.codes.last()) {
        return TextEdit::insert(last.range.end, format!(",{code}"));
    }
    let mut directives = document.dockerfile().directives.iter();
    let check = directives.find(|directive| directive.name == "check");
    match (tool, check) {
        (Tool::Check, Some(check)) => {
            TextEdit::insert(check.value_range.end, format!(";skip={code}"))
        }
        (Tool::Check, None) => {
            TextEdit::insert(directives_end(document), format!("# check=skip={code}\n"))
        }
        (Tool::Hadolint, _) => TextEdit::insert(
            directives_end(document),
            format!("# hadolint global ignore={code}\n"),
        ),
    }
}

/// The start of the first line that is no directive.
fn directives_end(document: &Document) -> usize {
    let text = document.text();
    let last = document.dockerfile().directives.last();
    last.map_or_else(
        || text_start(document),
        |directive| text.line_start(text.line_of(directive.value_range.end) + 1),
    )
}

/// Nothing may stand before a byte order mark.
fn text_start(document: &Document) -> usize {
    let mark = '\u{feff}'.len_utf8();
    let text = document.text();
    match text.slice(0..mark.min(text.len())) == "\u{feff}" {
        true => mark,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::NoContext;
    use crate::edit::apply;
    use crate::features::actions::quick_fixes;
    use crate::features::diagnostics::{Setup, diagnostics};
    use crate::images::NoImages;
    use crate::lang::Lang;
    use crate::rules::{Levels, Options};

    /// What the two comments for the last finding make of a text; after either it is gone.
    #[track_caller]
    fn check(text: &str, here: Option<&str>, in_file: &str) {
        let (levels, options) = (Levels::default(), Options::default());
        let setup = Setup {
            context: &NoContext,
            images: &NoImages,
            levels: &levels,
            options: &options,
            shellcheck: false,
        };
        let document = Document::new(text);
        let found = diagnostics(&document, &setup);
        let last = found.last().unwrap();
        let actions = quick_fixes(&document, &found, &last.range());
        let ignoring: Vec<String> = actions
            .iter()
            .filter(|action| action.title.get(Lang::En).starts_with("Ignore"))
            .map(|action| apply(text, action.edits.as_ref().unwrap()).unwrap())
            .collect();
        let expected: Vec<&str> = here.into_iter().chain([in_file]).collect();
        assert_eq!(ignoring, expected);
        for text in ignoring {
            assert_eq!(
                diagnostics(&Document::new(&text), &setup).len(),
                found.len() - 1,
                "{text}"
            );
        }
    }

    #[test]
    fn a_finding_is_silenced_where_it_stands() {
        check(
            "# syntax=a\nFROM debian\n",
            Some("# syntax=a\n# hadolint ignore=DL3006\nFROM debian\n"),
            "# syntax=a\n# hadolint global ignore=DL3006\nFROM debian\n",
        );
        check(
            "FROM a:1\n  MAINTAINER b\n",
            Some("FROM a:1\n  # hadolint ignore=DL4000\n  MAINTAINER b\n"),
            "# check=skip=MaintainerDeprecated\nFROM a:1\n  MAINTAINER b\n",
        );
        check(
            "\u{feff}FROM debian\n",
            Some("\u{feff}# hadolint ignore=DL3006\nFROM debian\n"),
            "\u{feff}# hadolint global ignore=DL3006\nFROM debian\n",
        );
    }

    #[test]
    fn a_comment_that_is_there_takes_one_more() {
        check(
            "# check=skip=A;error=false\nFROM a:1\n# hadolint ignore=DL3001 # why\nMAINTAINER b\n",
            Some(
                "# check=skip=A;error=false\nFROM a:1\n# hadolint ignore=DL3001,DL4000 # why\nMAINTAINER b\n",
            ),
            "# check=skip=A,MaintainerDeprecated;error=false\nFROM a:1\n# hadolint ignore=DL3001 # why\nMAINTAINER b\n",
        );
    }
}
