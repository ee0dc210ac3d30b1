//! What an open document is, by its name and by the language that the editor calls it: every editor
//! has other names for what is not a Dockerfile.

use crate::build_files::{BuildDocument, Format};
use lsp_types::Url;
use std::sync::Arc;
use strates_analysis::Document;
use strates_analysis::ignore_file::IgnoreDocument;
use strates_analysis::text::{Change, Encoding, Text};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Dockerfile,
    IgnoreFile,
    BuildFile(Format),
    /// Something else in a language that is ours in other files.
    Other,
}

impl Kind {
    pub fn of(language: &str, uri: &Url) -> Kind {
        let path = uri.path();
        let name = path.rsplit('/').next().unwrap_or_default();
        let build_file = |format: Format| Kind::BuildFile(format);
        match language.to_ascii_lowercase().as_str() {
            // Some editors take `Dockerfile.dockerignore` for a Dockerfile.
            _ if name.ends_with(".dockerignore") => Kind::IgnoreFile,
            "dockerfile" => Kind::Dockerfile,
            "dockerignore" => Kind::IgnoreFile,
            "dockercompose" | "docker-compose" | "yaml.docker-compose" => {
                build_file(Format::Compose)
            }
            "dockerbake" | "docker-bake" if !name.ends_with(".json") => build_file(Format::BakeHcl),
            _ if let Some(format) = Format::of(name) => build_file(format),
            "yaml" | "json" | "jsonc" | "hcl" | "terraform" => Kind::Other,
            "ignore" | "gitignore" | "git-ignore" => Kind::Other,
            // Editors have many names for Dockerfiles.
            _ => Kind::Dockerfile,
        }
    }

    /// Whether diagnostics are made for it.
    pub fn is_judged(self) -> bool {
        matches!(self, Kind::Dockerfile | Kind::IgnoreFile)
    }
}

/// A version of an open document, read as what it is.
#[derive(Clone)]
pub enum Content {
    Dockerfile(Arc<Document>),
    IgnoreFile(Arc<IgnoreDocument>),
    BuildFile(Arc<BuildDocument>),
    /// Not even its text is kept.
    Other,
}

impl Content {
    pub fn new(kind: Kind, text: &str) -> Content {
        match kind {
            Kind::Dockerfile => Content::Dockerfile(Arc::new(Document::new(text))),
            Kind::IgnoreFile => Content::IgnoreFile(Arc::new(IgnoreDocument::new(text))),
            Kind::BuildFile(format) => {
                Content::BuildFile(Arc::new(BuildDocument::new(text, format)))
            }
            Kind::Other => Content::Other,
        }
    }

    pub fn edit(&self, changes: &[Change], encoding: Encoding) -> Content {
        match self {
            Content::Dockerfile(document) => {
                Content::Dockerfile(Arc::new(document.edit(changes, encoding)))
            }
            Content::IgnoreFile(document) => {
                Content::IgnoreFile(Arc::new(document.edit(changes, encoding)))
            }
            Content::BuildFile(document) => {
                Content::BuildFile(Arc::new(document.edit(changes, encoding)))
            }
            Content::Other => Content::Other,
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Content::Dockerfile(_) => Kind::Dockerfile,
            Content::IgnoreFile(_) => Kind::IgnoreFile,
            Content::BuildFile(document) => Kind::BuildFile(document.format()),
            Content::Other => Kind::Other,
        }
    }
}

/// A kind of document that questions are answered about. A handler asks for one kind by the type of
/// its snapshot, and is not called for any other.
pub trait Opened: Sized + Send + Sync + 'static {
    /// Whether what lies around it matters to all that is said of it.
    const HAS_CONTEXT: bool = false;

    fn of(content: &Content) -> Option<Arc<Self>>;

    fn text(&self) -> &Text;
}

impl Opened for Document {
    const HAS_CONTEXT: bool = true;

    fn of(content: &Content) -> Option<Arc<Document>> {
        match content {
            Content::Dockerfile(document) => Some(Arc::clone(document)),
            _ => None,
        }
    }

    fn text(&self) -> &Text {
        Document::text(self)
    }
}

impl Opened for IgnoreDocument {
    fn of(content: &Content) -> Option<Arc<IgnoreDocument>> {
        match content {
            Content::IgnoreFile(document) => Some(Arc::clone(document)),
            _ => None,
        }
    }

    fn text(&self) -> &Text {
        IgnoreDocument::text(self)
    }
}

impl Opened for BuildDocument {
    fn of(content: &Content) -> Option<Arc<BuildDocument>> {
        match content {
            Content::BuildFile(document) => Some(Arc::clone(document)),
            _ => None,
        }
    }

    fn text(&self) -> &Text {
        BuildDocument::text(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, name: &str, expected: Kind) {
        let uri = Url::parse(&format!("file:///w/{name}")).unwrap();
        assert_eq!(Kind::of(language, &uri), expected, "{language} {name}");
    }

    #[test]
    fn names_win_over_languages_where_editors_differ() {
        check("ignore", ".dockerignore", Kind::IgnoreFile);
        check("gitignore", ".dockerignore", Kind::IgnoreFile);
        check(
            "dockerfile",
            "web.Dockerfile.dockerignore",
            Kind::IgnoreFile,
        );
        check("yaml", "compose.yaml", Kind::BuildFile(Format::Compose));
        check("hcl", "docker-bake.hcl", Kind::BuildFile(Format::BakeHcl));
        check(
            "json",
            "docker-bake.json",
            Kind::BuildFile(Format::BakeJson),
        );
        check(
            "dockercompose",
            "stack.yaml",
            Kind::BuildFile(Format::Compose),
        );
        check("dockerbake", "x.hcl", Kind::BuildFile(Format::BakeHcl));
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for (language, name) in [
            ("yaml", "ci.yaml"),
            ("ignore", ".gitignore"),
            ("json", "package.json"),
            ("hcl", "main.hcl"),
        ] {
            check(language, name, Kind::Other);
        }
    }

    #[test]
    fn all_else_is_a_dockerfile() {
        check("dockerfile", "compose.yaml", Kind::Dockerfile);
        check("docker", "Dockerfile", Kind::Dockerfile);
        check("plaintext", "Containerfile", Kind::Dockerfile);
    }
}
