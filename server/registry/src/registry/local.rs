//! The local engine: what it has, and what that is made of.

use super::asking::news_of;
use super::jobs::Kind;
use super::memory::UnderWay;
use super::{News, Shared};
use crate::engine::{Inspected, LocalImages};
use crate::settings::Mode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::model::Reference;

/// What the local engine has may change at any time, and it is not far.
const ENGINE_FRESH: Duration = Duration::from_secs(10);

impl Shared {
    /// Has the local engine asked for its images, and whether that is under way.
    pub(super) fn look_at_engine(self: &Arc<Shared>, may_ask: bool) -> bool {
        let may_ask = self.may_ask_engine(may_ask);
        let mut memory = self.memory();
        let now = Instant::now();
        let is_fresh = memory
            .engine
            .asked
            .is_some_and(|asked| now < asked + ENGINE_FRESH);
        if may_ask && !is_fresh {
            memory.engine.asked = Some(now);
            let under_way = memory.engine.under_way.clone();
            let shared = Arc::clone(self);
            self.start("engine", Kind::Engine, "", move || {
                shared.list_local();
                shared.inspect_wanted(Some(under_way));
            });
        }
        memory.engine.under_way.is_any()
    }

    fn may_ask_engine(&self, may_ask: bool) -> bool {
        may_ask && self.settings().mode != Mode::Offline
    }

    fn list_local(&self) {
        let images = LocalImages::read(&self.settings().places).map(Arc::new);
        let mut memory = self.memory();
        let is_news = memory.engine.images != images;
        memory.engine.images = images;
        drop(memory);
        if is_news {
            self.tell(&News::Engine);
        }
    }

    /// What the local engine says of an image that it has, or said before.
    pub(super) fn looked_into(
        self: &Arc<Shared>,
        image: &Reference,
        may_ask: bool,
    ) -> Option<Arc<Inspected>> {
        self.look_at_engine(may_ask);
        self.look_into(image, may_ask);
        self.inspected(image)
    }

    /// Has an image of the local engine looked at closely.
    pub(super) fn look_into(self: &Arc<Shared>, image: &Reference, may_ask: bool) {
        if !self.may_ask_engine(may_ask) {
            return;
        }
        let mut memory = self.memory();
        let engine = &mut memory.engine;
        if engine.under_way.is_any() {
            // Who lists the images looks into this one next.
            engine.want(image);
            return;
        }
        let images = engine.images.as_ref();
        let Some(local) = images.and_then(|images| images.get(image)) else {
            return;
        };
        if engine.inspected.contains_key(&local.id) {
            return;
        }
        let id = local.id.clone();
        engine.want(image);
        let shared = Arc::clone(self);
        self.start("engine", Kind::Inspect, &id, move || {
            shared.inspect_wanted(None);
        });
    }

    /// The latest first. What is under way ends in the moment in which nothing is wanted any more.
    fn inspect_wanted(&self, under_way: Option<UnderWay>) {
        loop {
            let mut memory = self.memory();
            let Some(image) = memory.engine.wanted.pop() else {
                drop(under_way);
                return;
            };
            drop(memory);
            self.inspect(&image);
        }
    }

    fn inspect(&self, image: &Reference) {
        let memory = self.memory();
        let images = memory.engine.images.as_ref();
        let local = images.and_then(|images| images.get(image)).cloned();
        let local = local.filter(|local| !memory.engine.inspected.contains_key(&local.id));
        drop(memory);
        let Some(local) = local else { return };
        let Some(inspected) = local.inspect(&self.settings().places) else {
            return;
        };
        let mut memory = self.memory();
        memory.bound();
        memory
            .engine
            .inspected
            .insert(local.id, Arc::new(inspected));
        drop(memory);
        self.tell(&news_of(image));
    }

    /// The local engine has it.
    pub(super) fn is_local(&self, image: &Reference) -> bool {
        let memory = self.memory();
        let images = memory.engine.images.as_ref();
        images.is_some_and(|images| images.get(image).is_some())
    }

    pub(super) fn inspected(&self, image: &Reference) -> Option<Arc<Inspected>> {
        let memory = self.memory();
        let local = memory.engine.images.as_ref()?.get(image)?;
        memory.engine.inspected.get(&local.id).cloned()
    }
}
