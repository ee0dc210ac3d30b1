//! The paths of the context, a folder at a time.

use super::IgnoreDocument;
use crate::context::BuildContext;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// As the folder calls it; a folder ends with `/`.
    pub name: String,
    /// The same as a pattern.
    pub text: String,
    pub is_folder: bool,
    /// What it takes the place of.
    pub range: ByteRange,
}

/// More than these nobody chooses from.
const MOST: usize = 1_000;

pub fn completion(
    document: &IgnoreDocument,
    byte: usize,
    context: &dyn BuildContext,
) -> Vec<Choice> {
    let Some(typed) = typed(&document.source, byte) else {
        return Vec::new();
    };
    let written = document.source.get(typed.clone()).unwrap_or_default();
    let (folder, name) = written.rsplit_once('/').unwrap_or(("", written));
    let range = typed.end - name.len()..end_of_name(&document.source, byte);
    // `**/` may mean any folder: the one at the top is as good as another.
    let folder = folder.trim_start_matches('/').trim_start_matches("./");
    let folder = unescaped(folder.strip_prefix("**").unwrap_or(folder));
    let folder = folder.trim_start_matches('/');
    if folder.split('/').any(|part| part == "..") {
        return Vec::new();
    }
    let is_start = range.start == typed.start;
    let Some((mut entries, _)) = context.list_some(folder, MOST) else {
        return Vec::new();
    };
    entries.sort_by(|one, other| (!one.is_folder, &one.name).cmp(&(!other.is_folder, &other.name)));
    let rest = document.source.get(range.end..).unwrap_or_default();
    let goes_on = rest.starts_with('/');
    let choices = entries.into_iter().map(|entry| {
        let end = if entry.is_folder { "/" } else { "" };
        let text = escaped(&entry.name, is_start);
        Choice {
            text: if goes_on { text } else { text + end },
            name: format!("{}{end}", entry.name),
            is_folder: entry.is_folder,
            range: range.clone(),
        }
    });
    choices.collect()
}

/// From the start of the pattern to the cursor; `None` in a comment.
fn typed(text: &str, byte: usize) -> Option<ByteRange> {
    let before = text.get(..byte)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(start..)?;
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    if line.starts_with('#') {
        return None;
    }
    let pattern = line.trim_start();
    let pattern = pattern.strip_prefix('!').unwrap_or(pattern).trim_start();
    Some(byte - pattern.len()..byte)
}

/// Where the part of a path that the cursor stands in ends.
fn end_of_name(text: &str, byte: usize) -> usize {
    let rest = text.get(byte..).unwrap_or_default();
    let name = rest.split(['/', '\n', '\r']).next().unwrap_or_default();
    byte + name.trim_end().len()
}

fn escaped(name: &str, is_start: bool) -> String {
    let mut text = String::new();
    for (index, letter) in name.char_indices() {
        let is_first = is_start && index == 0 && matches!(letter, '#' | '!');
        if is_first || matches!(letter, '*' | '?' | '[' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

fn unescaped(path: &str) -> String {
    let mut letters = path.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        text.extend(match letter {
            '\\' => letters.next(),
            letter => Some(letter),
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::testing::Files;

    const FILES: Files = Files(&["a/b", "a/c d/e", "f[1]", "#g", "h"]);

    /// The text after the choice of each in turn.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let choices = completion(&IgnoreDocument::new(&text), byte, &FILES);
        let after = choices.into_iter().map(|choice| {
            let mut after = text.clone();
            after.replace_range(choice.range, &choice.text);
            after
        });
        assert_eq!(after.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_folder_at_a_time() {
        check("x\n$0", &["x\na/", "x\n\\#g", "x\nf\\[1]", "x\nh"]);
        check("!a/$0\nx", &["!a/c d/\nx", "!a/b\nx"]);
        check("a/c d/$0", &["a/c d/e"]);
        check(" /h$0h/i ", &[" /a/i ", " /#g/i ", " /f\\[1]/i ", " /h/i "]);
        check("**/$0", &["**/a/", "**/#g", "**/f\\[1]", "**/h"]);
    }

    #[test]
    fn nothing_elsewhere() {
        check("# $0", &[]);
        check("none/$0", &[]);
        check("*/$0", &[]);
    }
}
