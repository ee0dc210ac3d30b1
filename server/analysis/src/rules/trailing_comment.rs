use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Command, Keyword, Span};
use crate::model::{Source as CopySource, Word};
use crate::text::ByteRange;
use tree_sitter::Node;

pub const RULE: Rule = Rule {
    code: "trailing-comment",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give a comment a line of its own.",
        fr: "Donner à un commentaire sa propre ligne.",
    },
    why: Text {
        en: "In a Dockerfile, a comment is a line that starts with `#`. Behind an instruction, `#` \
             and `//` are arguments like any other: the build fails, or quietly takes the comment \
             for a path, a user or a value, and a JSON form becomes a command for the shell. In a \
             `RUN` that goes on over several lines, which are one line to the shell, `#` makes a \
             comment of all that follows.",
        fr: "Dans un Dockerfile, un commentaire est une ligne qui commence par `#`. Derrière une \
             instruction, `#` et `//` sont des arguments comme les autres\u{a0}: la construction \
             échoue, ou prend sans rien dire le commentaire pour un chemin, un utilisateur ou une \
             valeur, et une forme JSON devient une commande pour le shell. Dans un `RUN` écrit sur \
             plusieurs lignes, qui n'en font qu'une pour le shell, `#` met en commentaire tout ce \
             qui suit.",
    },
    example: Example {
        bad: "WORKDIR /app  # the code",
        good: "
# the code
WORKDIR /app
",
    },
    check: Check::Instruction(check),
};

const ARGUMENT: Text = Text {
    en: "This is no comment here: `{0}` counts it among its arguments. Give it a line of its own.",
    fr: "Ce n'est pas un commentaire ici\u{a0}: `{0}` le compte parmi ses arguments. Donnez-lui sa \
         propre ligne.",
};

const SHELL_FORM: Text = Text {
    en: "This is no comment here, and the JSON form before it is none any more: a shell runs it all. \
         Give it a line of its own.",
    fr: "Ce n'est pas un commentaire ici, et la forme JSON qui précède n'en est plus une\u{a0}: un \
         shell exécute le tout. Donnez-lui sa propre ligne.",
};

const SWALLOWS: Text = Text {
    en: "To the shell, the lines of this `{0}` are one line: all that follows belongs to the \
         comment. Give it a line of its own.",
    fr: "Pour le shell, les lignes de ce `{0}` n'en font qu'une\u{a0}: tout ce qui suit fait \
         partie du commentaire. Donnez-lui sa propre ligne.",
};

const FIX: Text = Text {
    en: "Move the comment above the instruction",
    fr: "Déplacer le commentaire au-dessus de l'instruction",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if let Some(span) = swallowing(view) {
        report(view, span, SWALLOWS, findings);
    } else if let Some((span, message)) = trailing(view) {
        report(view, span, message, findings);
    }
}

/// From the comment to the end of its line.
fn report(view: &InstructionView, span: Span, message: Text, findings: &mut Findings) {
    let range = ByteRange::from(span);
    let finding = findings.add(span, Message::new(message).with(view.keyword.name()));
    let Some(source) = view.source.get(range.clone()) else {
        return;
    };
    let comment = source.trim_start_matches(['#', '/']).trim();
    let before = &view.source[..range.start];
    let start = before.trim_end_matches([' ', '\t']).len();
    // A continuation behind the comment stays.
    let continues = source.trim_end().ends_with(view.escape);
    let comment = comment.trim_end_matches(view.escape).trim_end();
    if source.contains('\n') || view.is_trigger {
        return;
    }
    let rest = match continues {
        true => format!(" {}", view.escape),
        false => String::new(),
    };
    finding.fix(Fix::safe(
        FIX,
        vec![
            TextEdit::insert(0, format!("# {comment}\n")),
            TextEdit::replace(start..range.end, rest),
        ],
    ));
}

/// A comment of the shell that hides the next lines of its instruction.
fn swallowing(view: &InstructionView) -> Option<Span> {
    if !matches!(
        view.keyword,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
    ) {
        return None;
    }
    let script = view.script()?;
    let text = &script.script.source.text;
    if !text.contains('#') {
        return None;
    }
    let comment = comment_in(script.tree.as_ref()?.root_node())?;
    let place = |offset: usize| script.script.source.source_offset(offset);
    let (start, end) = (
        place(comment.start_byte()),
        place(comment.end_byte().saturating_sub(1)),
    );
    let source = view.source.get(start..=end)?;
    // What follows on the next lines is a comment to the shell only if it stands in one line there.
    let line = source.lines().next()?;
    (source.contains('\n') && !text.get(comment.byte_range())?.contains('\n')).then_some(Span {
        start: start as u32,
        end: (start + line.trim_end().len()) as u32,
    })
}

fn comment_in(node: Node) -> Option<Node> {
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        if node.kind() == "comment" {
            return Some(node);
        }
        let mut cursor = node.walk();
        waiting.extend(node.children(&mut cursor));
    }
    None
}

/// A comment that BuildKit takes for arguments.
fn trailing(view: &InstructionView) -> Option<(Span, Text)> {
    let from = |start: u32| {
        let line = view.source.get(start as usize..)?.lines().next()?;
        Some(Span {
            start,
            end: start + line.trim_end().len() as u32,
        })
    };
    let start = match view.body {
        Body::Directory(Some(word)) | Body::Signal(Some(word)) => in_text(view, word)?,
        Body::User {
            whole: Some(word), ..
        } => in_text(view, word)?,
        Body::Pairs {
            pairs,
            legacy: true,
        } => in_text(view, pairs.first()?.value.as_ref()?)?,
        Body::Arguments(pairs) => {
            let mut names = pairs.iter().skip(1).filter_map(|pair| pair.name.as_ref());
            names.find(|name| is_mark(&name.text))?.span.start
        }
        Body::Paths { paths, .. } => {
            let mut later = paths.iter().skip(1);
            later.find(|path| is_mark(&path.text))?.span.start
        }
        Body::Transfer(transfer) if !transfer.json => {
            let sources = transfer.sources.iter().filter_map(|source| match source {
                CopySource::Path(word) => Some(word),
                CopySource::Heredoc(_) => None,
            });
            // Two words are a source and a destination, whatever they look like.
            let mut words = sources.chain(&transfer.destination).skip(2);
            words.find(|word| is_mark(&word.text))?.span.start
        }
        Body::Command(Some(Command::Shell { span, .. })) => {
            let text = view.text(*span);
            if let Some(start) = after_json(text) {
                return Some((from(span.start + start as u32)?, SHELL_FORM));
            }
            let mut slashes = view
                .commands()
                .iter()
                .flat_map(|command| &command.arguments);
            slashes.find(|argument| argument.text == "//")?.span.start
        }
        _ => return None,
    };
    Some((from(start)?, ARGUMENT))
}

/// Where a comment starts in a value that goes on to the end of its line.
fn in_text(view: &InstructionView, word: &Word) -> Option<u32> {
    let text = &*word.text;
    // Its places are those of the source only where nothing was joined.
    if view.text(word.span).trim_end() != text.trim_end() {
        return None;
    }
    let is_quoted = |at: usize| text[..at].matches(['"', '\'']).count() % 2 == 1;
    let mut marks = text.match_indices([' ', '\t']).filter(|(at, _)| {
        let rest = text[*at..].trim_start();
        is_mark(rest) && !is_quoted(*at)
    });
    let (at, _) = marks.next()?;
    let blanks = text[at..].len() - text[at..].trim_start().len();
    Some(word.span.start + (at + blanks) as u32)
}

fn is_mark(text: &str) -> bool {
    let slashes = text.strip_prefix("//");
    text.starts_with('#') || slashes.is_some_and(|rest| !rest.starts_with('/'))
}

/// Where a comment starts behind a JSON form.
fn after_json(text: &str) -> Option<usize> {
    if !text.starts_with('[') {
        return None;
    }
    text.match_indices(']').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let follows = is_mark(&rest[blanks..]);
        let elements = crate::model::array_of_strings(&text[..=at]);
        (follows && elements.is_some()).then_some(at + 1 + blanks)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn what_buildkit_takes_for_arguments_is_found() {
        for line in [
            "WORKDIR /app   ⟦# note⟧",
            "WORKDIR /app ⟦//note⟧",
            "USER bob ⟦# note⟧",
            "COPY a b ⟦# note⟧",
            "ADD a b   ⟦//note⟧",
            "VOLUME /a ⟦# note⟧",
            "ARG Z=1 ⟦# note⟧",
            "ENV A b ⟦# note⟧",
            "CMD [\"a\", \"b\"]  ⟦# note⟧",
            "ENTRYPOINT [\"a\"] ⟦// note⟧",
            "RUN [\"a\"] ⟦# note⟧",
            "RUN yarn install ⟦// note⟧",
        ] {
            fires(&RULE, &format!("FROM a\n{line}\n"));
        }
    }

    #[test]
    fn what_is_a_comment_or_none_is_left() {
        for line in [
            "RUN echo hi # note",
            "COPY a //b",
            "COPY #a b",
            "WORKDIR /app#1",
            "ENV A \"b # c\"",
            "ENV URL http://b",
            "CMD [\"# a\"]",
            "HEALTHCHECK CMD true # note",
            "RUN <<EOF\necho # note\nls\nEOF",
            "RUN a && \\\n # why\n b",
        ] {
            silent(&RULE, &format!("FROM a\n{line}\n"));
        }
    }

    #[test]
    fn a_comment_that_hides_commands_is_found() {
        fires(&RULE, "FROM a\nRUN b ⟦# why \\⟧\n && c\n");
        fixes(
            &RULE,
            "FROM a\nRUN b # why \\\n && c\n",
            "FROM a\n# why\nRUN b \\\n && c\n",
        );
    }

    #[test]
    fn the_comment_moves_above() {
        fixes(
            &RULE,
            "FROM a\nWORKDIR /app  # the  code\n",
            "FROM a\n# the  code\nWORKDIR /app\n",
        );
        fixes(
            &RULE,
            "FROM a\nCMD [\"b\"] // c\n",
            "FROM a\n# c\nCMD [\"b\"]\n",
        );
        leaves(&RULE, "FROM a\nONBUILD WORKDIR /b # c\n");
    }
}
