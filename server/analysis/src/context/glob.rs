//! The patterns of `.dockerignore`, and those of COPY and ADD.

/// A pattern over whole paths.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glob {
    tokens: Vec<Token>,
    /// What every path that matches starts and ends with: most paths are told apart by these.
    start: String,
    end: String,
    /// The longest run of letters that every such path holds.
    part: String,
    is_literal: bool,
    /// In how many folders a path lies that matches; `None` where `**` takes any number.
    depth: Option<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Letter(char),
    /// `?`
    One,
    /// `*`: within a folder.
    Some,
    /// `**/`: any number of folders.
    Folders,
    /// `**` at the end, or at the start without a `/` behind it.
    All,
    /// `[a-z]`
    Class {
        ranges: Vec<(char, char)>,
        is_negated: bool,
    },
}

impl Glob {
    pub fn new(pattern: &str) -> Glob {
        // `**.md` is any path that ends so; BuildKit sees it only where no other sign follows.
        let is_suffix = pattern
            .strip_prefix("**")
            .is_some_and(|suffix| !suffix.contains(['*', '?', '[', ']', '\\']));
        let mut tokens = Vec::new();
        let mut rest = pattern.chars().peekable();
        while let Some(letter) = rest.next() {
            tokens.push(match letter {
                '*' if rest.next_if_eq(&'*').is_some() => {
                    let is_folder = rest.next_if_eq(&'/').is_some();
                    match rest.peek() {
                        None => Token::All,
                        Some(_) if is_suffix && !is_folder && tokens.is_empty() => Token::All,
                        Some(_) => Token::Folders,
                    }
                }
                '*' => Token::Some,
                '?' => Token::One,
                '[' => {
                    let class: String = rest.by_ref().take_while(|letter| *letter != ']').collect();
                    class_of(&class)
                }
                '\\' => Token::Letter(rest.next().unwrap_or('\\')),
                letter => Token::Letter(letter),
            });
        }
        Glob {
            start: letters(tokens.iter()).collect(),
            end: {
                let backwards: Vec<char> = letters(tokens.iter().rev()).collect();
                backwards.into_iter().rev().collect()
            },
            part: longest_run(&tokens),
            is_literal: tokens.iter().all(|token| token.letter().is_some()),
            depth: (!tokens.iter().any(Token::crosses_folders)).then(|| {
                let slashes = tokens.iter().filter(|token| token.letter() == Some('/'));
                slashes.count()
            }),
            tokens,
        }
    }

    pub fn is_literal(&self) -> bool {
        self.is_literal
    }

    /// Whether something in a folder may match; now and then `true` where nothing does.
    pub fn may_match_in(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let is_deep_enough = self.depth.is_none_or(|depth| depth > depth_of(folder));
        is_deep_enough && (self.start.starts_with(&inside) || inside.starts_with(&self.start))
    }

    pub fn matches(&self, path: &str) -> bool {
        if self.is_literal {
            return path == self.start;
        }
        if !path.starts_with(&self.start)
            || !path.ends_with(&self.end)
            || !path.contains(&self.part)
            || self.depth.is_some_and(|depth| depth != depth_of(path))
        {
            return false;
        }
        let path: Vec<char> = path.chars().collect();
        // For each place of the path, whether the pattern so far reaches it.
        let mut reached = vec![false; path.len() + 1];
        reached[0] = true;
        for token in &self.tokens {
            reached = token.step(&path, &reached);
        }
        reached.last() == Some(&true)
    }
}

fn depth_of(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}

fn longest_run(tokens: &[Token]) -> String {
    let runs = tokens.split(|token| token.letter().is_none());
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    letters(longest.iter()).collect()
}

/// Up to the first token that is none.
fn letters<'a>(tokens: impl Iterator<Item = &'a Token>) -> impl Iterator<Item = char> {
    tokens.map_while(Token::letter)
}

impl Token {
    fn letter(&self) -> Option<char> {
        match self {
            Token::Letter(letter) => Some(*letter),
            _ => None,
        }
    }

    fn crosses_folders(&self) -> bool {
        matches!(self, Token::Folders | Token::All)
    }

    fn step(&self, path: &[char], reached: &[bool]) -> Vec<bool> {
        let mut next = vec![false; reached.len()];
        match self {
            Token::Letter(_) | Token::One | Token::Class { .. } => {
                for (place, letter) in path.iter().enumerate() {
                    next[place + 1] = reached[place] && self.takes(*letter);
                }
            }
            Token::Some => {
                for place in 0..reached.len() {
                    let goes_on = place > 0 && next[place - 1] && path[place - 1] != '/';
                    next[place] = reached[place] || goes_on;
                }
            }
            Token::All => {
                for place in 0..reached.len() {
                    next[place] = reached[place] || (place > 0 && next[place - 1]);
                }
            }
            Token::Folders => {
                let mut before = false;
                for place in 0..reached.len() {
                    let ends_folder = before && place > 0 && path[place - 1] == '/';
                    next[place] = reached[place] || ends_folder;
                    before |= reached[place];
                }
            }
        }
        next
    }

    fn takes(&self, letter: char) -> bool {
        match self {
            Token::Letter(own) => *own == letter,
            Token::Class { ranges, is_negated } => {
                let is_in = ranges
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&letter));
                is_in != *is_negated && letter != '/'
            }
            _ => letter != '/',
        }
    }
}

fn class_of(class: &str) -> Token {
    // As in Go, `!` is a letter like any other here.
    let inner = class.strip_prefix('^');
    let mut ranges = Vec::new();
    let mut letters = inner.unwrap_or(class).chars().peekable();
    while let Some(first) = letters.next() {
        let last = match letters.next_if_eq(&'-') {
            Some(_) => letters.next().unwrap_or('-'),
            None => first,
        };
        ranges.push((first, last));
    }
    Token::Class {
        ranges,
        is_negated: inner.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, matching: &[&str], other: &[&str]) {
        let glob = Glob::new(pattern);
        for path in matching {
            assert!(glob.matches(path), "{pattern} {path}");
        }
        for path in other {
            assert!(!glob.matches(path), "{pattern} {path}");
        }
    }

    #[test]
    fn stars_stay_in_their_folder() {
        check("*.md", &["a.md", ".md"], &["a/b.md", "a.mdx"]);
        check("a/*/c", &["a/b/c"], &["a/c", "a/b/b/c"]);
        check("?.txt", &["a.txt"], &[".txt", "ab.txt"]);
    }

    #[test]
    fn two_stars_cross_folders() {
        check("**/a", &["a", "b/a", "b/c/a"], &["ba", "b/aa"]);
        check("a/**", &["a/b", "a/b/c"], &["b"]);
        check("a/**/z", &["a/z", "a/b/c/z"], &["az"]);
        check("**", &["a", "a/b"], &[]);
        check("**.md", &["a.md", "b/a.md"], &["a.mdx"]);
        check("**a?", &["ab", "b/ab"], &["xab"]);
    }

    #[test]
    fn classes_and_escapes() {
        check("[a-c]x", &["ax", "cx"], &["dx", "/x"]);
        check("[^a]x", &["bx"], &["ax"]);
        check("[!a]x", &["ax", "!x"], &["bx"]);
        check(r"\*", &["*"], &["a"]);
    }

    #[test]
    fn knows_where_nothing_can_match() {
        let may = |pattern: &str, folder: &str| Glob::new(pattern).may_match_in(folder);
        assert!(may("a/b/*.md", "a") && may("**/x", "a/b") && may("a/*", "a"));
        assert!(!may("b.md", "a") && !may("*.md", "a") && !may("a/*", "a/b"));
    }

    #[test]
    fn nothing_takes_long() {
        let many = "*a".repeat(200);
        assert!(!Glob::new(&many).matches(&"a".repeat(150)));
    }
}
