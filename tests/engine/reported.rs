//! Which step of a case a vertex of BuildKit's is.

use crate::measured::Outcome;
use crate::steps::Step;
use crate::vertex::{State, Vertex};

/// What a build does with each step.
pub struct Reported<'a> {
    steps: Vec<(&'a Step, State)>,
}

impl<'a> Reported<'a> {
    pub fn new(
        steps: &'a [Step],
        stages: &[String],
        vertices: &[Vertex],
    ) -> Result<Reported<'a>, String> {
        let mut reported = Vec::new();
        for (index, name) in stages.iter().enumerate() {
            let of_stage = |vertex: &&Vertex| match &vertex.stage {
                Some(stage) => stage == name,
                None => true,
            };
            // `COPY --link` is what it copies, wherever that is put.
            let vertices = vertices.iter().filter(|vertex| !vertex.link);
            let vertices: Vec<_> = vertices.filter(of_stage).collect();
            let steps: Vec<_> = steps.iter().filter(|step| step.stage == index).collect();
            // Sometimes BuildKit counts what is before the first step as well.
            let last = vertices.iter().map(|vertex| vertex.number).max();
            let before = last.unwrap_or(0).saturating_sub(steps.len());
            for vertex in vertices {
                let step = steps
                    .iter()
                    .find(|step| step.number + before == vertex.number);
                let step = step.ok_or(format!("no such step: {vertex:?}"))?;
                reported.push((*step, vertex.state));
            }
        }
        Ok(Reported { steps: reported })
    }

    pub fn outcome(&self, step: &Step) -> Outcome {
        let found = self.steps.iter().find(|(other, _)| other.past == step.past);
        match found.map(|(_, state)| state) {
            Some(State::Cached) => Outcome::Kept,
            Some(State::Built) => Outcome::Rebuilt,
            Some(State::Left) | None => Outcome::Unneeded,
        }
    }
}
