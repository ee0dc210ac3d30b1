//! The official images as `library/*` of their repository has them: paragraphs of fields, the first
//! for all, one for each image after it.

use crate::{Group, Image, Images, architecture};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn images(folder: &Path, day: &str) -> Result<Images, String> {
    let wrong = |error| format!("{}: {error}", folder.display());
    let mut images = Images::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let groups = groups(&crate::text(&path)?);
        images.insert(
            name.to_owned(),
            Image {
                is_official: true,
                is_listed: true,
                date: day.to_owned(),
                groups,
                ..Image::default()
            },
        );
    }
    Ok(images)
}

/// One build: its own tags, and those it shares with builds for other systems.
struct Build {
    tags: Vec<String>,
    shared: Vec<String>,
    architectures: Vec<String>,
}

impl Build {
    fn is_windows(&self) -> bool {
        self.architectures
            .iter()
            .all(|architecture| architecture.starts_with("windows"))
    }
}

/// Tags that the same builds carry are aliases. Where one of these is for Linux, they are aliases
/// of the tags that it has alone.
fn groups(text: &str) -> Vec<Group> {
    let builds = builds(text);
    let mut groups: Vec<Group> = builds
        .iter()
        .map(|build| Group {
            tags: build.tags.clone(),
            architectures: build.architectures.clone(),
            ..Group::default()
        })
        .collect();
    let mut sharing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut in_order: Vec<&str> = Vec::new();
    for (at, build) in builds.iter().enumerate() {
        for tag in &build.shared {
            let carriers = sharing.entry(tag).or_default();
            if carriers.is_empty() {
                in_order.push(tag);
            }
            carriers.push(at);
        }
    }
    let mut shared: Vec<(Vec<usize>, Group)> = Vec::new();
    for tag in in_order {
        let carriers = sharing.remove(tag).unwrap_or_default();
        let of = |at: &usize| builds.get(*at);
        let is_linux = |at: &&usize| of(at).is_some_and(|build| !build.is_windows());
        let linux: Vec<usize> = carriers.iter().filter(is_linux).copied().collect();
        if let [linux] = *linux
            && let Some(group) = groups.get_mut(linux)
        {
            group.is_for_windows_too |= carriers.len() > 1;
            group.tags.push(tag.to_owned());
            continue;
        }
        match shared.iter_mut().find(|(known, _)| *known == carriers) {
            Some((_, group)) => group.tags.push(tag.to_owned()),
            None => {
                let mut architectures: Vec<String> = Vec::new();
                for name in carriers
                    .iter()
                    .filter_map(of)
                    .flat_map(|it| &it.architectures)
                {
                    if !architectures.contains(name) {
                        architectures.push(name.clone());
                    }
                }
                let group = Group {
                    tags: vec![tag.to_owned()],
                    architectures,
                    ..Group::default()
                };
                shared.push((carriers, group));
            }
        }
    }
    groups.extend(shared.into_iter().map(|(_, group)| group));
    groups.retain(|group| !group.tags.is_empty());
    for group in &mut groups {
        group.is_default = group.tags.iter().any(|tag| tag == "latest");
    }
    groups
}

fn builds(text: &str) -> Vec<Build> {
    let mut for_all: Option<Vec<String>> = None;
    let mut builds = Vec::new();
    for fields in paragraphs(text) {
        let list = |name: &str| {
            let value = fields.iter().find(|(field, _)| field == name);
            value.map(|(_, value)| items(value))
        };
        let architectures = list("Architectures");
        let default = for_all.get_or_insert_with(|| {
            architectures
                .clone()
                .unwrap_or_else(|| vec!["amd64".to_owned()])
        });
        if let Some(tags) = list("Tags") {
            let architectures = architectures.unwrap_or_else(|| default.clone());
            builds.push(Build {
                tags,
                shared: list("SharedTags").unwrap_or_default(),
                architectures: architectures
                    .iter()
                    .map(|name| architecture(name))
                    .collect(),
            });
        }
    }
    builds
}

fn paragraphs(text: &str) -> Vec<Vec<(String, String)>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some(fields) = paragraphs.last_mut() else {
            break;
        };
        if line.trim().is_empty() {
            if !fields.is_empty() {
                paragraphs.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            // The line before goes on.
            if let Some((_, value)) = fields.last_mut() {
                let value: &mut String = value;
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    paragraphs.retain(|fields| !fields.is_empty());
    paragraphs
}

fn items(value: &str) -> Vec<String> {
    let items = value.split(',').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_for_both_systems_share_tags() {
        let text = "\
# a comment
Maintainers: Somebody <a@example.org> (@a),
             Another (@b)
Architectures: amd64, arm64v8

Tags: 2.0-trixie, trixie
SharedTags: 2.0, latest

Tags: 2.0-windowsservercore-ltsc2025
SharedTags: 2.0-windowsservercore, 2.0, latest
Architectures: windows-amd64
Constraints: windowsservercore-ltsc2025

Tags: 2.0-windowsservercore-ltsc2022
SharedTags: 2.0-windowsservercore, 2.0, latest
Architectures: windows-amd64

Tags: 2.0-alpine
Architectures: i386
Directory: alpine
";
        let shown: Vec<String> = groups(text)
            .iter()
            .map(|group| {
                format!(
                    "{}|{}{}{}",
                    group.tags.join(" "),
                    group.architectures.join(","),
                    if group.is_default { "*" } else { "" },
                    if group.is_for_windows_too { "w" } else { "" }
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "2.0-trixie trixie 2.0 latest|amd64,arm64*w",
                "2.0-windowsservercore-ltsc2025|windows/amd64",
                "2.0-windowsservercore-ltsc2022|windows/amd64",
                "2.0-alpine|386",
                "2.0-windowsservercore|windows/amd64",
            ]
        );
    }

    #[test]
    fn an_image_without_builds() {
        assert!(groups("Maintainers: nobody\n").is_empty());
        assert!(groups("").is_empty());
    }
}
