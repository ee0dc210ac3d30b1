//! What images are for: the names that the official images give to processors, and those of Docker.

use std::env::consts::ARCH;
use strates_analysis::images::{About, NAMESPACES};
use strates_analysis::model::Reference;

/// Of the name that the official images give to a processor.
pub fn platform(architecture: &str) -> String {
    if architecture.starts_with("windows") {
        return "windows/amd64".to_owned();
    }
    let named = NAMESPACES.iter().find(|(name, _)| *name == architecture);
    named.map_or_else(
        || format!("linux/{architecture}"),
        |(_, platform)| (*platform).to_owned(),
    )
}

/// Of an image that says by its name what it is for.
pub fn of_namespace(image: &Reference) -> Option<About> {
    let (namespace, _) = image.path.split_once('/')?;
    let mut known = NAMESPACES
        .iter()
        .filter(|_| image.registry == super::DOCKER_HUB);
    let (_, platform) = known.find(|(name, _)| *name == namespace)?;
    Some(About {
        platforms: vec![(*platform).to_owned()],
        ..About::default()
    })
}

/// What most images are run on here.
pub fn own() -> &'static str {
    match ARCH {
        "aarch64" => "linux/arm64",
        "x86" => "linux/386",
        "arm" => "linux/arm/v7",
        "powerpc64" => "linux/ppc64le",
        "s390x" => "linux/s390x",
        "riscv64" => "linux/riscv64",
        _ => "linux/amd64",
    }
}
