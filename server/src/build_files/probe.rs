//! What is being typed in a build file. Such a text is seldom whole: a value is missing, a quote not
//! closed. So a word that nobody writes is put in at the cursor, with whatever may be missing behind
//! it, and the parser of the language says what that word is.

use super::Format;
use super::reading::{Build, Reading, Word};
use std::ops::Range;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Probe {
    pub slot: Slot,
    pub build: Build,
    /// What a choice takes the place of.
    pub range: Range<usize>,
    /// What has to follow the name of an argument.
    pub follows: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    Dockerfile,
    Target,
    Argument,
}

const MARK: &str = "stratesLooksHere";

pub fn probe(text: &str, byte: usize, format: Format) -> Option<Probe> {
    let (before, after) = (text.get(..byte)?, text.get(byte..)?);
    let endings: &[&str] = match format {
        Format::Compose => &["", ":", "\"", "'", "\":", "]", "\"]"],
        Format::BakeHcl => &["", "\"", " = \"\"", "\"\n", "\"\n}", "\n}", " = \"\" }"],
        Format::BakeJson => &["", "\"", "\": \"\"", "\"}}}"],
    };
    endings.iter().find_map(|ending| {
        let text = format!("{before}{MARK}{ending}{after}");
        let reading = Reading::of(&text, format)?;
        let (slot, build, range) = reading.builds.into_iter().find_map(marked)?;
        let is_list = before.trim_end().ends_with(['-', '[', ',']) && format == Format::Compose;
        let rest = after.split(['\n', '\r']).next().unwrap_or_default();
        let follows = match (slot, format) {
            _ if !rest.trim().is_empty() => "",
            (Slot::Argument, Format::Compose) if is_list => "=",
            (Slot::Argument, Format::Compose) => ": ",
            (Slot::Argument, Format::BakeHcl) => " = ",
            _ => "",
        };
        Some(Probe {
            slot,
            build,
            range: range.start..byte.max(range.end.saturating_sub(MARK.len())),
            follows,
        })
    })
}

/// What the mark stands in, and the build without it.
fn marked(mut build: Build) -> Option<(Slot, Build, Range<usize>)> {
    let is_marked = |word: &Word| word.text.contains(MARK);
    let take = |word: &mut Option<Word>| {
        let range = word.as_ref().filter(|word| is_marked(word))?.range.clone();
        *word = None;
        Some(range)
    };
    let found = take(&mut build.dockerfile).map(|range| (Slot::Dockerfile, range));
    let found = found.or_else(|| Some((Slot::Target, take(&mut build.target)?)));
    let found = found.or_else(|| {
        let at = build.arguments.iter().position(is_marked)?;
        Some((Slot::Argument, build.arguments.remove(at).range))
    });
    let (slot, range) = found?;
    Some((slot, build, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, and what is typed of it.
    #[track_caller]
    fn check(format: Format, marked: &str, expected: Option<(Slot, &str, &str)>) {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let found = probe(&text, byte, format);
        let found = found.map(|found| (found.slot, text[found.range].to_owned(), found.follows));
        let expected = expected.map(|(slot, typed, follows)| (slot, typed.to_owned(), follows));
        assert_eq!(found, expected, "{marked}");
    }

    fn compose(build: &str, expected: Option<(Slot, &str, &str)>) {
        let build = format!("services:\n  a:\n    build:\n      context: .\n{build}");
        check(Format::Compose, &build, expected);
    }

    #[test]
    fn values_of_compose() {
        compose("      target: $0\n", Some((Slot::Target, "", "")));
        compose(
            "      target: bu$0\n      x: 1\n",
            Some((Slot::Target, "bu", "")),
        );
        compose("      target: \"bu$0\"\n", Some((Slot::Target, "bu", "")));
        compose(
            "      target: \"bu$0\n      x: 1\n",
            Some((Slot::Target, "bu", "")),
        );
        compose("      target: 'b$0u'\n", Some((Slot::Target, "bu", "")));
        compose(
            "      dockerfile: ./$0\n",
            Some((Slot::Dockerfile, "./", "")),
        );
        compose("      network: $0\n", None);
    }

    #[test]
    fn arguments_of_compose() {
        compose(
            "      args:\n        V$0\n",
            Some((Slot::Argument, "V", ": ")),
        );
        compose(
            "      args:\n        A: 1\n        V$0\n",
            Some((Slot::Argument, "V", ": ")),
        );
        compose(
            "      args:\n        A: 1\n        $0\n",
            Some((Slot::Argument, "", ": ")),
        );
        compose(
            "      args:\n        V$0: 1\n",
            Some((Slot::Argument, "V", "")),
        );
        compose(
            "      args:\n        - $0\n",
            Some((Slot::Argument, "", "=")),
        );
        compose("      args:\n        A: V$0\n", None);
    }

    #[test]
    fn bake() {
        let hcl = |body: &str, expected| {
            check(
                Format::BakeHcl,
                &format!("target \"a\" {{\n{body}"),
                expected,
            );
        };
        hcl("  target = \"$0\"\n}\n", Some((Slot::Target, "", "")));
        hcl("  target = $0\n}\n", Some((Slot::Target, "", "")));
        hcl("  target = \"b$0\n}\n", Some((Slot::Target, "b", "")));
        hcl(
            "  dockerfile = \"x$0\"\n}\n",
            Some((Slot::Dockerfile, "x", "")),
        );
        hcl(
            "  args = {\n    V$0\n  }\n}\n",
            Some((Slot::Argument, "V", " = ")),
        );
        hcl("  args = {\n    A = \"$0\"\n  }\n}\n", None);
        check(
            Format::BakeJson,
            "{\"target\": {\"a\": {\"target\": \"b$0\"}}}",
            Some((Slot::Target, "b", "")),
        );
    }
}
