use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "typographic-character",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Use the plain characters of a keyboard: straight quotes, hyphens, ordinary spaces.",
        fr: "Employer les caractères simples du clavier\u{a0}: guillemets droits, traits d'union, \
             espaces ordinaires.",
    },
    why: Text {
        en: "Word processors, web pages and some keyboards put curly quotes, dashes and no-break \
             spaces in place of what was typed. They look the same, but to BuildKit and to a shell \
             they are letters: a JSON form becomes a shell command, an option becomes a word, and a \
             backslash before such a space continues nothing.",
        fr: "Les traitements de texte, les pages web et certains claviers remplacent ce qui a été \
             tapé par des guillemets courbes, des tirets ou des espaces insécables. L'aspect est le \
             même, mais pour BuildKit et pour un shell ce sont des lettres\u{a0}: une forme JSON \
             devient une commande pour le shell, une option devient un mot, et une barre oblique \
             inverse devant un tel espace ne continue rien.",
    },
    example: Example {
        bad: "CMD [“python”, “main.py”]",
        good: r#"CMD ["python", "main.py"]"#,
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "{0} stands here ({1}), which looks like {2}, but BuildKit takes it for a letter. Write \
         {2}.",
    fr: "Il y a ici {0} ({1}), qui ressemble à {2} mais que BuildKit prend pour une lettre. \
         Écrivez {2}.",
};

const REMOVE: Text = Text {
    en: "An invisible character stands here ({0}): BuildKit takes it for a letter. Remove it.",
    fr: "Un caractère invisible se trouve ici ({0})\u{a0}: BuildKit le prend pour une lettre. \
         Supprimez-le.",
};

const FIX: Text = Text {
    en: "Replace with {0}",
    fr: "Remplacer par {0}",
};

const FIX_REMOVE: Text = Text {
    en: "Remove the invisible character",
    fr: "Supprimer le caractère invisible",
};

const FIX_REMOVE_SPACE: Text = Text {
    en: "Remove the special space",
    fr: "Supprimer l'espace spécial",
};

/// What a character looks like, and what it is called.
struct Twin {
    plain: &'static str,
    name: Text,
}

fn check(view: &InstructionView, findings: &mut Findings) {
    // Of a word that is no instruction, the error says more.
    if view.is_trigger || view.source.is_ascii() || view.keyword == Keyword::Unknown {
        return;
    }
    let heredocs = view.heredocs.iter();
    let head = heredocs.map(|heredoc| heredoc.body.start as usize).min();
    let head = view.source.get(..head.unwrap_or(view.source.len()));
    let mut quote = None;
    let mut skipped: ByteRange = 0..0;
    let mut done = 0;
    for (at, letter) in head.unwrap_or_default().char_indices() {
        if letter == '\n' {
            let next = view.source[at + 1..].trim_start_matches([' ', '\t']);
            let line = next.lines().next().unwrap_or_default();
            // A comment between the lines of an instruction is free text.
            if line.starts_with('#') {
                let start = view.source.len() - next.len();
                skipped = start..start + line.len();
            }
        }
        match (quote, letter) {
            _ if skipped.contains(&at) || at < done => {}
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '“' | '„') => done = report_pair(view, at, letter, findings),
            (None, _) if !letter.is_ascii() => report(view, at, letter, findings),
            _ => {}
        }
    }
}

/// Both curly quotes of a pair at once: one straight quote alone would open a string. Gives the end
/// of what was reported.
fn report_pair(view: &InstructionView, at: usize, letter: char, findings: &mut Findings) -> usize {
    let inner = at + letter.len_utf8();
    let line = view.source[inner..].lines().next().unwrap_or_default();
    let Some(length) = line.find(['”', '“']) else {
        report(view, at, letter, findings);
        return inner;
    };
    let close = inner + length;
    let end = close + '”'.len_utf8();
    let message = Message::new(MESSAGE)
        .with_text(QUOTE)
        .with(format!("U+{:04X}", u32::from(letter)))
        .with("`\"`");
    let edits = vec![
        TextEdit::replace(at..inner, "\""),
        TextEdit::replace(close..end, "\""),
    ];
    let title = Message::new(FIX).with("`\"`");
    findings.add(at..end, message).fix(Fix::safe(title, edits));
    end
}

fn report(view: &InstructionView, at: usize, letter: char, findings: &mut Findings) {
    let source = view.source;
    let range = at..at + letter.len_utf8();
    let code = format!("U+{:04X}", u32::from(letter));
    if is_invisible(letter) {
        let message = Message::new(REMOVE).with(code);
        let fix = Fix::safe(FIX_REMOVE, vec![TextEdit::delete(range.clone())]);
        findings.add(range, message).fix(fix);
        return;
    }
    let Some(twin) = twin(source, at, letter) else {
        return;
    };
    let with_plain = |message: Message| match twin.plain {
        " " => message.with_text(ORDINARY_SPACE),
        plain => message.with(format!("`{plain}`")),
    };
    let message = with_plain(Message::new(MESSAGE).with_text(twin.name).with(code));
    if twin.plain == " " && is_in_image(view, at) {
        let fix = Fix::suggested(FIX_REMOVE_SPACE, vec![TextEdit::delete(range.clone())]);
        findings.add(range, message).fix(fix);
        return;
    }
    let edit = TextEdit::replace(range.clone(), twin.plain);
    let title = with_plain(Message::new(FIX));
    findings
        .add(range, message)
        .fix(Fix::safe(title, vec![edit]));
}

/// Whether a space in a FROM would part the name of its image.
fn is_in_image(view: &InstructionView, at: usize) -> bool {
    let (before, after) = view.source.split_at(at);
    let before = before.split_whitespace().next_back().unwrap_or_default();
    let after = after.split_whitespace().next().unwrap_or_default();
    let is_as = |word: &str| word.eq_ignore_ascii_case("AS");
    let is_apart = is_as(before) || is_as(after) || before.starts_with("--") || after.is_empty();
    view.keyword == Keyword::From && !is_apart
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

const ORDINARY_SPACE: Text = Text {
    en: "an ordinary space",
    fr: "un espace ordinaire",
};
const SPACE: Text = Text {
    en: "A special space",
    fr: "un espace spécial",
};
const QUOTE: Text = Text {
    en: "A curly quote",
    fr: "un guillemet courbe",
};
const APOSTROPHE: Text = Text {
    en: "A curly apostrophe",
    fr: "une apostrophe courbe",
};
const DASH: Text = Text {
    en: "A dash",
    fr: "un tiret",
};
const WIDE: Text = Text {
    en: "A full-width character",
    fr: "un caractère pleine chasse",
};

fn twin(source: &str, at: usize, letter: char) -> Option<Twin> {
    let before = source[..at].chars().next_back();
    let after = source[at + letter.len_utf8()..].chars().next();
    let starts_word = before.is_none_or(|before| before.is_whitespace() || "[,=(".contains(before));
    let ends_word = after.is_none_or(|after| after.is_whitespace() || "],)".contains(after));
    let (plain, name) = match letter {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            (" ", SPACE)
        }
        '“' | '”' | '„' | '‟' => ("\"", QUOTE),
        // Within a word it is an apostrophe in somebody's sentence.
        '‘' | '’' | '‚' if starts_word || ends_word => ("'", APOSTROPHE),
        '–' | '‑' | '‒' | '−' if starts_word && !ends_word => ("-", DASH),
        '—' if starts_word && !ends_word => ("--", DASH),
        '\u{ff01}'..='\u{ff5e}' => (wide(letter)?, WIDE),
        _ => return None,
    };
    Some(Twin { plain, name })
}

const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The ASCII character of a full-width one.
fn wide(letter: char) -> Option<&'static str> {
    let index = (u32::from(letter) - 0xff01) as usize;
    ASCII.get(index..=index)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn characters_that_only_look_plain_are_found() {
        fires(&RULE, "FROM a\nRUN b⟦\u{a0}⟧c\n");
        fires(&RULE, "FROM a\nRUN apt-get ⟦–⟧y install b\n");
        fires(&RULE, "FROM a\nRUN b \\⟦\u{a0}⟧\n");
        fires(&RULE, "FROM a\nRUN b⟦\u{200b}⟧c ⟦：⟧d\n");
        fires(&RULE, "FROM a\nCMD [⟦“a”⟧, b⟦”⟧]\n");
        fixes(&RULE, "FROM a\nCMD [“a”]\n", "FROM a\nCMD [\"a\"]\n");
    }

    #[test]
    fn text_is_left_to_its_author() {
        silent(
            &RULE,
            "FROM a\nLABEL b=\"l’image – c\u{a0}!\" d=l’e\n# « f »\n",
        );
        silent(&RULE, "FROM a\nRUN b \\\n # c – “d”\n e\nRUN <<E\n“f”\nE\n");
        silent(&RULE, "FROM a\nRUN echo é\n");
    }

    #[test]
    fn they_are_replaced() {
        fixes(
            &RULE,
            "FROM a\nRUN b —no-cache\n",
            "FROM a\nRUN b --no-cache\n",
        );
        fixes(&RULE, "FROM a\nRUN b\u{feff}\n", "FROM a\nRUN b\n");
        fixes(&RULE, "FROM a\u{a0}AS b\n", "FROM a AS b\n");
        fixes(&RULE, "FROM a\u{a0}b\n", "FROM ab\n");
    }
}
