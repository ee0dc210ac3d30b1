//! One build of a Dockerfile, without a network.

use crate::engine::Engine;
use crate::vertex::{self, Vertex};

pub struct Build<'a> {
    pub engine: &'a Engine,
    /// What `docker build` is told of the images.
    pub images: &'a [String],
    pub dockerfile: &'a str,
    pub context: &'a str,
}

impl Build<'_> {
    /// Builds and tags an image, or what BuildKit complains about.
    pub fn image(&self, name: &str) -> Result<(), String> {
        let progress = ["--progress", "rawjson", "--tag", name];
        self.run(&progress).map(|_| ())
    }

    /// Builds for the cache alone; the steps as BuildKit reports them, or what it complains about.
    pub fn steps(&self) -> Result<Vec<Vertex>, String> {
        let progress = self.run(&["--progress", "rawjson", "--output", "type=cacheonly"])?;
        Ok(vertex::steps(&progress))
    }

    fn run(&self, output: &[&str]) -> Result<String, String> {
        let mut docker = self.engine.buildx(&["build", "--network", "none"]);
        docker
            .args(self.images)
            .args(output)
            .args(["--file", self.dockerfile, self.context]);
        let result = docker.output().expect("there is a docker");
        let said = String::from_utf8_lossy(&result.stderr).into_owned();
        match result.status.success() {
            true => Ok(said),
            false => Err(without_progress(&said)),
        }
    }
}

fn without_progress(said: &str) -> String {
    let lines: Vec<_> = said.lines().filter(|line| !line.starts_with('{')).collect();
    lines.join("\n")
}
