//! Quay's own question for tags: unlike the plain one it tells the newest first, and digests.

use super::Tags;
use super::address::escaped;
use super::client::Asked;
use super::failure::Failure;
use super::hub::is_digest;
use super::quirks::MOST_DETAILED_PAGES;
use super::session::{Repository, Session};
use crate::listed::ListedTag;
use serde::Deserialize;
use std::collections::HashSet;

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
    let mut listed = Tags::default();
    let mut known = HashSet::new();
    for number in 1..=MOST_DETAILED_PAGES {
        let mut url = format!(
            "{}/api/v1/repository/{}/tag/?limit=100&onlyActiveTags=true&page={number}",
            repository.base, repository.path
        );
        if let Some(part) = part {
            url.push_str(&format!("&filter_tag_name=like:{}", escaped(part)));
        }
        let page = match page(session, &url) {
            Ok(page) => page,
            Err(failure) => {
                listed.failure = Some(failure);
                return listed;
            }
        };
        let before = listed.tags.len();
        let new = page
            .tags
            .into_iter()
            .filter(|tag| known.insert(tag.name.clone()));
        listed.tags.extend(new.map(|tag| ListedTag {
            name: tag.name,
            digest: tag.manifest_digest.filter(|digest| is_digest(digest)),
            platforms: Vec::new(),
        }));
        if !page.has_additional {
            listed.is_complete = true;
            return listed;
        }
        if listed.tags.len() == before {
            listed.failure = Some(Failure::Nonsense);
            return listed;
        }
    }
    listed
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
