//! Which names BuildKit takes for names of images.

use crate::model::DOCKER_HUB;

pub fn is_image_name(name: &str) -> bool {
    if name.len() == 64 && name.bytes().all(is_lower_hex) {
        return false;
    }
    let (registry, rest) = match name.split_once('/') {
        Some((first, rest)) if is_registry(first) => (first, rest.to_owned()),
        Some(_) => (DOCKER_HUB, name.to_owned()),
        None => (DOCKER_HUB, format!("library/{name}")),
    };
    let (named, digest) = match rest.split_once('@') {
        Some((named, digest)) => (named, Some(digest)),
        None => (&*rest, None),
    };
    let (path, tag) = match named.split_once(':') {
        Some((path, tag)) => (path, Some(tag)),
        None => (named, None),
    };
    is_host(registry)
        && path.len() <= LONGEST_PATH
        && path.split('/').all(is_path_part)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest)
}

const LONGEST_PATH: usize = 255;

/// Whether the first part of a name is a registry rather than a folder of Docker Hub.
fn is_registry(part: &str) -> bool {
    part == "localhost" || part.contains(['.', ':']) || part.contains(char::is_uppercase)
}

fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_part = |part: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !part.is_empty()
            && part.bytes().all(is_letter)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let is_address = |text: &str| {
        let is_sign = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
        !text.is_empty() && text.bytes().all(is_sign)
    };
    port.is_none_or(is_port) && (address.is_some_and(is_address) || host.split('.').all(is_part))
}

/// Letters and digits in lower case; between them `.`, `_`, `__` or any number of `-`.
fn is_path_part(part: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let mut rest = part;
    loop {
        let word = rest.bytes().take_while(|byte| is_word(*byte)).count();
        if word == 0 {
            return false;
        }
        rest = &rest[word..];
        let Some(sign) = rest.chars().next() else {
            return true;
        };
        let signs = rest
            .bytes()
            .take_while(|byte| char::from(*byte) == sign)
            .count();
        let is_separator = match sign {
            '.' => signs == 1,
            '_' => signs <= 2,
            '-' => true,
            _ => false,
        };
        if !is_separator {
            return false;
        }
        rest = &rest[signs..];
    }
}

fn is_tag(tag: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_letter = |byte: u8| is_word(byte) || matches!(byte, b'.' | b'-');
    tag.len() <= 128 && tag.bytes().next().is_some_and(is_word) && tag.bytes().all(is_letter)
}

fn is_digest(digest: &str) -> bool {
    let length = match digest.split_once(':').map(|(algorithm, _)| algorithm) {
        Some("sha256") => 64,
        Some("sha384") => 96,
        Some("sha512") => 128,
        _ => return false,
    };
    let sum = &digest["sha256:".len()..];
    sum.len() == length && sum.bytes().all(is_lower_hex)
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_images_are_known() {
        let digest = format!("a@sha256:{}", "0".repeat(64));
        for name in [
            "a",
            "a/b:1",
            "A.b/c",
            "localhost:5000/a",
            "a__b/c---d.e",
            "[::1]:5/a",
            &digest,
        ] {
            assert!(is_image_name(name), "{name}");
        }
    }

    #[test]
    fn other_names_are_not() {
        let hex = "0".repeat(64);
        for name in [
            "",
            "A",
            "a:",
            "a b",
            "a//b",
            "a..b",
            "-a",
            "a/",
            ":1",
            "a@sha256:0",
            "$",
            &hex,
        ] {
            assert!(!is_image_name(name), "{name}");
        }
    }
}
