//! Numbers, truth, durations and sizes as Go reads them.

/// Without a sign, as Go wants it.
pub(super) fn unsigned(text: &str, radix: u32) -> Option<u32> {
    let is_number = !text.is_empty() && text.chars().all(|digit| digit.is_digit(radix));
    is_number.then(|| u32::from_str_radix(text, radix).ok())?
}

pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

/// In nanoseconds.
pub(super) fn duration(text: &str) -> Option<f64> {
    let (sign, mut rest) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    if rest == "0" {
        return Some(0.0);
    }
    let mut total = 0.0;
    loop {
        let is_digit = |letter: char| letter.is_ascii_digit() || letter == '.';
        let end = rest.find(|letter| !is_digit(letter))?;
        let (number, after) = rest.split_at(end);
        let has_digit = number.contains(|letter: char| letter.is_ascii_digit());
        if !has_digit || number.matches('.').count() > 1 {
            return None;
        }
        let end = after.find(is_digit).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        total += number_of(number)? * unit_of(unit)?;
        if total > i64::MAX as f64 {
            return None;
        }
        if after.is_empty() {
            return Some(sign * total);
        }
        rest = after;
    }
}

fn number_of(number: &str) -> Option<f64> {
    format!("0{number}0").parse().ok().map(|padded: f64| {
        // The padding counts only where it is no fraction.
        match number.contains('.') {
            true => padded,
            false => padded / 10.0,
        }
    })
}

fn unit_of(unit: &str) -> Option<f64> {
    match unit {
        "ns" => Some(1.0),
        "us" | "µs" | "μs" => Some(1e3),
        "ms" => Some(1e6),
        "s" => Some(1e9),
        "m" => Some(60e9),
        "h" => Some(3600e9),
        _ => None,
    }
}

/// A size such as `64m`, `1.5GiB` or `1 kb`.
pub(super) fn is_size(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ' ';
    let Some(last) = text.rfind(is_part) else {
        return false;
    };
    let unit = &text[last + 1..];
    let number = match text.as_bytes()[last] {
        b' ' => &text[..last],
        _ => &text[..=last],
    };
    let is_plain = number
        .chars()
        .all(|letter| letter.is_ascii_digit() || ".eE+-".contains(letter));
    let value = number.parse::<f64>().ok().filter(|_| is_plain);
    if !value.is_some_and(|value| value >= 0.0 && value.is_finite()) {
        return false;
    }
    let unit = unit.to_lowercase();
    match unit.as_bytes() {
        [] | [b'b'] | [b'k' | b'm' | b'g' | b't' | b'p'] => true,
        [b'k' | b'm' | b'g' | b't' | b'p', rest @ ..] => rest == b"b" || rest == b"ib",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_go() {
        for (text, expected) in [
            ("0", 0.0),
            ("1ms", 1e6),
            ("1m30s", 90e9),
            (".5s", 5e8),
            ("1.s", 1e9),
            ("-1s", -1e9),
        ] {
            assert_eq!(duration(text), Some(expected), "{text}");
        }
        for text in ["", "5", "s", ".s", "1.1.1s", "1d", "1 s", "10000000h", "+"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_are_those_of_docker() {
        for text in ["1", "1k", "1.5GiB", "10 mb", "0b", "1e3"] {
            assert!(is_size(text), "{text}");
        }
        for text in ["", "k", "-1", "1x", "1kx", "1bb", "1gibb", "a1"] {
            assert!(!is_size(text), "{text}");
        }
    }
}
