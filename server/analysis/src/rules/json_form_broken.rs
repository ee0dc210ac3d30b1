use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{
    Body, Command, Keyword, Source as CopySource, Span, array_of_strings, is_array_of_others,
};

pub const RULE: Rule = Rule {
    code: "json-form-broken",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write a JSON form that is valid JSON.",
        fr: "Écrire une forme JSON qui soit du JSON valide.",
    },
    why: Text {
        en: "Arguments in brackets are a JSON form only if they are valid JSON: strings in double \
             quotes, commas between them, no comma at the end. Otherwise BuildKit takes them for a \
             command of the shell, brackets included, or for the names of files, and says nothing.",
        fr: "Des arguments entre crochets ne sont une forme JSON que s'ils sont du JSON \
             valide\u{a0}: des chaînes entre guillemets droits doubles, des virgules entre elles, \
             pas de virgule à la fin. Sinon, BuildKit les prend pour une commande du shell, crochets \
             compris, ou pour des noms de fichiers, sans rien dire.",
    },
    example: Example {
        bad: "CMD ['python', 'main.py']",
        good: r#"CMD ["python", "main.py"]"#,
    },
    check: Check::Instruction(check),
};

const COMMAND: Text = Text {
    en: "This is not valid JSON, so a shell runs it, brackets included. Write strings in double \
         quotes, with commas between them.",
    fr: "Ce n'est pas du JSON valide\u{a0}: un shell l'exécute, crochets compris. Écrivez des chaînes \
         entre guillemets droits doubles, séparées par des virgules.",
};

const WORDS: Text = Text {
    en: "This is not valid JSON, so `{0}` takes each word for a path, brackets included. Write strings \
         in double quotes, with commas between them.",
    fr: "Ce n'est pas du JSON valide\u{a0}: `{0}` prend chaque mot pour un chemin, crochets compris. \
         Écrivez des chaînes entre guillemets droits doubles, séparées par des virgules.",
};

const FIX: Text = Text {
    en: "Write it as `{0}`",
    fr: "Écrire `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let (start, message) = match view.body {
        Body::Command(Some(Command::Shell { span, .. })) if view.keyword != Keyword::Shell => {
            (span.start, COMMAND)
        }
        Body::Healthcheck(Some(nested)) => match &nested.body {
            Body::Command(Some(Command::Shell { span, .. })) => (span.start, COMMAND),
            _ => return,
        },
        Body::Transfer(transfer) if !transfer.json => match transfer.sources.first() {
            Some(CopySource::Path(path)) => (path.span.start, WORDS),
            _ => return,
        },
        Body::Paths { paths, json: false } => match paths.first() {
            Some(path) => (path.span.start, WORDS),
            None => return,
        },
        _ => return,
    };
    let span = Span {
        start,
        end: view.source.len() as u32,
    };
    // Heredocs and continuations are more than a slip of the quotes.
    let text = view.text(span).trim_end();
    if text.contains('\n') || !is_meant_as_json(text) || is_array_of_others(text) {
        return;
    }
    let span = Span {
        end: start + text.len() as u32,
        ..span
    };
    let finding = findings.add(span, Message::new(message).with(view.keyword.name()));
    if let Some(strings) = strings(text) {
        let mended = array(&strings);
        let edit = TextEdit::replace(span.into(), mended.clone());
        finding.fix(Fix::safe(Message::new(FIX).with(mended), vec![edit]));
    }
}

/// Whether a text is meant as JSON and is none, or is followed by what makes it none.
pub(super) fn is_broken_array(text: &str) -> bool {
    is_meant_as_json(text) || is_comment_behind(text)
}

/// Brackets are also a test of the shell: `[ -f x ] && …`, and a pattern of names: `[ab]*`.
fn is_meant_as_json(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[') else {
        return false;
    };
    if array_of_strings(text).is_some() || is_comment_behind(text) {
        return false;
    }
    let inner = inner.trim_start();
    let is_quote = |letter: char| matches!(letter, '"' | '\'' | '“' | '”' | '‘' | '’' | '«');
    let is_closed = text.ends_with(']');
    let starts_quoted = inner.starts_with(is_quote);
    let lists = inner.contains(',') && is_closed;
    // A test stands apart from its bracket.
    let is_test = text.starts_with("[ ") && !lists;
    (starts_quoted && !is_test) || (lists && !inner.contains(['*', '?']))
}

/// What another rule says more of.
fn is_comment_behind(text: &str) -> bool {
    let closings = text.match_indices(']');
    closings.into_iter().any(|(at, _)| {
        let rest = text[at + 1..].trim_start();
        (rest.starts_with('#') || rest.starts_with("//"))
            && array_of_strings(&text[..=at]).is_some()
    })
}

/// The strings that were meant, where each is in quotes of some kind or a plain word.
fn strings(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('[')?;
    let mut rest = inner.strip_suffix(']').unwrap_or(inner).trim();
    let mut strings = Vec::new();
    while let Some(first) = rest.chars().next() {
        let close: &[char] = match first {
            '"' => &['"'],
            '\'' => &['\''],
            '“' | '”' | '„' => &['”', '“', '"'],
            '‘' | '’' => &['’', '‘', '\''],
            _ => &[],
        };
        let (string, after) = match close.is_empty() {
            true => {
                let end = rest.find([',', ' ', '\t']).unwrap_or(rest.len());
                // A quote in the middle of a word is not to be guessed at.
                if rest[..end].contains(['"', '\'', '[', ']']) {
                    return None;
                }
                (&rest[..end], &rest[end..])
            }
            false => {
                let inner = &rest[first.len_utf8()..];
                let end = inner.find(close)?;
                let quote = inner[end..].chars().next()?;
                (&inner[..end], &inner[end + quote.len_utf8()..])
            }
        };
        strings.push(string.to_owned());
        let after = after.trim_start();
        rest = after.strip_prefix(',').unwrap_or(after).trim_start();
    }
    (!strings.is_empty()).then_some(strings)
}

fn array(strings: &[String]) -> String {
    let quoted = strings.iter().map(|string| {
        // An escape that JSON knows stays one; any other backslash is itself.
        let escaped = string.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{escaped}\"")
    });
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn what_is_meant_as_json_is_found() {
        fires(&RULE, "FROM a\nCMD ⟦['b', 'c']⟧\n");
        fires(
            &RULE,
            "FROM a\nENTRYPOINT ⟦[\"b\", \"c\",]⟧\nRUN ⟦[\"b\" \"c\"]⟧\n",
        );
        fires(
            &RULE,
            "FROM a\nCMD ⟦[b, c]⟧\nVOLUME ⟦['/b']⟧\nCOPY ⟦['b', 'c']⟧\n",
        );
        fires(&RULE, "FROM a\nHEALTHCHECK CMD ⟦[\"b\", \"c\"⟧\n");
    }

    #[test]
    fn brackets_of_the_shell_are_left() {
        silent(
            &RULE,
            "FROM a\nRUN [ -f b ] && c\nRUN [[ b == c ]]\nRUN [ \"$A\" = b ]\n",
        );
        silent(
            &RULE,
            "FROM a\nCMD [\"b\"]\nCMD [1]\nCOPY [ab]* c\nCMD [\"b\"] # c\n",
        );
    }

    #[test]
    fn it_becomes_json() {
        fixes(
            &RULE,
            "FROM a\nCMD ['b', \"c\" d,]\n",
            "FROM a\nCMD [\"b\", \"c\", \"d\"]\n",
        );
        fixes(
            &RULE,
            "FROM a\nCMD [“b”, “c”]\n",
            "FROM a\nCMD [\"b\", \"c\"]\n",
        );
        fixes(
            &RULE,
            "FROM a\nCMD [\"b\", \"c\"\n",
            "FROM a\nCMD [\"b\", \"c\"]\n",
        );
        leaves(&RULE, "FROM a\nCMD [\"b\", \"c]\n");
    }
}
