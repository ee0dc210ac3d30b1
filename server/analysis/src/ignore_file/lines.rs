//! The lines of an ignore file, read as BuildKit reads them.

use crate::context::{Fault, Glob, clean, fault, leads_out};
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// From 0.
    pub row: usize,
    pub line: ByteRange,
    /// The `!`: it takes back what lines before it left out.
    pub exception: Option<ByteRange>,
    /// What is written, without the `!` and the white space around.
    pub range: ByteRange,
    pub written: String,
    /// From the top of the context, without `.`, `..` and doubled slashes.
    pub path: String,
    /// `None` where nothing in the context can match.
    pub glob: Option<Glob>,
    pub fault: Option<Fault>,
}

pub fn patterns(text: &str) -> Vec<Pattern> {
    let mut start = 0;
    let mut found = Vec::new();
    for (row, line) in text.split_inclusive('\n').enumerate() {
        let line_start = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mark = match row {
            0 if line.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
            _ => 0,
        };
        found.extend(pattern(row, line_start + mark, &line[mark..]));
    }
    found
}

fn pattern(row: usize, start: usize, line: &str) -> Option<Pattern> {
    let trimmed = line.trim();
    if line.starts_with('#') || trimmed.is_empty() {
        return None;
    }
    let at = |part: &str| {
        let offset = part.as_ptr() as usize - line.as_ptr() as usize;
        start + offset..start + offset + part.len()
    };
    let exception = trimmed.strip_prefix('!');
    let written = exception.unwrap_or(trimmed).trim();
    let path = clean(written);
    let is_outside = path.is_empty() || leads_out(written);
    let mark = at(trimmed).start;
    Some(Pattern {
        row,
        line: start..start + line.len(),
        exception: exception.map(|_| mark..mark + 1),
        range: at(written),
        written: written.to_owned(),
        glob: (!is_outside).then(|| Glob::new(&path)),
        path,
        fault: fault(trimmed),
    })
}

impl Pattern {
    pub fn is_exception(&self) -> bool {
        self.exception.is_some()
    }

    /// With its `!`.
    pub fn whole(&self) -> ByteRange {
        let start = self
            .exception
            .as_ref()
            .map_or(self.range.start, |mark| mark.start);
        start..self.range.end
    }

    /// Starred signs, and what stands for one of several letters, in the order of the text.
    pub fn wildcards(&self) -> Vec<ByteRange> {
        let mut found = Vec::new();
        let mut letters = self.written.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let mut end = at + letter.len_utf8();
            match letter {
                '*' => {
                    while letters.next_if(|(_, next)| *next == '*').is_some() {
                        end += 1;
                    }
                }
                '?' => {}
                '[' => {
                    while let Some((inner, letter)) = letters.next() {
                        end = inner + letter.len_utf8();
                        match letter {
                            ']' => break,
                            '\\' => end = letters.next().map_or(end, |(at, it)| at + it.len_utf8()),
                            _ => {}
                        }
                    }
                }
                '\\' => end = letters.next().map_or(end, |(at, it)| at + it.len_utf8()),
                _ => continue,
            }
            found.push(self.range.start + at..self.range.start + end);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = patterns(text);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|each| (&text[each.whole()], each.path.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn patterns_stand_between_comments() {
        check(
            "# a\n\n b/ \r\n! ./c//d\n",
            &[("b/", "b"), ("! ./c//d", "c/d")],
        );
        check("\u{feff}# a\na", &[("a", "a")]);
        check(" # a", &[("# a", "# a")]);
    }

    #[test]
    fn wildcards_have_places() {
        let found = patterns("!**/a[\\]x]?\\*[");
        let wildcards = found[0].wildcards();
        let shown: Vec<&str> = wildcards
            .iter()
            .map(|range| &"!**/a[\\]x]?\\*["[range.clone()])
            .collect();
        assert_eq!(shown, ["**", "[\\]x]", "?", "\\*", "["]);
    }
}
