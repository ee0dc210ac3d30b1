//! Quay's own question for tags: unlike the plain one it tells the newest first, and digests.

use super::Tags;
use super::address::escaped;
use super::client::Asked;
use super::failure::Failure;
use super::pages::pages;
use super::quirks::MOST_DETAILED_PAGES;
use super::session::{Repository, Session};
use crate::listed::ListedTag;
use serde::Deserialize;

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    tags: Vec<Tag>,
    #[serde(default)]
    has_additional: bool,
}

#[derive(Deserialize)]
struct Tag {
    name: String,
    manifest_digest: Option<String>,
}

pub fn tags(session: &Session, repository: &Repository, part: Option<&str>) -> Tags {
    let part = part.map(|part| format!("&filter_tag_name=like:{}", escaped(part)));
    let url = |number: usize| {
        format!(
            "{}/api/v1/repository/{}/tag/?limit=100&onlyActiveTags=true{}&page={number}",
            repository.base,
            repository.path,
            part.as_deref().unwrap_or_default(),
        )
    };
    pages(url(1), MOST_DETAILED_PAGES, |own| {
        let page = page(session, own)?;
        let tags = page.tags.into_iter().map(|tag| ListedTag {
            name: tag.name,
            digest: tag.manifest_digest,
            platforms: Vec::new(),
        });
        let number = own
            .rsplit('=')
            .next()
            .and_then(|number| number.parse().ok());
        let next = number
            .filter(|_| page.has_additional)
            .map(|number: usize| url(number + 1));
        Ok((tags.collect(), next))
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
