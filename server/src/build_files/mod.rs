//! Compose and Bake files, as far as they say how a Dockerfile is built: whoever asks gets plain
//! data with its places in the text, whatever the file is written in.

mod bake;
mod contexts;
mod documents;
#[cfg(test)]
mod mutations;
mod nodes;
mod paths;
mod probe;
mod reading;
mod variables;
mod yaml;

pub use contexts::BuildFiles;
pub use documents::BuildDocument;
pub use paths::relative;
pub use probe::{Slot, probe};
pub use reading::{Build, Reading, Word};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Compose,
    BakeHcl,
    BakeJson,
}

impl Format {
    /// By the name of a file.
    pub fn of(name: &str) -> Option<Format> {
        let (stem, extension) = name.rsplit_once('.')?;
        let is_variant = |base: &str| {
            let rest = stem.strip_prefix(base);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
        };
        match extension {
            "yaml" | "yml" if is_variant("compose") || is_variant("docker-compose") => {
                Some(Format::Compose)
            }
            "hcl" if is_variant("docker-bake") => Some(Format::BakeHcl),
            "json" if is_variant("docker-bake") => Some(Format::BakeJson),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_build_files_by_name() {
        for name in ["compose.yaml", "compose.dev.yml", "docker-compose-ci.yml"] {
            assert_eq!(Format::of(name), Some(Format::Compose), "{name}");
        }
        assert_eq!(Format::of("docker-bake.hcl"), Some(Format::BakeHcl));
        assert_eq!(
            Format::of("docker-bake.override.json"),
            Some(Format::BakeJson)
        );
        for name in [
            "composer.yaml",
            "ci.yml",
            "bake.hcl",
            "compose",
            "package.json",
        ] {
            assert_eq!(Format::of(name), None, "{name}");
        }
    }
}
