use super::{Span, Word};

/// The image of a FROM as it is written, with the spans of its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageReference {
    pub word: Word,
    pub registry: Option<Span>,
    pub path: Option<Span>,
    pub tag: Option<Span>,
    pub digest: Option<Span>,
}

impl ImageReference {
    /// Of a name that stands as it is where it is read: without variables, quotes and ends of lines.
    pub fn of_name(name: &str, span: Span) -> Option<ImageReference> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:/@[]".contains(&byte);
        let has_place = span.end.checked_sub(span.start) == u32::try_from(name.len()).ok();
        if !has_place || !name.bytes().all(is_plain) {
            return None;
        }
        let Parts {
            registry,
            path,
            tag,
            digest,
        } = Parts::of(name);
        let part = |before: usize, part: &str| {
            let start = span.start.checked_add(u32::try_from(before).ok()?)?;
            let end = start.checked_add(u32::try_from(part.len()).ok()?)?;
            Some(Span { start, end })
        };
        let path_start = registry.map_or(0, |registry| registry.len() + 1);
        Some(ImageReference {
            word: Word {
                text: name.into(),
                span,
                expansions: Vec::new(),
            },
            registry: registry.and_then(|registry| part(0, registry)),
            path: part(path_start, path),
            tag: tag.and_then(|tag| part(path_start + path.len() + 1, tag)),
            digest: digest.and_then(|digest| part(name.len() - digest.len(), digest)),
        })
    }

    /// As it is written, without its registry, tag and digest.
    pub fn written_path(&self) -> Option<&str> {
        let (path, word) = (self.path?, self.word.span);
        let start = path.start.checked_sub(word.start)? as usize;
        let end = path.end.checked_sub(word.start)? as usize;
        self.word.text.get(start..end)
    }
}

pub const DOCKER_HUB: &str = "docker.io";

/// The name of an image, taken apart and completed as Docker does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    pub registry: String,
    /// With `library/` where Docker adds it.
    pub path: String,
    pub tag: Option<String>,
    pub digest: Option<String>,
}

impl Reference {
    /// Whether one of these names of contexts means this image, as BuildKit compares them.
    pub fn is_any_of(&self, contexts: &[String]) -> bool {
        let is_it = |name: &String| {
            let context = Reference::parse(name);
            context.is_some_and(|context| {
                context.registry == self.registry
                    && context.path == self.path
                    && context.digest == self.digest
                    && context.tag_or_latest() == self.tag_or_latest()
            })
        };
        contexts.iter().any(is_it)
    }

    /// A digest decides alone.
    fn tag_or_latest(&self) -> Option<&str> {
        let latest = self.digest.is_none().then_some("latest");
        self.tag.as_deref().or(latest)
    }

    /// `None` for what is no name of an image.
    pub fn parse(name: &str) -> Option<Reference> {
        let Parts {
            registry,
            path,
            tag,
            digest,
        } = Parts::of(name);
        if !is_path(path) || tag.is_some_and(|tag| !is_tag(tag)) {
            return None;
        }
        let registry = registry.filter(|registry| *registry != "index.docker.io");
        let registry = registry.unwrap_or(DOCKER_HUB);
        let official = registry == DOCKER_HUB && !path.contains('/');
        Some(Reference {
            registry: registry.to_owned(),
            path: if official {
                format!("library/{path}")
            } else {
                path.to_owned()
            },
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        })
    }
}

/// Of a name as it is written.
struct Parts<'a> {
    registry: Option<&'a str>,
    path: &'a str,
    tag: Option<&'a str>,
    digest: Option<&'a str>,
}

impl Parts<'_> {
    fn of(name: &str) -> Parts<'_> {
        let (name, digest) = match name.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (name, None),
        };
        let (registry, rest) = match name.split_once('/') {
            Some((first, rest)) if is_host(first) => (Some(first), rest),
            _ => (None, name),
        };
        let (path, tag) = match rest.rsplit_once(':') {
            Some((path, tag)) if !tag.contains('/') => (path, Some(tag)),
            _ => (rest, None),
        };
        Parts {
            registry,
            path,
            tag,
            digest,
        }
    }
}

fn is_host(part: &str) -> bool {
    part.contains(['.', ':']) || part == "localhost" || part.contains(|c: char| c.is_uppercase())
}

fn is_path(path: &str) -> bool {
    path.split('/').all(|part| {
        let alphanumeric = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
        let bytes = part.as_bytes();
        bytes.first().is_some_and(|first| alphanumeric(*first))
            && bytes.last().is_some_and(|last| alphanumeric(*last))
            && bytes
                .iter()
                .all(|byte| alphanumeric(*byte) || b"._-".contains(byte))
    })
}

fn is_tag(tag: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let bytes = tag.as_bytes();
    bytes.len() <= 128
        && bytes.first().is_some_and(|first| word(*first))
        && bytes.iter().all(|byte| word(*byte) || b".-".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(name: &str, registry: &str, path: &str, tag: Option<&str>, digest: Option<&str>) {
        let expected = Reference {
            registry: registry.to_owned(),
            path: path.to_owned(),
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        };
        assert_eq!(Reference::parse(name), Some(expected), "{name}");
    }

    #[test]
    fn names_are_completed_as_docker_does() {
        reads("debian", "docker.io", "library/debian", None, None);
        reads("a/b:1", "docker.io", "a/b", Some("1"), None);
        reads("localhost/b", "localhost", "b", None, None);
        reads(
            "host:5000/a/b:1@sha256:ff",
            "host:5000",
            "a/b",
            Some("1"),
            Some("sha256:ff"),
        );
        reads(
            "index.docker.io/debian",
            "docker.io",
            "library/debian",
            None,
            None,
        );
    }

    #[test]
    fn the_parts_of_a_name_have_places() {
        let name = "host:5000/a/b:1@sha256:ff";
        let image = ImageReference::of_name(name, Span { start: 10, end: 35 }).unwrap();
        let text = |span: Option<Span>| {
            let span = span?;
            name.get(span.start as usize - 10..span.end as usize - 10)
        };
        let parts = [image.registry, image.path, image.tag, image.digest];
        let expected = ["host:5000", "a/b", "1", "sha256:ff"];
        assert_eq!(parts.map(text), expected.map(Some));
        assert_eq!(image.written_path(), Some("a/b"));
        let span = Span { start: 0, end: 3 };
        assert_eq!(ImageReference::of_name("a$b", span), None);
        assert_eq!(ImageReference::of_name("ab", span), None);
    }

    #[test]
    fn what_is_no_name_is_none() {
        for name in ["", "REPLACE-ME", "a:", "a:b c", "a//b", "-a", "a/", ":1"] {
            assert_eq!(Reference::parse(name), None, "{name}");
        }
    }
}
