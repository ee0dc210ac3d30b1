//! Names of images and digests: what BuildKit takes for one.

use super::fault::Fault;
use super::fixes;
use super::kinds::stages as kinds;
use super::reading::Piece;

const LONGEST_PATH: usize = 255;
const LONGEST_TAG: usize = 128;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Invalid {
    Uppercase,
    Digest,
    Form,
}

/// What is wrong with the name of an image that a piece comes to.
pub(super) fn fault(piece: &Piece, name: &str) -> Option<Fault> {
    let invalid = check(name).err()?;
    let is_literal = *piece.text == *name;
    let (kind, span, word) = match invalid {
        Invalid::Uppercase => (kinds::UPPERCASE_IMAGE, piece.span, name),
        Invalid::Form => (kinds::INVALID_IMAGE, piece.span, name),
        Invalid::Digest => {
            let digest = name.split_once('@').map_or(name, |(_, digest)| digest);
            let start = name.len() - digest.len();
            let place = piece.part(start..name.len());
            let span = if is_literal { place } else { piece.span };
            (kinds::INVALID_DIGEST, span, digest)
        }
    };
    let mended = is_literal.then(|| mended(name)).flatten();
    let fix = mended.map(|mended| fixes::replace(piece.span, &mended));
    let fix = fix.map(|fix| match invalid {
        Invalid::Uppercase => fixes::safe(fix),
        _ => fix,
    });
    Some(Fault::new(kind, span).with(word).fix(fix))
}

/// The same name in lower case, or without what cannot stand in one.
fn mended(name: &str) -> Option<String> {
    let (path, rest) = match name.rfind('/') {
        Some(slash) => match name[slash..].find([':', '@']) {
            Some(end) => name.split_at(slash + end),
            None => (name, ""),
        },
        None => name.split_at(name.find([':', '@']).unwrap_or(name.len())),
    };
    let lower = format!("{}{rest}", path.to_lowercase());
    let plain = lower.trim_matches(['/', ':', '"', '\'', ',', ';', '\\']);
    let plain = plain
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let candidates = [lower.as_str(), plain];
    let valid = candidates.into_iter().find(|name| check(name).is_ok())?;
    Some(valid.to_owned())
}

pub(super) fn is_valid(name: &str) -> bool {
    check(name).is_ok()
}

fn check(name: &str) -> Result<(), Invalid> {
    let is_identifier = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if name.len() == 64 && name.bytes().all(is_identifier) {
        return Err(Invalid::Form);
    }
    let (domain, remainder) = match name.split_once('/') {
        Some((first, rest)) if is_domain_like(first) => (Some(first), rest),
        _ => (None, name),
    };
    let repository = remainder.split(':').next().unwrap_or(remainder);
    if repository.to_lowercase() != repository {
        return Err(Invalid::Uppercase);
    }
    // What cannot name a registry may still be the first part of a path.
    if domain.is_some_and(|domain| !is_domain(domain) && !is_component(domain)) {
        return Err(Invalid::Form);
    }
    let (named, digest) = match remainder.split_once('@') {
        Some((named, digest)) => (named, Some(digest)),
        None => (remainder, None),
    };
    let (path, tag) = match named.split_once(':') {
        Some((path, tag)) => (path, Some(tag)),
        None => (named, None),
    };
    let is_hub = domain.is_none_or(|domain| domain == "docker.io" || domain == "index.docker.io");
    let library = if is_hub && !path.contains('/') {
        "library/".len()
    } else {
        0
    };
    if !path.split('/').all(is_component) || path.len() + library > LONGEST_PATH {
        return Err(Invalid::Form);
    }
    if tag.is_some_and(|tag| !is_tag(tag)) {
        return Err(Invalid::Form);
    }
    match digest {
        Some(digest) if !is_digest_like(digest) || !is_digest(digest) => Err(Invalid::Digest),
        _ => Ok(()),
    }
}

fn is_domain_like(first: &str) -> bool {
    first == "localhost" || first.contains(['.', ':']) || first.to_lowercase() != first
}

fn is_domain(domain: &str) -> bool {
    let (host, port) = match domain.strip_prefix('[') {
        Some(rest) => {
            let Some((address, port)) = rest.split_once(']') else {
                return false;
            };
            let is_hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
            let is_address = !address.is_empty() && address.bytes().all(is_hex);
            let port = match port.strip_prefix(':') {
                None if port.is_empty() => None,
                None => return false,
                port => port,
            };
            if !is_address {
                return false;
            }
            (None, port)
        }
        None => match domain.split_once(':') {
            Some((host, port)) => (Some(host), Some(port)),
            None => (Some(domain), None),
        },
    };
    let is_label = |label: &str| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty()
            && label.bytes().all(letters)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_number = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    host.is_none_or(|host| host.split('.').all(is_label)) && port.is_none_or(is_number)
}

/// Letters and digits, with `.`, `_`, `__` or any number of `-` between them.
fn is_component(component: &str) -> bool {
    let alphanumeric = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = component.as_bytes();
    let has_ends = bytes.first().is_some_and(|byte| alphanumeric(*byte))
        && bytes.last().is_some_and(|byte| alphanumeric(*byte));
    let mut separators =
        component.split(|letter: char| alphanumeric(letter as u8) && letter.is_ascii());
    has_ends
        && separators.all(|separator| {
            matches!(separator, "" | "." | "_" | "__") || separator.bytes().all(|byte| byte == b'-')
        })
}

fn is_tag(tag: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let bytes = tag.as_bytes();
    bytes.len() <= LONGEST_TAG
        && bytes.first().is_some_and(|byte| is_word(*byte))
        && bytes
            .iter()
            .all(|byte| is_word(*byte) || b".-".contains(byte))
}

/// What stands behind an `@` at all: at least 32 hexadecimal digits.
fn is_digest_like(digest: &str) -> bool {
    digest.split_once(':').is_some_and(|(_, encoded)| {
        encoded.len() >= 32 && encoded.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Of an algorithm that is known, and as long as it makes them.
pub(super) fn is_digest(digest: &str) -> bool {
    let Some((algorithm, encoded)) = digest.split_once(':') else {
        return false;
    };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    encoded.len() == length && encoded.bytes().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_docker() {
        for name in [
            "a",
            "a/b:1",
            "docker.io/a",
            "host:5000/a/b",
            "[::1]:5000/a",
            "A/b",
            "a__b.c-d---e",
            "localhost/a",
        ] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
        for (name, expected) in [
            ("A", Invalid::Uppercase),
            ("a/B", Invalid::Uppercase),
            ("a:", Invalid::Form),
            ("a:b:c", Invalid::Form),
            ("a___b", Invalid::Form),
            ("-a", Invalid::Form),
            ("a//b", Invalid::Form),
            ("http://a", Invalid::Form),
            ("a@sha256:ff", Invalid::Digest),
        ] {
            assert_eq!(check(name), Err(expected), "{name}");
        }
    }
}
