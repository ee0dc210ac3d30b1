//! The name of an image as hadolint takes it apart.

/// `tag` and digest are left out of the name.
pub struct HadolintImage<'a> {
    pub registry: Option<&'a str>,
    pub name: &'a str,
}

impl HadolintImage<'_> {
    /// Of a FROM: what stands before the first `/` behind the first dot is a registry.
    pub fn of_from(text: &str) -> HadolintImage<'_> {
        let dot = find(text, &['.']).filter(|dot| *dot > 0);
        let slash = dot.and_then(|dot| Some(dot + 1 + find(&text[dot + 1..], &['/'])?));
        let slash = slash.filter(|slash| dot.is_some_and(|dot| dot + 1 < *slash));
        let (registry, rest) = match slash {
            Some(slash) => (Some(&text[..slash]), &text[slash + 1..]),
            None => (None, text),
        };
        let end = find(rest, &['@', ':']).unwrap_or(rest.len());
        HadolintImage {
            registry,
            name: &rest[..end],
        }
    }

    /// Of `--from`: a registry has a dot, and the tag belongs to the name.
    pub fn of_source(text: &str) -> HadolintImage<'_> {
        match text.split_once('/') {
            Some((first, rest)) if first.contains('.') => HadolintImage {
                registry: Some(first),
                name: rest,
            },
            _ => HadolintImage {
                registry: None,
                name: text,
            },
        }
    }
}

/// The first of some signs that stands in no `${…}`.
fn find(text: &str, signs: &[char]) -> Option<usize> {
    let mut depth = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match letter {
            '{' if depth > 0 || before == '$' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            letter if depth == 0 && signs.contains(&letter) => return Some(at),
            _ => {}
        }
        before = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, registry: Option<&str>, name: &str) {
        let image = HadolintImage::of_from(text);
        assert_eq!((image.registry, image.name), (registry, name), "{text}");
    }

    #[test]
    fn registries_have_a_dot() {
        check("a", None, "a");
        check("a/b:1.2", None, "a/b");
        check("ghcr.io/a/b@sha256:0", Some("ghcr.io"), "a/b");
        check("${A:-b.c/d}/e", None, "${A:-b.c/d}/e");
        check("localhost:5000/a", None, "localhost");
    }
}
