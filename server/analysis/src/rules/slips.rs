//! Names that differ by a slip of the finger, which is far less than what is near enough to suggest.

/// The known name that was meant, if a name is but one slip away from it.
pub fn slip_of<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() < SHORTEST {
        return None;
    }
    let bare: Vec<u8> = letters(name).collect();
    let mut other = Vec::new();
    let is_meant = |known: &&str| {
        // As many names are compared as a file has; most differ by more than a letter.
        if letters(known).count().abs_diff(bare.len()) > 1 {
            return false;
        }
        other.clear();
        other.extend(letters(known));
        is_slip(&bare, &other)
    };
    // The same one whatever order they come in.
    known.filter(is_meant).min()
}

/// Short names are near to each other by chance.
const SHORTEST: usize = 4;

/// `APPNAME` and `app_name` are one name to whoever misspells one.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    let letters = name.bytes().filter(|letter| *letter != b'_');
    letters.map(|letter| letter.to_ascii_lowercase())
}

/// One letter is missing, too much, wrong, or has changed places with its neighbour.
fn is_slip(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let pairs = short.iter().zip(long);
    let same = pairs.take_while(|(left, right)| left == right).count();
    let (short, long) = (&short[same..], &long[same..]);
    let is_letter = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_alphabetic);
    match (short, long) {
        ([], []) => true,
        // `PORT` and `PORT2` are two names.
        (_, [extra, rest @ ..]) if long.len() > short.len() => {
            rest == short && is_letter(Some(extra)) && !rest.is_empty()
        }
        ([a, left @ ..], [b, right @ ..]) if left == right => {
            is_letter(Some(a)) && is_letter(Some(b)) && !left.is_empty()
        }
        ([a, b, left @ ..], [c, d, right @ ..]) => a == d && b == c && left == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, known: &str, expected: bool) {
        assert_eq!(
            slip_of(name, [known].into_iter()).is_some(),
            expected,
            "{name}"
        );
    }

    #[test]
    fn one_slip_is_forgiven() {
        check("APPNAME", "APP_NAME", true);
        check("VERISON", "VERSION", true);
        check("VERSON", "VERSION", true);
        check("VARSION", "VERSION", true);
    }

    #[test]
    fn other_names_are_other_names() {
        check("PORT1", "PORT2", false);
        check("PORT", "PORTS", false);
        check("NODE_VERSION", "NVM_VERSION", false);
        check("GOPATH", "GOROOT", false);
        check("ABC", "ABD", false);
    }
}
