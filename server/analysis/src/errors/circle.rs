//! Stages that take files from each other in a circle.

use super::stages::{Link, Stages};
use std::collections::HashSet;

/// The links that are part of a circle, each with its stage.
pub(super) fn links(stages: &Stages) -> Vec<(usize, Link)> {
    let mut steps: HashSet<(usize, usize)> = HashSet::new();
    for (index, stage) in stages.stages.iter().enumerate() {
        // A circle has to go to a later stage somewhere, or to the same.
        for link in stage.taken.iter().filter(|link| link.stage >= index) {
            if holds(stages, index, link.stage) {
                steps.insert((index, link.stage));
                let back = way_back(stages, link.stage, index).into_iter();
                steps.extend(back.map(|(index, link)| (index, link.stage)));
            }
        }
    }
    let mut found = Vec::new();
    if steps.is_empty() {
        return found;
    }
    for (index, stage) in stages.stages.iter().enumerate() {
        let links = stage.taken.iter();
        let links = links.filter(|link| steps.contains(&(index, link.stage)));
        found.extend(links.map(|link| (index, *link)));
    }
    found
}

/// Whether a stage waits for itself through one that it takes files from.
pub(super) fn holds(stages: &Stages, index: usize, taken: usize) -> bool {
    index == taken || !way_back(stages, taken, index).is_empty()
}

const MOST_STEPS: usize = 10_000;

/// The links from one stage to another that lie on a way between them.
fn way_back(stages: &Stages, from: usize, to: usize) -> Vec<(usize, Link)> {
    let mut reached_by: Vec<Option<(usize, Link)>> = vec![None; stages.stages.len()];
    let mut waiting = vec![from];
    let mut steps = 0;
    while let Some(index) = waiting.pop() {
        steps += 1;
        if steps > MOST_STEPS {
            return Vec::new();
        }
        let Some(stage) = stages.stages.get(index) else {
            continue;
        };
        for link in &stage.taken {
            let Some(slot) = reached_by.get_mut(link.stage) else {
                continue;
            };
            if slot.is_none() && link.stage != from {
                *slot = Some((index, *link));
                waiting.push(link.stage);
            }
        }
    }
    let mut way = Vec::new();
    let mut place = to;
    while let Some((before, link)) = reached_by.get(place).copied().flatten() {
        way.push((before, link));
        if before == from || way.len() > stages.stages.len() {
            return way;
        }
        place = before;
    }
    Vec::new()
}
