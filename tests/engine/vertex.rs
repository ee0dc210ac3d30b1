//! What BuildKit says of the steps of a build, in its raw progress: lines of JSON, each of which
//! tells the news of some vertices of the graph that it solves.

use serde::Deserialize;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Cached,
    Built,
    /// Nobody needed it.
    Left,
}

/// A vertex that is a step of a stage: `[build 2/4] RUN make`.
#[derive(Clone, Debug)]
pub struct Vertex {
    /// As BuildKit calls the stage; a stage that is alone is not called anything.
    pub stage: Option<String>,
    /// Of the step in its stage, from 1.
    pub number: usize,
    /// `COPY --link` makes two: one copies into an empty layer, this one puts that on what there is.
    pub link: bool,
    pub state: State,
    digest: String,
}

#[derive(Deserialize)]
struct News {
    #[serde(default)]
    vertexes: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    digest: String,
    name: String,
    #[serde(default)]
    cached: bool,
    completed: Option<String>,
}

/// The steps, each once, in the order in which BuildKit names them first.
pub fn steps(progress: &str) -> Vec<Vertex> {
    let mut steps: Vec<Vertex> = Vec::new();
    let news = progress
        .lines()
        .filter_map(|line| serde_json::from_str::<News>(line).ok());
    for told in news.flat_map(|news| news.vertexes) {
        let state = told.state();
        match steps.iter_mut().find(|step| step.digest == told.digest) {
            Some(known) if state != State::Left => known.state = state,
            Some(_) => {}
            None => steps.extend(told.step(state)),
        }
    }
    steps
}

impl Told {
    fn state(&self) -> State {
        match &self.completed {
            _ if self.cached => State::Cached,
            Some(_) => State::Built,
            None => State::Left,
        }
    }

    /// None: loading a file or an image, exporting, and the like.
    fn step(self, state: State) -> Option<Vertex> {
        let (place, text) = self.name.strip_prefix('[')?.split_once("] ")?;
        let (stage, count) = match place.split_whitespace().collect::<Vec<_>>()[..] {
            [count] => (None, count),
            [stage, count] => (Some(stage.to_owned()), count),
            _ => return None,
        };
        let number = count.split_once('/')?.0.parse().ok()?;
        Some(Vertex {
            stage,
            number,
            link: text.starts_with("LINK "),
            state,
            digest: self.digest,
        })
    }
}
