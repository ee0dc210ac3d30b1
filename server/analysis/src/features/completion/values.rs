//! What is expected as the value of a flag.

use super::arguments;
use super::line::{Line, Word};
use super::place::{Expected, Named};
use crate::model::Keyword;

/// The value starts at a place.
pub fn expected(line: &Line, keyword: Keyword, flag: &str, at: usize) -> Option<(Expected, Word)> {
    match (keyword, flag) {
        (Keyword::Copy, "from") => arguments::image(line, at, Named::CopyFrom),
        (Keyword::Copy | Keyword::Add, "chown") => arguments::user(line, at),
        (Keyword::Run, "mount") => mount(line, at),
        _ => {
            let word = line.word(at, |letter| !letter.is_whitespace())?;
            Some((Expected::FlagValue(flag.to_owned()), word))
        }
    }
}

fn mount(line: &Line, at: usize) -> Option<(Expected, Word)> {
    let typed = line.before().get(at..)?;
    if typed.contains(['"', '\'']) {
        return None;
    }
    let start = typed.rfind(',').map_or(0, |comma| comma + 1);
    let given = typed
        .get(..start)?
        .split(',')
        .filter(|option| !option.is_empty());
    let given = given.map(|option| {
        let (key, value) = option.split_once('=').unwrap_or((option, ""));
        (key.to_lowercase(), value.to_owned())
    });
    let given: Vec<(String, String)> = given.collect();
    let option = typed.get(start..)?;
    let is_part = |letter: char| !letter.is_whitespace() && letter != ',';
    match option.split_once('=') {
        None => {
            let word = line.word(at + start, |letter| is_part(letter) && letter != '=')?;
            Some((Expected::MountOption(given), word))
        }
        Some((key, _)) => {
            let key = key.to_lowercase();
            let value = at + start + key.len() + 1;
            if key == "from" {
                return arguments::image(line, value, Named::MountFrom);
            }
            let word = line.word(value, is_part)?;
            Some((Expected::MountValue { given, key }, word))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::expected;

    #[test]
    fn options_of_mounts_are_told_apart() {
        let check = |marked: &str, wanted: &str| assert_eq!(expected(marked), wanted, "{marked}");
        check("FROM a\nRUN --mount=$0", "MountOption([])");
        check(
            "FROM a\nRUN --mount=type=ssh,i$0",
            "MountOption([(\"type\", \"ssh\")])",
        );
        check("FROM a\nRUN --mount=FROM=$0", "Image(MountFrom)");
        check("FROM a\nRUN --mount=\"a$0", "nothing");
        check("FROM a\nCOPY --chown=a:$0", "Argument(Group(\"a\"))");
    }
}
