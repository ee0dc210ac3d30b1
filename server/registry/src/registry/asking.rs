//! Tags and names: when they are looked for, and what becomes of what is found.

use super::jobs::{Kind, Question};
use super::memory::{Memory, Part, Search, Wanted};
use super::merged::Merged;
use super::{News, Shared};
use crate::listed::{Listed, now, repository};
use crate::network::Failure;
use crate::settings::Mode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::model::{DOCKER_HUB, Reference};

/// A repository that its registry does not know.
const MISSING: Duration = Duration::from_secs(10 * 60);

/// One that needs another login first.
const DENIED: Duration = Duration::from_secs(2 * 60);

/// Before the next try, where the host says nothing else.
const PAUSE: Duration = Duration::from_secs(30);

impl Shared {
    /// Has tags of a repository looked for where they are not known, and whether that is under way.
    pub(super) fn look_for_tags(
        self: &Arc<Shared>,
        image: &Reference,
        wanted: &Wanted,
        may_ask: bool,
    ) -> bool {
        let mode = self.settings().mode;
        if mode == Mode::EngineOnly {
            return false;
        }
        let name = repository(image);
        let may_ask = may_ask && mode == Mode::Auto;
        let mut memory = self.memory();
        let known = memory.repository(&name);
        let shared = Arc::clone(self);
        let (image, wanted) = (image.clone(), wanted.clone());
        if !known.is_read {
            known.is_read = true;
            let under_way = known.under_way.clone();
            self.start(&name, Kind::Kept, "", move || {
                shared.read_kept(&image);
                if may_ask {
                    shared.fetch_tags(&image, &wanted);
                }
                drop(under_way);
            });
            return true;
        }
        let due = known.due(&image.registry, &wanted, Instant::now());
        if let (true, Some(part)) = (may_ask, due) {
            let under_way = known.under_way.clone();
            self.start(
                &name,
                Kind::Tags,
                part.as_deref().unwrap_or(""),
                move || {
                    shared.fetch_tags(&image, &wanted);
                    drop(under_way);
                },
            );
        }
        known.under_way.is_any()
    }

    pub(super) fn start(
        &self,
        subject: &str,
        kind: Kind,
        detail: &str,
        task: impl FnOnce() + Send + 'static,
    ) {
        let question = Question {
            subject: subject.to_owned(),
            kind,
            detail: detail.to_owned(),
        };
        self.jobs.start(question, task);
    }

    fn read_kept(&self, image: &Reference) {
        let Some(listed) = self.cache().read::<Listed>(&repository(image)) else {
            return;
        };
        self.know(image, listed.sound());
        self.tell(&news_of(image));
    }

    fn know(&self, image: &Reference, listed: Listed) {
        let merged = Merged::new(&listed, &self.catalog, image);
        let mut memory = self.memory();
        let known = memory.repository(&repository(image));
        known.listed = Some(Arc::new(listed));
        known.merged = Some(Arc::new(merged));
    }

    fn fetch_tags(&self, image: &Reference, wanted: &Wanted) {
        let name = repository(image);
        let pause = |pause| {
            let mut memory = self.memory();
            memory.repository(&name).again = Some(Instant::now() + pause);
        };
        let Ok(route) = self.session().route(&self.settings(), image) else {
            return pause(PAUSE);
        };
        // What came meanwhile may be enough.
        let due = |memory: &mut Memory| {
            let known = memory.repository(&name);
            known.due(&route.own.host, wanted, Instant::now())
        };
        let Some(part) = due(&mut self.memory()) else {
            return;
        };
        let part = part.as_deref();
        let found = self.session().tags(&route, part);
        let rest = || {
            let hub = &self.session().places.hub;
            let base = if route.own.host == DOCKER_HUB {
                hub
            } else {
                &route.own.base
            };
            let rest = self.session().rest(base);
            rest.map_or(PAUSE, |until| {
                until.saturating_duration_since(Instant::now())
            })
        };
        if found.tags.is_empty() && found.failure.is_some() {
            if found.failure == Some(Failure::Missing) && part.is_none() {
                self.memory().repository(&name).missing_until = Some(Instant::now() + MISSING);
                self.tell(&news_of(image));
            }
            return pause(match found.failure {
                Some(Failure::Denied) => DENIED,
                _ => rest(),
            });
        }
        let older = self.memory().repository(&name).listed.clone();
        let is_part = part.is_some();
        let is_whole = found.is_complete && found.failure.is_none();
        let fetched = older
            .as_ref()
            .filter(|_| is_part)
            .map_or(if is_part { 0 } else { now() }, |older| older.fetched);
        let listed = Listed {
            fetched,
            is_complete: found.is_complete && !is_part,
            tags: found.tags,
        };
        let listed = listed.sound().joined(older.as_deref());
        self.cache().write(&name, &listed);
        self.know(image, listed);
        let mut memory = self.memory();
        let known = memory.repository(&name);
        known.is_read = true;
        known.missing_until = None;
        known.again = None;
        if !is_part {
            known.is_cut = found.failure.is_some();
            known.parts.clear();
        }
        // Complete or not: another time tells no more for a while.
        known.parts.extend(part.map(|part| Part {
            text: part.to_owned(),
            since: Instant::now(),
            is_whole,
        }));
        drop(memory);
        if found.failure.is_some() {
            pause(rest());
        }
        self.tell(&news_of(image));
    }

    /// Names at Docker Hub, and whether some are on their way.
    pub(super) fn look_for_names(self: &Arc<Shared>, typed: &str, may_ask: bool) -> bool {
        let may_ask = may_ask && self.settings().mode == Mode::Auto;
        let memory = self.memory();
        let is_worth_it = may_search(typed);
        let is_resting = memory
            .search_again
            .is_some_and(|again| again > Instant::now());
        if may_ask && is_worth_it && !is_resting && memory.search(typed).is_none() {
            let under_way = memory.searches_under_way.clone();
            let shared = Arc::clone(self);
            let query = typed.to_owned();
            self.start("names", Kind::Names, typed, move || {
                shared.search(&query);
                drop(under_way);
            });
        }
        memory.searches_under_way.is_any()
    }

    fn search(&self, typed: &str) {
        if self.settings().mode != Mode::Auto {
            return;
        }
        match self.session().search(typed) {
            Ok((found, is_complete)) => {
                let mut memory = self.memory();
                memory.bound();
                let search = Search { found, is_complete };
                memory.searches.insert(typed.to_owned(), search);
                drop(memory);
                self.tell(&News::Names);
            }
            Err(_) => {
                let rest = self.session().rest(&self.session().places.hub);
                let again = rest.unwrap_or_else(|| Instant::now() + PAUSE);
                self.memory().search_again = Some(again);
            }
        }
    }
}

pub(super) fn news_of(image: &Reference) -> News {
    News::Image {
        registry: image.registry.clone(),
        path: image.path.clone(),
    }
}

/// Not for the name of another registry, which Docker Hub is not told.
fn may_search(typed: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    let first = typed.split('/').next().unwrap_or_default();
    (2..100).contains(&typed.len())
        && typed.chars().all(is_name)
        && !first.contains('.')
        && !(first == "localhost" && typed.contains('/'))
}
