//! “Did you mean …”: the known word nearest to the one that was typed.

/// The nearest of the known words, if it is near enough to be what was meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = bare(typed);
    if typed.is_empty() || typed.len() > LONGEST {
        return None;
    }
    known
        .into_iter()
        .map(|word| (distance(&typed, &bare(word)), word))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, word)| *distance <= allowed(word))
        .map(|(_, word)| word)
}

const LONGEST: usize = 64;

/// A word of three letters may have one mistake, one of six letters two.
fn allowed(word: &str) -> usize {
    (word.trim_start_matches('-').len() / 3).max(1)
}

/// `-version`, `VERSION` and `--version` are one word to someone who guesses.
fn bare(word: &str) -> Vec<char> {
    let letters = word.trim_start_matches('-').chars();
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters to add, drop, change or swap with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut above = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let changed = previous[column] + usize::from(letter != other);
            let mut best = changed
                .min(previous[column + 1] + 1)
                .min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && *letter == right[column - 1] && left[row - 1] == *other;
            if swapped {
                best = best.min(above[column - 1] + 1);
            }
            current.push(best);
        }
        above = std::mem::replace(&mut previous, current);
    }
    previous[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = ["layers", "parse", "lsp", "help", "--version", "--format"];

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(nearest(typed, KNOWN), expected, "{typed}");
    }

    #[test]
    fn finds_slips_of_the_finger() {
        check("layer", Some("layers"));
        check("alyers", Some("layers"));
        check("Layers", Some("layers"));
        check("lps", Some("lsp"));
        check("version", Some("--version"));
        check("-format", Some("--format"));
        check("parser", Some("parse"));
    }

    #[test]
    fn instructions_are_found_too() {
        let keywords = ["FROM", "RUN", "COPY", "ADD", "WORKDIR", "ENTRYPOINT"];
        for (typed, expected) in [
            ("FORM", "FROM"),
            ("COPPY", "COPY"),
            ("WORKDRI", "WORKDIR"),
            ("Entrypont", "ENTRYPOINT"),
        ] {
            assert_eq!(nearest(typed, keywords), Some(expected));
        }
        assert_eq!(nearest("apt-get", keywords), None);
    }

    #[test]
    fn does_not_guess_wildly() {
        check("", None);
        check("--", None);
        check("deploy", None);
        check("x", None);
        check(&"layers".repeat(1000), None);
    }
}
