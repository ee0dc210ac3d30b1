//! Paths of the image: the working directory, and what instructions above name.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::model::{Body, Instruction, Keyword, Word, json_text};
use std::collections::HashSet;

/// Where COPY and ADD may put things.
pub fn of_transfer(place: &Place, json: bool) -> Vec<Item> {
    let mut paths = Paths::default();
    paths.add("./");
    let workdir = workdir(place);
    if workdir.starts_with('/') {
        paths.add(&as_folder(&workdir));
    }
    paths.add_used(place, place.stage());
    let mut items = paths.items(place, json);
    if let Some(here) = items.first_mut() {
        *here = here
            .clone()
            .detail(workdir)
            .page(Kind::Instruction, "workdir");
    }
    items
}

/// For WORKDIR and VOLUME.
pub fn directories(place: &Place, json: bool) -> Vec<Item> {
    let mut paths = Paths::default();
    let is_volume = place.command.keyword == Some(Keyword::Volume);
    let usual: &[&str] = match is_volume {
        true => &["/data", "/var/lib", "/var/log", "/config"],
        false => &["/app", "/src", "/srv", "/usr/src/app", "/opt", "/workspace"],
    };
    paths.add_used(place, place.stage());
    let folders = paths.found.iter().map(|path| path.trim_end_matches('/'));
    let folders = folders.filter(|path| !path.is_empty() && *path != ".");
    let mut cut = Paths::default();
    for path in folders.chain(usual.iter().copied()) {
        cut.add(path);
    }
    cut.items(place, json)
}

/// Where a mount may appear.
pub fn mounted(place: &Place) -> Vec<Item> {
    let mut paths = Paths::default();
    let workdir = workdir(place);
    if workdir.starts_with('/') && workdir.len() > 1 {
        paths.add(&workdir);
    }
    paths.add_used(place, place.stage());
    paths.found.retain(|path| !path.contains(','));
    for path in ["/src", "/tmp", "/mnt"] {
        paths.add(path);
    }
    paths.items(place, false)
}

/// What a stage puts where.
pub fn made_in(place: &Place, stage: usize, json: bool) -> Vec<Item> {
    let mut paths = Paths::default();
    paths.add_used(place, Some(stage));
    paths.items(place, json)
}

/// The directory in force: mostly the last one named tells it without following the whole stage.
fn workdir(place: &Place) -> String {
    let absolute = above(place, place.stage()).find_map(|instruction| match &instruction.body {
        Body::Directory(path) => Some(path.as_ref().map(|path| &*path.text)),
        _ => None,
    });
    match absolute.flatten() {
        Some(path) if path.starts_with('/') && is_plain(path) => path.to_owned(),
        _ => place.state().workdir.clone(),
    }
}

/// The instructions of a stage above the cursor, the nearest first.
fn above<'a>(
    place: &Place<'a>,
    stage: Option<usize>,
) -> impl Iterator<Item = &'a Instruction> + use<'a> {
    let begin = place.line.begin();
    let stage = stage.and_then(|stage| place.file().stages.get(stage));
    stage.into_iter().flat_map(move |stage| {
        let begin = begin.saturating_sub(stage.start);
        let above = stage
            .instructions
            .partition_point(|each| each.start < begin);
        let above = stage.instructions.iter().take(above).rev();
        above.map(|placed| &**placed)
    })
}

#[derive(Default)]
struct Paths {
    found: Vec<String>,
    seen: HashSet<String>,
}

/// Instructions of a stage that are looked through, and paths that are taken from them.
const FARTHEST: usize = 1000;
const MOST: usize = 40;

impl Paths {
    fn add(&mut self, path: &str) {
        if !path.is_empty() && self.seen.insert(path.to_owned()) {
            self.found.push(path.to_owned());
        }
    }

    /// Those that a stage names above the cursor, the nearest first.
    fn add_used(&mut self, place: &Place, stage: Option<usize>) {
        for instruction in above(place, stage).take(FARTHEST) {
            for word in named(instruction) {
                let path = match word.text.starts_with('"') {
                    true => json_text(&word.text),
                    false => word.text.to_string(),
                };
                if path.starts_with('/') && is_plain(&path) {
                    self.add(&path);
                }
            }
            if self.found.len() >= MOST {
                return;
            }
        }
    }

    fn items(&self, place: &Place, json: bool) -> Vec<Item> {
        let fits = |path: &&String| json || !path.contains(char::is_whitespace);
        let items = self.found.iter().filter(fits);
        let items = items.map(|path| place.item(path.as_str(), ItemKind::Folder));
        items.collect()
    }
}

fn is_plain(path: &str) -> bool {
    !path.contains(|letter: char| letter.is_control() || "$*?[\\\"'`<".contains(letter))
}

fn as_folder(path: &str) -> String {
    format!("{}/", path.trim_end_matches('/'))
}

fn named(instruction: &Instruction) -> Vec<&Word> {
    match &instruction.body {
        Body::Transfer(transfer) => transfer.destination.iter().collect(),
        Body::Directory(path) => path.iter().collect(),
        Body::Paths { paths, .. } => paths.iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::labels;

    #[test]
    fn paths_that_were_used_are_offered_again() {
        assert_eq!(
            labels("FROM a\nWORKDIR /w\nCOPY b /c/\nCOPY d /$0"),
            ["./", "/w/", "/c/", "/w"]
        );
        assert_eq!(labels("FROM a\nVOLUME /b\nVOLUME $0")[0], "/b");
    }
}
