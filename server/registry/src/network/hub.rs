//! Docker Hub's own questions: the tags of a repository with sizes and digests, and names.

use super::Tags;
use super::address::escaped;
use super::client::Asked;
use super::failure::Failure;
use super::pages::pages;
use super::quirks::MOST_DETAILED_PAGES;
use super::session::{DOCKER_HUB, Session};
use crate::listed::ListedTag;
use serde::Deserialize;
use strates_analysis::model::Reference;

#[derive(Deserialize)]
struct Page {
    next: Option<String>,
    #[serde(default)]
    results: Vec<Tag>,
}

#[derive(Deserialize)]
struct Tag {
    name: String,
    digest: Option<String>,
    #[serde(default)]
    full_size: Option<u64>,
    #[serde(default)]
    images: Option<Vec<Image>>,
}

#[derive(Deserialize)]
struct Image {
    architecture: Option<String>,
    os: Option<String>,
    variant: Option<String>,
    size: Option<u64>,
    digest: Option<String>,
}

#[derive(Deserialize)]
struct Results {
    #[serde(default)]
    count: usize,
    #[serde(default)]
    results: Vec<Repository>,
}

#[derive(Deserialize)]
struct Repository {
    repo_name: String,
    #[serde(default)]
    short_description: Option<String>,
    #[serde(default)]
    is_official: bool,
}

/// What Docker Hub allows.
const LONGEST_DESCRIPTION: usize = 100;

/// A name that Docker Hub found.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub name: String,
    pub description: Option<String>,
    pub is_official: bool,
}

/// Of public repositories: who has credentials asks the registry.
pub fn tags(session: &Session, path: &str, part: Option<&str>) -> Tags {
    let Some((namespace, repository)) = path.split_once('/') else {
        return Tags::failed(Failure::Missing);
    };
    let hub = &session.places.hub;
    let mut url =
        format!("{hub}/v2/namespaces/{namespace}/repositories/{repository}/tags?page_size=100");
    match part {
        Some(part) => url.push_str(&format!("&name={}", escaped(part))),
        None => url.push_str("&ordering=last_updated"),
    }
    pages(url, MOST_DETAILED_PAGES, |url| {
        let page = page(session, url)?;
        let tags = page.results.into_iter().map(Tag::listed);
        Ok((tags.collect(), page.next))
    })
}

fn page(session: &Session, url: &str) -> Result<Page, Failure> {
    let asked = Asked {
        url,
        accept: "application/json",
        ..Asked::default()
    };
    let once = || session.send(&asked)?.checked()?.json();
    match once() {
        Err(Failure::Broken) => once(),
        other => other,
    }
}

impl Tag {
    fn listed(self) -> ListedTag {
        let images = self.images.unwrap_or_default();
        let mut digest = self.digest;
        if let [image] = &*images {
            digest = digest.or_else(|| image.digest.clone());
        }
        let mut platforms: Vec<(String, u64)> = images.iter().filter_map(Image::platform).collect();
        platforms.dedup_by(|one, other| one.0 == other.0);
        if let ([(_, size)], Some(full)) = (&mut *platforms, self.full_size) {
            *size = full;
        }
        ListedTag {
            name: self.name,
            digest,
            platforms,
        }
    }
}

impl Image {
    /// `None` for what is no image but a proof of how one was built.
    fn platform(&self) -> Option<(String, u64)> {
        let architecture = self
            .architecture
            .as_deref()
            .filter(|name| !name.is_empty())?;
        let os = self.os.as_deref().filter(|name| !name.is_empty())?;
        if architecture == "unknown" || os == "unknown" {
            return None;
        }
        let variant = self.variant.as_deref().filter(|name| !name.is_empty());
        let variant = variant
            .map(|variant| format!("/{variant}"))
            .unwrap_or_default();
        Some((
            format!("{os}/{architecture}{variant}"),
            self.size.unwrap_or(0),
        ))
    }
}

impl Repository {
    /// `None` for what is no name: anyone may make one up, and it is written into a file.
    fn found(self) -> Option<Found> {
        let name = Reference::parse(&self.repo_name)?;
        if name.registry != DOCKER_HUB || name.tag.is_some() || name.digest.is_some() {
            return None;
        }
        let description = self.short_description.unwrap_or_default();
        let description = description.replace(char::is_control, " ");
        let description: String = description
            .trim()
            .chars()
            .take(LONGEST_DESCRIPTION)
            .collect();
        Some(Found {
            name: self.repo_name,
            description: Some(description).filter(|text| !text.is_empty()),
            is_official: self.is_official,
        })
    }
}

/// Names that hold what is typed, and whether these are all.
pub fn search(session: &Session, typed: &str) -> Result<(Vec<Found>, bool), Failure> {
    let url = format!(
        "{}/v2/search/repositories/?query={}&page_size=100",
        session.places.hub,
        escaped(typed)
    );
    let asked = Asked {
        url: &url,
        accept: "application/json",
        ..Asked::default()
    };
    let found: Results = session.send(&asked)?.checked()?.json()?;
    let is_complete = found.count <= found.results.len();
    let names = found.results.into_iter().filter_map(Repository::found);
    Ok((names.collect(), is_complete))
}
