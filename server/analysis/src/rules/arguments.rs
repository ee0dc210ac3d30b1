//! Words in a message, and words that a fix adds to a command.

use crate::edit::TextEdit;
use crate::shell::{Argument, ShellCommand};

/// More words than these would hide what the message says.
const MOST: usize = 3;

/// Words of a source as a message names them.
pub fn listed(source: &str, words: &[&Argument]) -> String {
    let named = words.iter().take(MOST).map(|word| {
        let text = source
            .get(word.span.start as usize..word.span.end as usize)
            .unwrap_or(&word.text);
        // A word may go on in the next line.
        let text = text
            .split('\\')
            .next()
            .filter(|_| text.contains('\n'))
            .unwrap_or(text);
        format!("`{}`", text.trim_matches(['"', '\'']))
    });
    let named: Vec<String> = named.collect();
    let more = if words.len() > MOST { ", …" } else { "" };
    format!("{}{more}", named.join(", "))
}

/// Adds a word after an argument of a command; in the JSON form, a string after a string.
pub fn add_after(source: &str, command: &ShellCommand, end: u32, word: &str) -> TextEdit {
    let end = end as usize;
    let ends_string = command.is_json && source.as_bytes().get(end) == Some(&b'"');
    let new_text = match ends_string && is_whole_string(source, end) {
        true => format!("\", \"{word}"),
        false => format!(" {word}"),
    };
    TextEdit::insert(end, new_text)
}

/// Nothing but the word that ends here stands in its string.
fn is_whole_string(source: &str, end: usize) -> bool {
    let before = source.get(..end).unwrap_or_default();
    let string = before.rsplit('"').next().unwrap_or_default();
    !string.contains(char::is_whitespace)
}
