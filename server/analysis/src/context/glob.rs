//! The patterns of `.dockerignore`, and those of COPY and ADD.

/// A pattern over whole paths.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glob(Vec<Token>);

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
        Glob(tokens)
    }

    pub fn matches(&self, path: &str) -> bool {
        let path: Vec<char> = path.chars().collect();
        // For each place of the path, whether the pattern so far reaches it.
        let mut reached = vec![false; path.len() + 1];
        reached[0] = true;
        for token in &self.0 {
            reached = token.step(&path, &reached);
        }
        reached.last() == Some(&true)
    }
}

impl Token {
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
    fn nothing_takes_long() {
        let many = "*a".repeat(200);
        assert!(!Glob::new(&many).matches(&"a".repeat(150)));
    }
}
