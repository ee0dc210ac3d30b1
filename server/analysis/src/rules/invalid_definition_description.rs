use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keywords, Located, Span};
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "InvalidDefinitionDescription",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Hint,
    shown: Shown::WhenAsked,
    tag: None,
    title: Text {
        en: "Start the comment above a stage or an argument with its name.",
        fr: "Commencer par son nom le commentaire placé au-dessus d'une étape ou d'un argument.",
    },
    why: Text {
        en: "Such a comment is the description that `docker build --call=outline` and \
             `--call=targets` show, provided that its first word is the name. Below a comment that \
             describes nothing, leave a blank line. The check is experimental and off unless `# \
             check=experimental=InvalidDefinitionDescription` turns it on.",
        fr: "Un tel commentaire est la description qu'affichent `docker build --call=outline` et \
             `--call=targets`, pourvu que son premier mot soit le nom. Sous un commentaire qui ne \
             décrit rien, laissez une ligne vide. Cette vérification est expérimentale et \
             inactive, sauf si `# check=experimental=InvalidDefinitionDescription` l'active.",
    },
    example: Example {
        bad: "
# compiles the program
FROM golang:1.25 AS build
",
        good: "
# build compiles the program
FROM golang:1.25 AS build
",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "The comment above `{0}` is its description only if it starts with that name. Put the name \
         first, or an empty comment below.",
    fr: "Le commentaire au-dessus de `{0}` n'en est la description que s'il commence par ce nom. \
         Mettez le nom en tête, ou un commentaire vide en dessous.",
};

const COMMENT: Text = Text {
    en: "this comment",
    fr: "ce commentaire",
};

const FIX_NAME: Text = Text {
    en: "Start the comment with `{0}`",
    fr: "Commencer le commentaire par `{0}`",
};

const FIX_APART: Text = Text {
    en: "Separate the comment from `{0}` with an empty one",
    fr: "Séparer le commentaire de `{0}` par un commentaire vide",
};

fn check(file: &FileView, findings: &mut Findings) {
    let mut end = 0;
    for located in file.instructions() {
        let before = std::mem::replace(&mut end, located.range().end);
        // Nothing but a line break stands between most instructions.
        if located.start <= before + 1 && before > 0 {
            continue;
        }
        let names = names(&located);
        let Some((first, span)) = names.first() else {
            continue;
        };
        let Some(comment) = comment_above(file, before, located.start) else {
            continue;
        };
        let line = file.document.text().slice(comment.clone());
        let written = line.trim_start();
        // BuildKit drops the first letter of the line, whatever it is.
        let said = line.get(1..).unwrap_or_default().trim();
        if names
            .iter()
            .any(|(name, _)| *name == said.split(' ').next().unwrap_or_default())
        {
            continue;
        }
        let message = Message::new(MESSAGE).with(first);
        let finding = findings.add(located.at(*span), message);
        finding.related(comment.clone(), COMMENT);
        let words = written.trim_start_matches('#').trim();
        let word = words.split(' ').next().unwrap_or_default();
        let rest = match word
            .trim_end_matches([':', ','])
            .eq_ignore_ascii_case(first)
        {
            true => words[word.len()..].trim_start(),
            false => words,
        };
        let described = format!("# {first} {rest}");
        let name = TextEdit::replace(comment, described.trim_end());
        let text = file.document.text();
        let line_start = text.line_start(text.line_of(located.start));
        let apart = TextEdit::insert(line_start, "#\n");
        finding
            .fix(Fix::suggested(
                Message::new(FIX_NAME).with(first),
                vec![name],
            ))
            .fix(Fix::suggested(
                Message::new(FIX_APART).with(first),
                vec![apart],
            ));
    }
}

/// What the instruction defines.
fn names(located: &Located) -> Vec<(String, Span)> {
    match &located.instruction.body {
        Body::From(from) => {
            let name = from.name.iter();
            name.map(|name| (name.text.to_lowercase(), name.span))
                .collect()
        }
        Body::Arguments(arguments) => {
            let names = arguments
                .iter()
                .filter_map(|argument| argument.name.as_ref());
            names
                .map(|name| (name.text.to_string(), name.span))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The line of the last comment between two instructions, unless it is empty. Blank lines do not
/// part it from what stands below.
fn comment_above(file: &FileView, after: usize, before: usize) -> Option<ByteRange> {
    let text = file.document.text();
    let mut line = text.line_of(before);
    loop {
        line = line.checked_sub(1)?;
        let start = text.line_start(line);
        if start < after || (after > 0 && text.line_of(after) == line) {
            return None;
        }
        if file
            .directives
            .iter()
            .any(|directive| directive.row == line)
        {
            return None;
        }
        let whole = text.slice(start..text.line_start(line + 1));
        let content = whole.trim_end_matches(['\r', '\n']);
        let mark =
            usize::from(line == 0 && content.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
        let content = &content[mark..];
        let start = start + mark;
        match content.trim_start().strip_prefix('#') {
            None if content.trim().is_empty() => {}
            Some(_) => {
                let is_empty = content.get(1..).unwrap_or_default().trim().is_empty();
                return (!is_empty).then_some(start..start + content.len());
            }
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn a_description_starts_with_the_name() {
        fires(
            &RULE,
            "# makes b\nFROM a AS ⟦B⟧\n# what c is\n\nARG ⟦c⟧ d\n",
        );
        silent(
            &RULE,
            "# b makes b\nFROM a AS B\n# other\n#\nARG c\nRUN <<E\n# e\nE\nARG d\n",
        );
        silent(&RULE, "# syntax=a\nFROM a AS b\n# c\nFROM d\nARG e # f\n");
        fires(&RULE, "FROM a\n  # b\nARG ⟦b⟧\n");
        fixes(
            &RULE,
            "# B: makes it\nFROM a AS b\n",
            "# b makes it\nFROM a AS b\n",
        );
        fixes(
            &RULE,
            "FROM a\n  # makes it\nARG b\n",
            "FROM a\n# b makes it\nARG b\n",
        );
    }
}
