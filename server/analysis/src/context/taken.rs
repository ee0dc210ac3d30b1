//! Which files of the build context a COPY or ADD takes.

use super::BuildContext;
use super::glob::Glob;
use super::ignore::{Ignore, clean, with_parents};

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Taken {
    pub files: usize,
    pub bytes: u64,
    /// What is named or lies at the top of a folder that is; folders end with `/`.
    pub names: Vec<String>,
    /// What the ignore file leaves out.
    pub left_out: Vec<String>,
    /// What `--exclude` leaves out of the folders that are copied.
    pub excluded: Vec<String>,
    /// Sources that name nothing.
    pub missing: Vec<String>,
    /// There is more than was looked at.
    pub is_cut: bool,
}

/// More than this is not looked at.
const MOST_ENTRIES: usize = 20_000;

/// `None` where there is no context to look at.
pub fn taken(
    context: &dyn BuildContext,
    sources: &[String],
    ignore: &Ignore,
    exclude: &Ignore,
) -> Option<Taken> {
    context.list("")?;
    let mut walk = Walk {
        context,
        ignore,
        exclude,
        copied: None,
        entries_left: MOST_ENTRIES,
        taken: Taken::default(),
    };
    for source in sources {
        if !walk.source("", &clean(source), true) {
            walk.taken.missing.push(source.clone());
        }
    }
    Some(walk.taken)
}

/// Whether a source names a file of the context, a folder that it lies in, or all that is there.
pub fn names(source: &str, file: &str) -> bool {
    let path = clean(source);
    let glob = Glob::new(&path);
    path.is_empty() || with_parents(file).any(|path| glob.matches(path))
}

struct Walk<'a> {
    context: &'a dyn BuildContext,
    ignore: &'a Ignore,
    exclude: &'a Ignore,
    /// How long the path of the folder is that is copied, as `--exclude` counts from there; a file
    /// that is named itself is in none.
    copied: Option<usize>,
    entries_left: usize,
    taken: Taken,
}

impl Walk<'_> {
    /// Takes what a path, or the rest of one, names in a folder.
    fn source(&mut self, folder: &str, path: &str, is_top: bool) -> bool {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        if first.is_empty() {
            self.copied = Some(0);
            self.folder(folder, is_top);
            return true;
        }
        let glob = Glob::new(first);
        let is_literal = !first.contains(['*', '?', '[', '\\']);
        let mut is_found = false;
        for entry in self.entries(folder) {
            let is_it = match is_literal {
                true => entry.name == first,
                false => glob.matches(&entry.name),
            };
            if !is_it {
                continue;
            }
            let full = joined(folder, &entry.name);
            is_found |= match (entry.is_folder, rest.is_empty()) {
                (true, true) => {
                    self.named_folder(&full);
                    true
                }
                (true, false) => self.source(&full, rest, is_top),
                (false, true) => {
                    self.copied = None;
                    self.file(&full, entry.bytes, true);
                    true
                }
                (false, false) => false,
            };
        }
        is_found
    }

    fn named_folder(&mut self, path: &str) {
        self.copied = Some(path.len() + 1);
        if self.stays_behind(path, true) {
            return;
        }
        self.taken.names.push(format!("{path}/"));
        self.folder(path, false);
    }

    /// All that is in a folder.
    fn folder(&mut self, path: &str, is_top: bool) {
        for entry in self.entries(path) {
            let full = joined(path, &entry.name);
            if !entry.is_folder {
                self.file(&full, entry.bytes, is_top);
                continue;
            }
            let before = self.taken.files;
            if self.stays_behind(&full, true) {
                continue;
            }
            self.folder(&full, false);
            if is_top && self.taken.files > before {
                self.taken.names.push(format!("{full}/"));
            }
        }
    }

    fn file(&mut self, path: &str, bytes: u64, is_named: bool) {
        if self.stays_behind(path, false) {
            return;
        }
        self.taken.files += 1;
        self.taken.bytes += bytes;
        if is_named {
            self.taken.names.push(path.to_owned());
        }
    }

    /// Whether patterns leave a file out, or a folder with all that is in it.
    fn stays_behind(&mut self, path: &str, is_folder: bool) -> bool {
        let is_out = |patterns: &Ignore, path: &str| {
            patterns.leaves_out(path) && !(is_folder && patterns.has_exceptions())
        };
        let shown = format!("{path}{}", if is_folder { "/" } else { "" });
        let below = self.copied.and_then(|copied| path.get(copied..));
        if is_out(self.ignore, path) {
            self.taken.left_out.push(shown);
        } else if below.is_some_and(|below| is_out(self.exclude, below)) {
            self.taken.excluded.push(shown);
        } else {
            return false;
        }
        true
    }

    fn entries(&mut self, folder: &str) -> Vec<super::Entry> {
        if self.entries_left == 0 {
            self.taken.is_cut = true;
            return Vec::new();
        }
        let listed = self.context.list_some(folder, self.entries_left);
        let (mut entries, is_all) = listed.unwrap_or((Vec::new(), true));
        self.taken.is_cut |= !is_all;
        self.entries_left = self.entries_left.saturating_sub(entries.len());
        entries.sort_by(|one, other| {
            (!one.is_folder, &one.name).cmp(&(!other.is_folder, &other.name))
        });
        entries
    }
}

fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Files;
    use super::*;

    const FILES: Files = Files(&[
        "Dockerfile",
        "a.js",
        "b.js",
        "src/x.js",
        "src/y/z.js",
        "node_modules/m/i.js",
    ]);

    #[track_caller]
    fn check(sources: &[&str], ignore: &str, expected: (usize, &[&str], &[&str], &[&str])) {
        let sources: Vec<String> = sources.iter().map(|source| (*source).to_owned()).collect();
        let (ignore, none) = (Ignore::read(ignore), Ignore::default());
        let taken = taken(&FILES, &sources, &ignore, &none).expect("there is a context");
        let (names, left_out, missing) = (&taken.names, &taken.left_out, &taken.missing);
        let found: (usize, Vec<&str>, Vec<&str>, Vec<&str>) = (
            taken.files,
            names.iter().map(String::as_str).collect(),
            left_out.iter().map(String::as_str).collect(),
            missing.iter().map(String::as_str).collect(),
        );
        assert_eq!(
            found,
            (
                expected.0,
                expected.1.into(),
                expected.2.into(),
                expected.3.into()
            )
        );
        assert_eq!(taken.bytes, 10 * expected.0 as u64);
    }

    #[test]
    fn the_whole_context() {
        check(
            &["."],
            "",
            (
                6,
                &["node_modules/", "src/", "Dockerfile", "a.js", "b.js"],
                &[],
                &[],
            ),
        );
        check(
            &["./"],
            "node_modules\n*.js\n",
            (
                3,
                &["src/", "Dockerfile"],
                &["node_modules/", "a.js", "b.js"],
                &[],
            ),
        );
    }

    #[test]
    fn named_sources() {
        check(&["/a.js", "src"], "", (3, &["a.js", "src/"], &[], &[]));
        check(&["*.js"], "", (2, &["a.js", "b.js"], &[], &[]));
        check(&["src/*/z.js"], "", (1, &["src/y/z.js"], &[], &[]));
        check(
            &["../a.js", "gone", "src/gone"],
            "",
            (1, &["a.js"], &[], &["gone", "src/gone"]),
        );
    }

    #[test]
    fn what_is_excluded_counts_from_the_copied_folder() {
        let excluded = |source: &str| {
            let sources = [source.to_owned()];
            let exclude = Ignore::of_patterns(&["*.js".to_owned(), "y".to_owned()]);
            let taken = taken(&FILES, &sources, &Ignore::default(), &exclude);
            taken.expect("there is a context").excluded
        };
        assert_eq!(excluded("."), ["a.js", "b.js"]);
        assert_eq!(excluded("src"), ["src/y/", "src/x.js"]);
        assert_eq!(excluded("s*"), ["src/y/", "src/x.js"]);
        assert_eq!(excluded("a.js"), [""; 0]);
    }

    #[test]
    fn what_is_left_out_is_not_missing() {
        check(&["a.js"], "a.js", (0, &[], &["a.js"], &[]));
        check(
            &["src"],
            "src\n!src/x.js",
            (1, &["src/"], &["src/y/z.js"], &[]),
        );
    }
}
