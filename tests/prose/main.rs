//! What a person reads, checked in the source: each sentence in both languages, the French one set
//! as French is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const NO_BREAK_SPACE: char = '\u{a0}';

/// A sentence in both languages, and where it stands.
struct Sentence {
    place: String,
    en: String,
    fr: String,
}

fn sentences() -> Vec<Sentence> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server");
    let mut files = Vec::new();
    for folder in ["src", "analysis/src"] {
        rust_files(&server.join(folder), &mut files);
    }
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("a source file can be read");
        // Tests quote what they expect, in one language at a time.
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let is_comment = |line: &&str| line.trim_start().starts_with("//");
        let code = source
            .lines()
            .map(|line| if is_comment(&line) { "" } else { line });
        let source = code.collect::<Vec<_>>().join("\n");
        let mut rest = source.as_str();
        while let Some(at) = rest.find("en: \"") {
            rest = &rest[at + 4..];
            let (en, after) = literal(rest);
            let fr_follows = after.trim_start_matches([',', ' ', '\n']);
            assert!(
                fr_follows.starts_with("fr: \""),
                "{}: no French for {en:?}",
                file.display()
            );
            let (fr, after) = literal(&fr_follows[4..]);
            let line = source[..source.len() - after.len()].lines().count();
            found.push(Sentence {
                place: format!("{}:{line}", file.display()),
                en,
                fr,
            });
            rest = after;
        }
    }
    found
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("a source folder can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The string literal that starts a source, without the one code span that holds a backtick itself,
/// and what follows it.
fn literal(source: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = source[1..].chars();
    while let Some(character) = rest.next() {
        match character {
            '"' => break,
            '\\' => match rest.next() {
                Some('u') => {
                    let code: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                    let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                    text.push(code.expect("an escape names a character"));
                }
                // A literal that goes on in the next line starts there with its first letter.
                Some('\n') => rest = rest.as_str().trim_start().chars(),
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    (text.replace("`` ` ``", ""), rest.as_str())
}

/// What stands between single backticks.
fn code_spans(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn prose(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// The names in braces, without what says how to format them.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let inner = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    inner
        .map(|(name, _)| name.split(':').next().unwrap_or(name))
        .collect()
}

#[track_caller]
fn check(what: &str, wrong: impl Fn(&Sentence) -> bool) {
    let found: Vec<_> = sentences()
        .into_iter()
        .filter(wrong)
        .map(|sentence| format!("{}\n  {}\n  {}", sentence.place, sentence.en, sentence.fr))
        .collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn there_are_sentences_to_check() {
    assert!(
        sentences().len() > 80,
        "only {} were found",
        sentences().len()
    );
}

#[test]
fn a_no_break_space_stands_before_high_punctuation() {
    check(
        "a space that can break, or none, before : ; ? !",
        |sentence| {
            let text: Vec<char> = prose(&sentence.fr).chars().collect();
            text.windows(2).enumerate().any(|(index, pair)| {
                let ends = text.get(index + 2).is_none_or(|next| next.is_whitespace());
                let word =
                    pair[0].is_alphanumeric() || matches!(pair[0], '`' | '}' | ')' | '»' | ' ');
                let placeholder = text[..index]
                    .iter()
                    .rev()
                    .take_while(|c| **c != '}')
                    .any(|c| *c == '{');
                ends && matches!(pair[1], ':' | ';' | '?' | '!') && word && !placeholder
            })
        },
    );
}

#[test]
fn guillemets_hold_no_break_spaces() {
    check("« and » need no-break spaces inside", |sentence| {
        let text: Vec<char> = sentence.fr.chars().collect();
        text.windows(2).any(|pair| {
            (pair[0] == '«' && pair[1] != NO_BREAK_SPACE)
                || (pair[1] == '»' && pair[0] != NO_BREAK_SPACE)
        })
    });
}

#[test]
fn both_languages_name_the_same_code() {
    let translated = ["name=value", "nom=valeur"];
    check("code that only one language names", |sentence| {
        let (en, fr) = (code_spans(&sentence.en), code_spans(&sentence.fr));
        en.symmetric_difference(&fr).any(|code| {
            !translated.contains(code) && !code.contains("=value") && !code.contains("=valeur")
        })
    });
}

#[test]
fn both_languages_take_the_same_values() {
    check("placeholders that only one language has", |sentence| {
        placeholders(&sentence.en) != placeholders(&sentence.fr)
    });
}

#[test]
fn no_sentence_is_left_in_english() {
    check("the same words in both languages", |sentence| {
        let words = prose(&sentence.en)
            .split_whitespace()
            .filter(|word| !word.contains('{'))
            .count();
        words > 2 && sentence.en == sentence.fr
    });
}

#[test]
fn french_uses_its_own_words() {
    let foreign = [
        "calque",
        "balise",
        "containeur",
        "container",
        "layer",
        "build",
        "stage",
        "tagger",
        "taguer",
        "image parente",
        "étage",
        "dockerfiles",
        "exposer un port",
        "exposer le port",
    ];
    check("a word that the courses' French does not use", |sentence| {
        // A line of help names commands as they are typed.
        let is_typed = |line: &&str| line.starts_with("  ") || line.contains("strates ");
        let lines: Vec<&str> = sentence.fr.lines().filter(|line| !is_typed(line)).collect();
        let prose = format!(" {} ", prose(&lines.join(" ")).to_lowercase());
        let words: String = prose
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || letter == '{' {
                    letter
                } else {
                    ' '
                }
            })
            .collect();
        foreign.iter().any(|word| {
            let is_named =
                words.contains(&format!(" {word} ")) || words.contains(&format!(" {word}s "));
            // The glossary gives it in brackets, where a French word needs one.
            is_named && !prose.contains(&format!("({word}"))
        })
    });
}

#[test]
fn prose_stands_in_guillemets() {
    check("straight quotes round French prose", |sentence| {
        prose(&sentence.fr).contains(['"', '“', '”'])
    });
}

#[test]
fn numbers_choose_singular_or_plural() {
    let nouns = [
        "couches",
        "métadonnées",
        "lignes",
        "fichiers",
        "étapes",
        "layers",
        "lines",
        "files",
    ];
    check("a number before a noun that is always plural", |sentence| {
        [&sentence.en, &sentence.fr].into_iter().any(|text| {
            let ends = text.match_indices('}').map(|(end, _)| &text[end + 1..]);
            ends.into_iter().any(|rest| {
                let next = rest.trim_start_matches([' ', NO_BREAK_SPACE]);
                rest != next && nouns.iter().any(|noun| next.starts_with(noun))
            })
        })
    });
}
