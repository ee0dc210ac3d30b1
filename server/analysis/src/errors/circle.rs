//! Stages that take files from each other in a circle.

use super::stages::{Link, Stage};

/// Which stages wait for each other: those with the same number.
pub(super) struct Circles(Vec<usize>);

impl Circles {
    pub(super) fn of(stages: &[Stage]) -> Circles {
        // A circle has to go to a later stage somewhere, or to the same.
        let goes_on =
            |(index, stage): (usize, &Stage)| stage.taken.iter().any(|link| link.stage > index);
        if !stages.iter().enumerate().any(goes_on) {
            return Circles((0..stages.len()).collect());
        }
        let mut search = Search {
            stages,
            order: vec![None; stages.len()],
            lowest: vec![0; stages.len()],
            open: Vec::new(),
            circle: vec![usize::MAX; stages.len()],
            next: 0,
        };
        for stage in 0..stages.len() {
            search.follow(stage);
        }
        Circles(search.circle)
    }

    /// Whether what a stage takes from another is part of a circle.
    pub(super) fn hold(&self, stage: usize, taken: usize) -> bool {
        self.0.get(stage) == self.0.get(taken)
    }

    /// The links that are part of a circle, each with its stage.
    pub(super) fn links(&self, stages: &[Stage]) -> Vec<(usize, Link)> {
        let mut found = Vec::new();
        for (index, stage) in stages.iter().enumerate() {
            let links = stage.taken.iter();
            let held = links.filter(|link| self.hold(index, link.stage));
            found.extend(held.map(|link| (index, *link)));
        }
        found
    }
}

/// Tarjan's search, without recursion: a chain of stages can be longer than the stack is deep.
struct Search<'a> {
    stages: &'a [Stage],
    /// When a stage was reached first.
    order: Vec<Option<usize>>,
    /// The earliest stage still open that it leads back to.
    lowest: Vec<usize>,
    open: Vec<usize>,
    circle: Vec<usize>,
    next: usize,
}

impl Search<'_> {
    fn follow(&mut self, first: usize) {
        if self.order[first].is_some() {
            return;
        }
        self.reach(first);
        // Each stage with the next of its links to look at.
        let mut way = vec![(first, 0)];
        while let Some((stage, link)) = way.last_mut() {
            let stage = *stage;
            let next = self.stages[stage].taken.get(*link).map(|link| link.stage);
            *link += 1;
            match next {
                Some(next) if self.order[next].is_none() => {
                    self.reach(next);
                    way.push((next, 0));
                }
                Some(next) if self.circle[next] == usize::MAX => {
                    let reached = self.order[next].unwrap_or_default();
                    self.lowest[stage] = self.lowest[stage].min(reached);
                }
                Some(_) => {}
                None => {
                    way.pop();
                    if let Some((before, _)) = way.last() {
                        self.lowest[*before] = self.lowest[*before].min(self.lowest[stage]);
                    }
                    self.close(stage);
                }
            }
        }
    }

    fn reach(&mut self, stage: usize) {
        self.order[stage] = Some(self.next);
        self.lowest[stage] = self.next;
        self.next += 1;
        self.open.push(stage);
    }

    /// The stages that lead back to this one, if it is the first of them.
    fn close(&mut self, stage: usize) {
        if self.order[stage] != Some(self.lowest[stage]) {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.circle[member] = stage;
            if member == stage {
                break;
            }
        }
    }
}
