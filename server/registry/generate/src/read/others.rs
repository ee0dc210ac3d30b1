//! Well-known images beside the official ones: name → `src`, where and when the list is from, and
//! `groups` of `tags` for `arch`, one of them `default`. A `guess` lists tags that there are, not
//! all and not as aliases.

use crate::{Group, Image, Images, architecture};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Listed {
    src: String,
    groups: Vec<ListedGroup>,
}

#[derive(Deserialize)]
struct ListedGroup {
    tags: Vec<String>,
    arch: Vec<String>,
    #[serde(default)]
    default: bool,
    #[serde(default)]
    guess: bool,
}

pub fn add(images: &mut Images, json: &str) -> Result<(), String> {
    let listed: BTreeMap<String, Listed> =
        serde_json::from_str(json).map_err(|error| format!("other images: {error}"))?;
    for (name, listed) in listed {
        let image = Image {
            is_listed: true,
            is_guess: listed.groups.iter().any(|group| group.guess),
            date: day(&listed.src).to_owned(),
            groups: listed.groups.iter().flat_map(groups).collect(),
            ..Image::default()
        };
        images.insert(name, image);
    }
    Ok(())
}

fn groups(listed: &ListedGroup) -> Vec<Group> {
    let group = |tags: &[String]| Group {
        tags: tags.to_vec(),
        // What is guessed says nothing of architectures.
        architectures: match listed.guess {
            true => Vec::new(),
            false => listed.arch.iter().map(|name| architecture(name)).collect(),
        },
        is_default: listed.default || tags.iter().any(|tag| tag == "latest"),
        ..Group::default()
    };
    match listed.guess {
        true => listed.tags.chunks(1).map(group).collect(),
        false => vec![group(&listed.tags)],
    }
}

/// The day in `owner/repository@commit 2026-08-21T18:08:00Z`.
fn day(source: &str) -> &str {
    let words = source.split(' ').filter_map(|word| word.get(..10));
    let is_day = |word: &&str| {
        let shape = word.bytes().enumerate();
        shape.fold(true, |fits, (at, byte)| {
            fits && (byte.is_ascii_digit() != matches!(at, 4 | 7))
        })
    };
    words.into_iter().find(is_day).unwrap_or_default()
}
