//! Completion of names of images.

use super::{cut, image::Image};
use std::cmp::Reverse;
use strates_analysis::images::{Described, ImageName, Known};

/// Those that most Dockerfiles start from.
const MOST_USED: [&str; 20] = [
    "python",
    "node",
    "alpine",
    "ubuntu",
    "debian",
    "golang",
    "nginx",
    "php",
    "ruby",
    "rust",
    "eclipse-temurin",
    "postgres",
    "redis",
    "busybox",
    "maven",
    "gradle",
    "httpd",
    "mysql",
    "mariadb",
    "wordpress",
];

/// What Docker adds itself, from the longest on.
const UNWRITTEN: [&str; 4] = [
    "index.docker.io/library/",
    "docker.io/library/",
    "docker.io/",
    "library/",
];

pub fn names(images: &[Image], typed: &str) -> Known<ImageName> {
    let (written, typed) = UNWRITTEN
        .iter()
        .find_map(|prefix| Some((*prefix, typed.strip_prefix(prefix)?)))
        .unwrap_or(("", typed));
    let typed = typed.to_ascii_lowercase();
    let fits = |image: &&Image| {
        image.is_listed
            && image.name.contains(&*typed)
            // Only images of Docker Hub follow its name, and only official ones `library/`.
            && (written.is_empty() || image.is_official)
    };
    let mut found: Vec<&Image> = images.iter().filter(fits).collect();
    found.sort_by_key(|image| {
        let starts_a_part = |part: &str| part.starts_with(&*typed);
        let use_rank = MOST_USED.iter().position(|name| *name == image.name);
        (
            Reverse(image.name.starts_with(&*typed)),
            Reverse(image.name.split('/').any(starts_a_part)),
            Reverse(image.is_official),
            image.is_deprecated,
            use_rank.unwrap_or(MOST_USED.len()),
            image.name.matches('/').count(),
        )
    });
    let item = |image: &Image| ImageName {
        name: format!("{written}{}", image.name),
        description: image.description.map(Described::Ours),
        is_official: image.is_official,
        is_deprecated: image.is_deprecated,
        is_local: false,
    };
    cut(found.into_iter().map(item).collect())
}
