//! Markdown, made of text from the file without letting any of it loose, and taken off again for
//! clients that show plain text.

use crate::lang::Lang;
use crate::shown::fitted;

pub const RULE: &str = "---";

/// A code span, on one line and not too long.
pub fn code(text: &str) -> String {
    code_of(text, 72)
}

pub fn code_of(text: &str, width: usize) -> String {
    let text = fitted(text.trim(), width);
    // A span is fenced by more backticks than it holds in a row.
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    match longest.unwrap_or(0) {
        _ if text.is_empty() => "` `".to_owned(),
        0 => format!("`{text}`"),
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// A sentence that names something of the file: its marks are no Markdown.
pub fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if "\\`*[]<&~".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// With a capital letter, as a sentence or a point begins.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// `a, b and 3 more`; at most `most` of them are named.
pub fn list(items: &[String], most: usize, lang: Lang) -> String {
    let shown = &items[..items.len().min(most)];
    list_with_rest(shown, items.len() - shown.len(), lang)
}

/// The same where only those to be named are known by name.
pub fn list_with_rest(shown: &[String], rest: usize, lang: Lang) -> String {
    let and = crate::msg!(lang, en: "and", fr: "et");
    match (shown, rest) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([many @ .., last], 0) => format!("{} {and} {last}", many.join(", ")),
        (many, rest) => {
            let others = lang.count(rest, ("more", "more"), ("autre", "autres"));
            format!("{} {and} {others}", many.join(", "))
        }
    }
}

/// The text without its marks.
pub fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut in_block = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
            continue;
        }
        match line {
            _ if in_block => text += &format!("    {line}"),
            RULE => text += "————",
            _ => text += &without_marks(line),
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// Code spans, bold, italics and links to what they show.
fn without_marks(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        match next {
            '`' => {
                let fence = rest.len() - rest.trim_start_matches('`').len();
                let (open, inner) = rest.split_at(fence);
                match inner.split_once(open) {
                    Some((code, after)) => {
                        text += if fence > 1 { code.trim() } else { code };
                        rest = after;
                    }
                    None => {
                        text += open;
                        rest = inner;
                    }
                }
            }
            '*' => rest = &rest[1..],
            '\\' if rest[1..].starts_with(|mark: char| mark.is_ascii_punctuation()) => {
                text += &rest[1..2];
                rest = &rest[2..];
            }
            '[' => match rest[1..].split_once("](").and_then(|(shown, after)| {
                let (target, after) = after.split_once(')')?;
                Some((shown, target, after))
            }) {
                Some((shown, target, after)) => {
                    text += &format!("{shown} ({target})");
                    rest = after;
                }
                None => {
                    text.push(next);
                    rest = &rest[1..];
                }
            },
            _ => {
                text.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_the_file_stays_code() {
        assert_eq!(code("RUN a"), "`RUN a`");
        assert_eq!(code("a `b` c"), "`` a `b` c ``");
        assert_eq!(code(" "), "` `");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn names_of_the_file_are_no_marks() {
        let name = "a`*[b](c)\\";
        assert_eq!(prose(name), r"a\`\*\[b\](c)\\");
        assert_eq!(plain(&prose(name)), name);
    }

    #[test]
    fn long_lists_are_cut() {
        let items: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
        assert_eq!(list(&items[..1], 3, Lang::En), "a");
        assert_eq!(list(&items[..3], 3, Lang::Fr), "a, b et c");
        assert_eq!(list(&items, 3, Lang::Fr), "a, b, c et 1 autre");
    }

    #[test]
    fn marks_come_off() {
        let markdown =
            "**`RUN`** · *a* `b*c`\n\n- [d](https://e)\n\n```sh\n# x\n```\n\n---\n\nf `` `g` ``\n";
        let expected = "RUN · a b*c\n\n- d (https://e)\n\n    # x\n\n————\n\nf `g`";
        assert_eq!(plain(markdown), expected);
    }
}
