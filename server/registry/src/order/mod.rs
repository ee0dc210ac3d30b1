//! Which of two tags a person rather wants: the newest first, the plain before the special.

mod group_key;
mod groups;
mod line;
mod names;
mod parsed;
mod piece;
mod release;
mod variant;
mod version;

pub use groups::{Group, in_order};
pub use names::{CodeName, CodeNames};
pub(crate) use parsed::STANDING;
pub use version::{Prerelease, TagVersion};

use std::cmp::Ordering;

/// Text by letters, and the numbers in it by value: `alpine3.9` before `alpine3.21`.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (text, number, rest) = first_run(one);
        let (other_text, other_number, other_rest) = first_run(other);
        let order = text
            .cmp(other_text)
            .then_with(|| number.len().cmp(&other_number.len()))
            .then_with(|| number.cmp(other_number));
        if order.is_ne() || (rest.is_empty() && other_rest.is_empty()) {
            return order;
        }
        (one, other) = (rest, other_rest);
    }
}

/// Letters, the number after them without leading zeros, and what follows.
fn first_run(text: &str) -> (&str, &str, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let (letters, rest) = text.split_at(text.find(digit).unwrap_or(text.len()));
    let end = rest.find(|c| !digit(c)).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    (letters, number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let texts = ["", "1", "a", "a2", "a10", "a10b", "b1", "b1.2", "b1.10"];
        for (at, one) in texts.iter().enumerate() {
            for (other_at, other) in texts.iter().enumerate() {
                assert_eq!(natural(one, other), at.cmp(&other_at), "{one} {other}");
            }
        }
    }
}
