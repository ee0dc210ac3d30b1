//! Where people read about an image.

use crate::model::{DOCKER_HUB, Reference};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    pub url: String,
    /// As people call it.
    pub registry: String,
}

/// `None` for a registry that only this machine reaches.
pub fn page(image: &Reference) -> Option<Page> {
    let (registry, path) = (&*image.registry, &*image.path);
    let host = registry.split(':').next().unwrap_or_default();
    let (url, name) = match registry {
        DOCKER_HUB => match path.strip_prefix("library/") {
            Some(official) => (format!("https://hub.docker.com/_/{official}"), "Docker Hub"),
            None => (format!("https://hub.docker.com/r/{path}"), "Docker Hub"),
        },
        // Leads on to the page of the package.
        "ghcr.io" => (format!("https://ghcr.io/{path}"), "GitHub"),
        "quay.io" => (format!("https://quay.io/repository/{path}"), "Quay"),
        "mcr.microsoft.com" => {
            let url = format!("https://mcr.microsoft.com/en-us/artifact/mar/{path}/about");
            (url, "Microsoft Artifact Registry")
        }
        "public.ecr.aws" => {
            let url = format!("https://gallery.ecr.aws/{path}");
            (url, "Amazon ECR Public Gallery")
        }
        _ if is_local(host) => return None,
        // Those of Google lead on to their console; of others it is the best guess.
        _ => (format!("https://{registry}/{path}"), registry),
    };
    Some(Page {
        url,
        registry: name.to_owned(),
    })
}

fn is_local(host: &str) -> bool {
    let is_address = host.split('.').all(|part| part.parse::<u8>().is_ok());
    host == "localhost" || host.ends_with(".local") || is_address || !host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(image: &str, expected: Option<&str>) {
        let page = Reference::parse(image).as_ref().and_then(page);
        assert_eq!(page.map(|page| page.url).as_deref(), expected, "{image}");
    }

    #[test]
    fn every_registry_has_its_own_pages() {
        check("debian:12", Some("https://hub.docker.com/_/debian"));
        check("docker.io/a/b", Some("https://hub.docker.com/r/a/b"));
        check("ghcr.io/a/b:1", Some("https://ghcr.io/a/b"));
        check(
            "quay.io/a/b@sha256:ff",
            Some("https://quay.io/repository/a/b"),
        );
        check(
            "mcr.microsoft.com/dotnet/sdk:8.0",
            Some("https://mcr.microsoft.com/en-us/artifact/mar/dotnet/sdk/about"),
        );
        check("public.ecr.aws/a/b", Some("https://gallery.ecr.aws/a/b"));
        check(
            "gcr.io/distroless/static",
            Some("https://gcr.io/distroless/static"),
        );
        check(
            "registry.example.org/a",
            Some("https://registry.example.org/a"),
        );
    }

    #[test]
    fn what_only_this_machine_reaches_has_no_page() {
        for image in [
            "localhost/a",
            "localhost:5000/a",
            "10.0.0.1:5000/a",
            "registry:5000/a",
        ] {
            check(image, None);
        }
    }
}
