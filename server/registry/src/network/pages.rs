//! Lists that come page by page, and whoever sends them may never stop.

use super::Tags;
use super::address::{origin, resolve};
use super::failure::Failure;
use super::quirks::LONGEST;
use crate::listed::ListedTag;
use std::collections::HashSet;
use std::time::Instant;

/// The tags of a page, and where the next one is.
pub type Page = (Vec<ListedTag>, Option<String>);

/// What came until something went wrong is kept.
pub fn pages(first: String, most: usize, page: impl Fn(&str) -> Result<Page, Failure>) -> Tags {
    let end = Instant::now() + LONGEST;
    let mut listed = Tags::default();
    let mut known = HashSet::new();
    let mut url = first;
    for _ in 0..most {
        let (tags, next) = match page(&url) {
            Ok(page) => page,
            Err(failure) => return stopped(listed, failure),
        };
        let before = listed.tags.len();
        let new = tags
            .into_iter()
            .filter(|tag| known.insert(tag.name.clone()));
        listed.tags.extend(new);
        let Some(next) = next else {
            listed.is_complete = true;
            return listed;
        };
        // Another host is none that was asked for; a page that brings nothing new leads nowhere.
        let next = resolve(&url, &next).filter(|next| origin(next) == origin(&url));
        let Some(next) = next.filter(|_| listed.tags.len() > before) else {
            return stopped(listed, Failure::Nonsense);
        };
        if Instant::now() > end {
            return stopped(listed, Failure::Unreachable);
        }
        url = next;
    }
    listed
}

fn stopped(listed: Tags, failure: Failure) -> Tags {
    Tags {
        failure: Some(failure),
        ..listed
    }
}
