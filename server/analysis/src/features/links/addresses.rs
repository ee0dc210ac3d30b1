//! Web addresses anywhere in a text.

use crate::text::ByteRange;

/// Those that are whole: what a variable completes leads nowhere.
pub fn addresses(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    for (sign, _) in text.match_indices("://") {
        let before = text.get(..sign).unwrap_or_default();
        let schemes = ["https", "http"].into_iter();
        let mut schemes = schemes.filter(|scheme| before.ends_with(scheme));
        let Some(scheme) = schemes.next() else {
            continue;
        };
        let start = sign - scheme.len();
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let before = text.get(..start).unwrap_or_default();
        if before.ends_with(is_part) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(ends_it).unwrap_or(rest.len());
        let whole = rest.get(..end).unwrap_or_default();
        let address = whole.trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '&']);
        let host = address.get(scheme.len() + 3..).unwrap_or_default();
        let is_whole = !whole.contains(['$', '{', '%', '*']) || is_escaped_only(whole);
        if is_whole && host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
        {
            found.push(start..start + address.len());
        }
    }
    found
}

fn ends_it(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "\"'`<>|\\^".contains(letter)
}

/// Percent signs are part of many addresses, but `%NAME%` is a variable.
fn is_escaped_only(whole: &str) -> bool {
    let mut codes = whole.split('%').skip(1);
    let is_code = |rest: &str| {
        let code = rest.as_bytes().get(..2);
        code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    !whole.contains(['$', '{', '*']) && codes.all(is_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = addresses(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_ends_where_people_see_it_end() {
        check(
            "see https://a.b/c. And (http://d/e)!",
            &["https://a.b/c", "http://d/e"],
        );
        check(
            "RUN curl -L 'https://a.b/c?d=e&f=%20g#h'|sh",
            &["https://a.b/c?d=e&f=%20g#h"],
        );
        check("ADD https://a.b/c\\\r\n  /d", &["https://a.b/c"]);
    }

    #[test]
    fn what_is_none_or_not_whole() {
        check(
            "https:// xhttps://a git://b https://$A/b https://a/${B}.gz https://a/%B%",
            &[],
        );
        check("https://é", &[]);
    }
}
