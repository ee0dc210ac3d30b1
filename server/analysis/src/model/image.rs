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
        let (name, digest) = match name.split_once('@') {
            Some((name, digest)) => (name, Some(digest.to_owned())),
            None => (name, None),
        };
        let (registry, rest) = match name.split_once('/') {
            Some((first, rest)) if is_host(first) => (first, rest),
            _ => (DOCKER_HUB, name),
        };
        let (path, tag) = match rest.rsplit_once(':') {
            Some((path, tag)) if !tag.contains('/') => (path, Some(tag.to_owned())),
            _ => (rest, None),
        };
        if !is_path(path) || tag.as_deref().is_some_and(|tag| !is_tag(tag)) {
            return None;
        }
        let registry = if registry == "index.docker.io" {
            DOCKER_HUB
        } else {
            registry
        };
        let official = registry == DOCKER_HUB && !path.contains('/');
        Some(Reference {
            registry: registry.to_owned(),
            path: if official {
                format!("library/{path}")
            } else {
                path.to_owned()
            },
            tag,
            digest,
        })
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
    fn what_is_no_name_is_none() {
        for name in ["", "REPLACE-ME", "a:", "a:b c", "a//b", "-a", "a/", ":1"] {
            assert_eq!(Reference::parse(name), None, "{name}");
        }
    }
}
