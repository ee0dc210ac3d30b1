//! What an ignore file leaves out of the build context.

use super::fault::{Fault, fault};
use super::glob::Glob;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ignore {
    patterns: Vec<Pattern>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Pattern {
    glob: Glob,
    /// `!`: it takes back in what a pattern before it left out.
    is_exception: bool,
}

impl Ignore {
    pub fn read(text: &str) -> Ignore {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Ignore {
            patterns: lines.filter_map(pattern).collect(),
        }
    }

    /// The patterns of `--exclude`.
    pub fn of_patterns(patterns: &[String]) -> Ignore {
        Ignore {
            patterns: patterns.iter().filter_map(|line| pattern(line)).collect(),
        }
    }

    /// The first pattern of a text for which every build fails, with its line from 0.
    pub fn broken_pattern(text: &str) -> Option<(usize, &str, Fault)> {
        let lines = text.lines().enumerate();
        let mut patterns = lines.filter(|(_, line)| !line.starts_with('#'));
        patterns.find_map(|(number, line)| {
            let pattern = line.trim();
            Some((number, pattern, fault(pattern)?))
        })
    }

    /// A folder that is left out may still hold something that is not.
    pub fn has_exceptions(&self) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_exception)
    }

    /// Whether a folder is left out with all that may ever be in it.
    pub fn closes(&self, folder: &str) -> bool {
        let takes_back = |pattern: &Pattern| {
            pattern.is_exception
                && (pattern.glob.may_match_in(folder)
                    || with_parents(folder).any(|path| pattern.glob.matches(path)))
        };
        self.leaves_out(folder) && !self.patterns.iter().any(takes_back)
    }

    pub fn leaves_out(&self, path: &str) -> bool {
        let mut left_out = false;
        for pattern in &self.patterns {
            // A pattern that would change nothing need not match.
            if pattern.is_exception == left_out
                && with_parents(path).any(|path| pattern.glob.matches(path))
            {
                left_out = !pattern.is_exception;
            }
        }
        left_out
    }
}

fn pattern(line: &str) -> Option<Pattern> {
    let line = line.trim();
    let exception = line.strip_prefix('!');
    let written = exception.unwrap_or(line).trim();
    let path = clean(written);
    (!path.is_empty() && !leads_out(written)).then(|| Pattern {
        glob: Glob::new(&path),
        is_exception: exception.is_some(),
    })
}

/// A path from the root of the context, without `.`, `..` and doubled slashes.
pub fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A pattern for what lies above the context is for nothing in it.
pub fn leads_out(path: &str) -> bool {
    let mut depth = 0;
    let mut parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    !path.starts_with('/')
        && parts.any(|part| {
            depth += if part == ".." { -1 } else { 1 };
            depth < 0
        })
}

pub fn with_parents(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(end, _)| end);
    ends.chain([path.len()]).map(|end| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, left_out: &[&str], kept: &[&str]) {
        let ignore = Ignore::read(text);
        for path in left_out {
            assert!(ignore.leaves_out(path), "{path}");
        }
        for path in kept {
            assert!(!ignore.leaves_out(path), "{path}");
        }
    }

    #[test]
    fn a_folder_goes_with_all_that_is_in_it() {
        check(
            "node_modules\n",
            &["node_modules", "node_modules/a/b"],
            &["a/node_modules"],
        );
        check(
            "**/node_modules\n/dist/\n",
            &["a/node_modules/b", "dist/x"],
            &["a/dist"],
        );
    }

    #[test]
    fn exceptions_take_back_in() {
        check("*\n!src\n", &["a", "b/c"], &["src", "src/a"]);
        check("!a\na\n", &["a"], &[]);
        check("docs\n!docs/README.md\n", &["docs/a"], &["docs/README.md"]);
    }

    #[test]
    fn what_lies_above_is_not_in_the_context() {
        check("../a\nb/../../c\n", &[], &["a", "c"]);
        check("/../a\nb/../c\n", &["a", "c"], &["b"]);
    }

    #[test]
    fn a_folder_is_closed_where_no_exception_can_matter() {
        let closes = |text: &str| Ignore::read(text).closes("a/b");
        assert!(closes("a") && closes("a\n!README.md") && closes("a\n!c/*.md\n"));
        assert!(!closes("b") && !closes("a\n!**/x") && !closes("a\n!a/b/c\n") && !closes("a\n!a"));
    }

    #[test]
    fn comments_and_blank_lines_are_none() {
        check("# a\n\n  b  \n", &["b"], &["# a", "a"]);
    }
}
